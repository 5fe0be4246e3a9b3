import Engine

/// Something the user wants of the Fool screen.
enum FoolAction: Sendable {
  /// Starts the making of images, pauses it or goes on.
  case startOrPause
  /// Lets each class have one round more.
  case step
  case stop
  /// Goes on to the next method.
  case changeMethod
  case choose(FoolingMethod)
  /// Takes another seed.
  case changeSeed
  /// Makes the rounds faster or slower.
  case changePace(by: Int)
  /// Moves the cursor to the next class on a side.
  case move(Direction)
  case select(Int)
  /// Shows the image under the cursor alone, or all again.
  case enlarge
  /// Asks where to save the picture under the cursor.
  case askForPicturePath
}
