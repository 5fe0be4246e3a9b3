import Engine

/// Where the parts of the Train screen lie, frames included.
struct TrainLayout {
  /// What the run is doing.
  let run: Rect
  /// The settings of the next run.
  let form: Rect
  /// The results of the epochs; `nil` where there is no room.
  var epochs: Rect?
  let loss: Rect
  let accuracy: Rect
  /// The explored image, as attacked; `nil` where there is no room.
  var image: Rect?
  /// How the network reads it.
  let confidence: Rect

  private static let formRows = TrainingForm.Field.allCases.count + 2

  init(_ body: Rect, _ shape: ImageShape) {
    let isWide = body.width >= 108 && body.height >= 26
    let (run, rest) = body.split(top: body.height >= 26 ? 5 : body.height >= 20 ? 4 : 3)
    self.run = run
    let (left, right) = rest.split(left: isWide ? 36 : max(30, body.width * 3 / 8))
    let form = left.split(top: Self.formRows)
    self.form = form.top
    var curves = right
    if isWide {
      // The image being explored keeps a column of its own, as large as it can be there.
      let room = Size(
        width: min(right.width - 52, max(30, right.width * 2 / 5)) - 2,
        height: right.height - 12 - 2)
      let picture = shape.fitted(into: room)
      let column = right.split(left: right.width - max(30, picture.width + 2))
      curves = column.left
      let (image, below) = column.rest.split(top: picture.height + 2)
      self.image = picture.height >= 7 ? image : nil
      confidence = self.image == nil ? column.rest : below
      epochs = form.rest
    } else if form.rest.height >= 12 + 6 {
      let (confidence, table) = form.rest.split(top: 12)
      self.confidence = confidence
      epochs = table
    } else {
      confidence = form.rest
    }
    (loss, accuracy) = curves.split(top: curves.height / 2)
  }

  /// Where the fields of the form lie.
  var fields: Rect { form.inset(2, 1) }
}
