import Engine

/// Where the parts of the Lab screen lie, frames included.
///
/// A large screen has everything at once, or nearly. On a smaller one the charts, and on the smallest
/// the pictures too, take turns in one place.
struct LabLayout {
  let form: Rect
  /// What the attacks are doing, a row each.
  let runs: Rect
  /// The image as the attack has it, its perturbation and how it is read; `nil` where there is no
  /// room.
  var image: Rect?
  var perturbation: Rect?
  var confidence: Rect?
  /// Charts that have a place of their own.
  var charts: [(view: LabState.View, area: Rect)] = []
  /// Where the others take turns.
  var turns: Rect?
  /// What takes turns.
  var views: [LabState.View] = []

  private static let runRows = 4

  /// - Parameters:
  ///   - formRows: How many rows the longer of the forms has.
  ///   - view: What is on show where not all has room.
  init(_ body: Rect, _ shape: ImageShape, formRows: Int, view: LabState.View) {
    let isWide = body.width >= 108 && body.height >= 26
    let width = isWide ? 36 : body.width >= 80 ? 28 : 25
    let (left, right) = body.split(left: width)
    let (runs, rest) = right.split(top: Self.runRows)
    self.runs = runs
    guard isWide else {
      form = left
      if rest.height >= 16 {
        views = [.confidence, .distance, .loss, .sweep, .photo]
        // So many bars need the room of the pictures, too.
        guard view != .photo else {
          turns = rest
          return
        }
        let (top, bottom) = rest.split(top: max(10, rest.height - 11))
        setPictures(top, shape)
        turns = bottom
      } else {
        (turns, views) = (rest, LabState.View.allCases)
      }
      return
    }
    let (form, below) = left.split(top: formRows + 2)
    self.form = form
    let pictureRoom = Size(width: (right.width - 26) / 2 - 2, height: rest.height - 10 - 2)
    let picture = shape.fitted(into: pictureRoom)
    let (top, bottom) = rest.split(top: max(12, picture.height + 2))
    setPictures(top, shape)
    let (first, others) = bottom.split(left: bottom.width / 3)
    let (second, third) = others.split(left: others.width / 2)
    charts = [(.confidence, first), (.distance, second)]
    if below.height >= 8 {
      charts.append((.loss, third))
      if below.height >= PhotoPanel.height + 12 {
        let (sweep, photo) = below.split(top: below.height - PhotoPanel.height)
        charts += [(.sweep, sweep), (.photo, photo)]
      } else {
        (turns, views) = (below, [.sweep, .photo])
      }
    } else {
      (turns, views) = (third, [.loss, .sweep, .photo])
    }
  }

  /// The image, the perturbation and the confidences side by side.
  private mutating func setPictures(_ area: Rect, _ shape: ImageShape) {
    let picture = shape.fitted(
      into: Size(width: (area.width - 16) / 2 - 2, height: area.height - 2))
    let width = max(picture.width + 2, min(28, (area.width - 26) / 2))
    let (image, rest) = area.split(left: width)
    let (perturbation, confidence) = rest.split(left: width)
    (self.image, self.perturbation, self.confidence) = (image, perturbation, confidence)
  }

  /// Where the fields of the form lie.
  var fields: Rect { form.inset(2, 1) }

  /// What is drawn where.
  func parts(_ chosen: LabState.View) -> [(view: LabState.View, area: Rect)] {
    guard let turns else { return charts }
    return charts + [(views.contains(chosen) ? chosen : views.first ?? chosen, turns)]
  }
}
