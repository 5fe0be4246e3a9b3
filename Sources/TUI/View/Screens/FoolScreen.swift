import Engine

/// Images of nothing, one for each class, that the model becomes sure of while one watches.
///
/// Side by side as in figure 1 of Nguyen, Yosinski and Clune, *Deep Neural Networks are Easily Fooled*,
/// 2015.
struct FoolScreen: Screen {
  static let showsImage = false

  let state: AppState

  var fool: FoolState { state.fool }

  /// Where its parts lie.
  static func layout(_ state: AppState) -> FoolLayout {
    FoolLayout(
      ScreenLayout(state.size).body, shape(state), classes: state.foolingClasses,
      cursor: state.fool.cursor, isEnlarged: state.fool.isEnlarged)
  }

  private static func shape(_ state: AppState) -> ImageShape {
    state.fool.progress?.shape ?? state.explore.exploration?.shape ?? .mnist
  }

  func target(at point: Point) -> HitTarget? {
    let layout = Self.layout(state)
    let methods = FoolStatus.methods(in: layout.status)
    if let hit = methods.first(where: { $0.area.contains(point) }) {
      return .foolingMethod(hit.method)
    }
    if layout.large?.contains(point) ?? false { return .foolingImage(fool.cursor) }
    return layout.tiles.first { $0.area.contains(point) }.map { .foolingImage($0.target) }
  }

  func draw(on buffer: inout Buffer, _ look: Look) {
    let layout = Self.layout(state)
    FoolStatus(state: state).draw(in: layout.status, on: &buffer, look)
    let images = FoolImages(fool: fool, shape: Self.shape(state))
    for tile in layout.tiles { images.draw(tile, on: &buffer, look) }
    if let area = layout.large { images.drawLarge(in: area, on: &buffer, look) }
    if let area = layout.chart { FoolChart(fool: fool).draw(in: area, on: &buffer, look) }
  }
}
