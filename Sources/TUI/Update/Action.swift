import Engine

/// Something the user or the engine wants of the program, whatever key it came from.
enum Action: Sendable {
  case quit
  case resize(Size)
  case news(News)
  case show(ScreenName)
  /// The next or previous screen.
  case turn(by: Int)
  case help
  case theme
  /// Out of what lies on top: an edit, an overlay, a screen.
  case leave

  /// Moves ε by small steps.
  case slide(steps: Float)
  /// Puts ε at a fraction of its range.
  case slideTo(fraction: Double)
  /// Narrows the range of ε, or widens it.
  case zoom(by: Int)
  case clip
  /// Steps through the images.
  case step(by: Int)
  case randomImage
  /// Asks for the number of an image.
  case askForImage
  /// Asks which images are wanted.
  case askForFilter

  /// Starts, pauses or resumes training.
  case startOrPause
  case stopTraining
  case resetTraining
  /// Asks where to save the model.
  case askForPath

  /// Moves the focus of the form.
  case focus(by: Int)
  case focusOn(TrainingForm.Field)
  /// Moves the focused field to its next or previous value.
  case nudge(by: Int)
  /// Begins an edit, or takes what was typed.
  case confirm
  /// Moves the cursor of the list of images.
  case moveCursor(by: Int)
  /// Moves it by as many rows as are shown.
  case page(by: Int)
  /// Puts it on the first image, or on the last.
  case moveCursorToStart
  case moveCursorToEnd
  /// Puts it on a place in the list whose first row on screen is another.
  case selectRow(Int, top: Int)
  /// Opens the image under the cursor in Explore, at an ε that has it misread.
  case openSelected
  /// Moves the cursor of the gallery to the next picture on a side.
  case moveInGallery(Direction)
  /// Shows other pictures in it.
  case turnGallery(by: Int)
  /// Opens any image there.
  case openImage(Int)
  case changeOrder
  case changeDigit
  case changeKind
  /// Shows the next view of the Analyse screen.
  case changeView
  /// Starts the analysis anew, or stops it; where linear growth is on show, that experiment.
  case analyse
  /// Asks which file to compare with.
  case askForReference
  /// Keeps the model on show as the one to compare with.
  case keepReference
  /// Goes on to the next attack by which models are compared.
  case changeAttack

  /// Opens the list of attacks that Explore can show.
  case chooseAttack
  /// Moves its cursor.
  case moveInAttacks(by: Int)
  /// Takes an attack by its place in the list.
  case takeAttack(Int)
  /// Measures ε in the next norm that the attack knows.
  case changeNorm

  /// Starts the attacks of the Lab, pauses them or goes on.
  case startOrPauseAttack
  /// Lets them ask one more question.
  case stepAttack
  case stopAttack
  /// Shows the form of the other attack.
  case changeSlot
  /// Makes the attacks faster or slower.
  case changePace(by: Int)
  /// Starts the sweep over ε, or stops it.
  case sweepAttack
  /// Finds what photographs leave of the attacks, or stops that.
  case photographAttack
  /// Shows the next chart of the Lab, where not all have room.
  case changeLabView
  case focusOnAttack(AttackField)
  case fool(FoolAction)

  /// Adds to what is being typed.
  case type(String)
  /// Keeps the text from before, to go on with.
  case keepText
  case eraseCharacter
  case eraseAll
}
