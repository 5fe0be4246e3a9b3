extension Color {
  /// The nearest of xterm's 256 colours, 16…255.
  ///
  /// These are a cube of six levels a channel and a ramp of 24 greys. The first sixteen colours
  /// are left out: users paint them as they like. Nearness is the squared distance with green
  /// counting most and blue least, as it does for the eye; so a grey stays a grey, and brighter
  /// greys never get darker.
  var indexed: UInt8 {
    let cube = Self.cubeLevel(red) * 36 + Self.cubeLevel(green) * 6 + Self.cubeLevel(blue)
    // Of the greys 8, 18 … 238 the nearest is the one that is nearest to the weighted mean.
    let grey = min(23, max(0, (weightedSum - 21) / 70))
    let nearest =
      distance(toIndexed: 232 + grey) < distance(toIndexed: 16 + cube) ? 232 + grey : 16 + cube
    return UInt8(nearest)
  }

  /// The mean of the channels that weighs them as the eye does, times seven.
  var weightedSum: Int {
    let (red, green, blue) = (Int(red), Int(green), Int(blue))
    return 2 * red + 4 * green + blue
  }

  /// The red, green and blue that xterm shows for an index in 16…255.
  static func components(ofIndexed index: Int) -> (red: Int, green: Int, blue: Int) {
    precondition((16...255).contains(index), "the first sixteen colours have no fixed value")
    guard index < 232 else {
      let grey = 8 + 10 * (index - 232)
      return (grey, grey, grey)
    }
    let cube = index - 16
    return (level(cube / 36), level(cube / 6 % 6), level(cube % 6))
  }

  private static func level(_ step: Int) -> Int { step == 0 ? 0 : 55 + 40 * step }

  /// The step of the cube's 0, 95, 135, 175, 215, 255 that is nearest.
  private static func cubeLevel(_ component: UInt8) -> Int {
    switch component {
    case ..<48: 0
    case ..<115: 1
    default: (Int(component) - 35) / 40
    }
  }

  /// The squared distance to one of xterm's colours, weighted 2 : 4 : 1.
  func distance(toIndexed index: Int) -> Int {
    let (red, green, blue) = Self.components(ofIndexed: index)
    let (dr, dg, db) = (Int(self.red) - red, Int(self.green) - green, Int(self.blue) - blue)
    return 2 * dr * dr + 4 * dg * dg + db * db
  }
}
