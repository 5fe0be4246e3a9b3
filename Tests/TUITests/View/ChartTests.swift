import Testing

@testable import TUI

@Suite("Charts")
struct ChartTests {
  private let look = Look(.dark, .full)

  private func draw(_ chart: LineChart, _ width: Int, _ height: Int) -> Buffer {
    var buffer = Buffer(Size(width: width, height: height), filledWith: look.style(.text))
    chart.draw(in: Rect(buffer.size), on: &buffer, look)
    return buffer
  }

  @Test("names of a linear axis are round, evenly spaced and have the same digits")
  func linear() {
    #expect(
      ChartAxis.linear(to: 0.25, names: 5).ticks.map(\.name)
        == ["0", "0.05", "0.10", "0.15", "0.20", "0.25"])
    #expect(
      ChartAxis.linear(to: 8, names: 5, isWhole: true).ticks.map(\.name) == [
        "0", "2", "4", "6", "8",
      ])
    #expect(
      ChartAxis.linear(to: 3, names: 9, isWhole: true).ticks.map(\.name) == ["0", "1", "2", "3"])
  }

  @Test("a logarithmic axis holds its values, and equal factors are equal steps")
  func logarithmic() throws {
    let axis = ChartAxis.logarithmic(around: [0.04, 1.6, 0])
    #expect(axis.start == 0.02 && axis.end == 2)
    let places = try [0.02, 0.2, 2].map { try #require(axis.position($0)) }
    #expect(abs(places[0]) < 1e-12 && abs(places[1] - 0.5) < 1e-12 && abs(places[2] - 1) < 1e-12)
    #expect(axis.position(0) == nil)
    #expect(axis.ticks.first?.name == "0.1")
  }

  @Test("a straight line runs from corner to corner")
  func diagonal() {
    let chart = LineChart(
      x: .linear(to: 1, names: 1), y: .percent(from: 0, ticks: []),
      series: [.init(points: [(0, 0), (1, 1)], style: look.style(.label))], leftMargin: 0,
      rightMargin: 0)
    let buffer = draw(chart, 10, 3)
    #expect(buffer[0, 2]?.glyph == "⡠")
    #expect(buffer[9, 0].map { (0x2801...0x28FF).contains($0.glyph.value) } == true)
    #expect(buffer[9, 2]?.glyph == " ")
    #expect(buffer[0, 0]?.glyph == " ")
  }

  @Test("a vertical mark is in the column of its value, behind the curve")
  func rules() {
    let chart = LineChart(
      x: .linear(to: 1, names: 1), y: .percent(from: 0, ticks: []),
      series: [.init(points: [(0, 1), (1, 1)], style: look.style(.label))],
      rules: [.init(x: 0.5, glyph: "│", style: look.style(.epsilon))], leftMargin: 0, rightMargin: 0
    )
    let buffer = draw(chart, 11, 3)
    #expect(buffer[5, 1]?.glyph == "│" && buffer[5, 2]?.glyph == "│")
    #expect(buffer[5, 0]?.style.foreground == look.theme[.label])
  }

  @Test("a curve does not hide the lowest bars", arguments: [Capabilities.full, Fixtures.ascii])
  func lowBars(_ capabilities: Capabilities) {
    let look = Look(.dark, capabilities)
    var buffer = Buffer(Size(width: 24, height: 6), filledWith: look.style(.text))
    let chart = LineChart(
      x: .linear(to: 1, names: 1), y: .linear(to: 100, names: 1),
      series: [.init(points: [(0, 0), (1, 0)], style: look.style(.strong))],
      bars: [.init(values: [100, 1, 0, 3], style: look.style(.epsilon))], leftMargin: 4,
      rightMargin: 0)
    chart.draw(in: Rect(buffer.size), on: &buffer, look)
    let lowest = (4..<24).map { buffer[$0, 4]?.style.foreground == look.theme[.epsilon] }
    // Four bars of five columns: a full one behind the curve, two low ones before it, and none.
    #expect(lowest[5..<10].allSatisfy { $0 } && lowest[15...].allSatisfy { $0 })
    #expect(!lowest[0..<5].contains(true) && !lowest[10..<15].contains(true))
  }

  @Test("values that are no numbers leave a gap, not a crash")
  func gaps() {
    let chart = LineChart(
      x: .linear(to: 1, names: 1), y: .percent(from: 0, ticks: [0, 1]),
      series: [
        .init(points: [(0, .nan), (.infinity, 1), (0.5, 0.5)], style: look.style(.label)),
        .init(points: [], style: look.style(.wrong), name: look.text("none")),
      ])
    for size in 0...12 { #expect(draw(chart, size, size).size.width == size) }
  }

  @Test(
    "a bar is exact to an eighth of a cell",
    arguments: [(0, " "), (0.0125, "▏"), (0.05, "▌"), (0.1, "█")])
  func bar(_ share: Double, _ glyph: String) {
    var buffer = Buffer(Size(width: 10, height: 1), filledWith: look.style(.text))
    Bar(share: Float(share)).draw(
      in: Rect(buffer.size), look.style(.label), on: &buffer, look)
    #expect(buffer.row(0).first.map(String.init) == (glyph == " " ? "·" : glyph))
  }
}
