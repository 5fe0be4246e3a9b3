import Foundation
import Testing

@testable import TUI

/// A screen that is kept as text, in the folder Golden.
struct GoldenScreen: Sendable, CustomTestStringConvertible {
  var name: String
  var state: AppState

  var testDescription: String { name }

  static let all: [GoldenScreen] = {
    var screens: [GoldenScreen] = []
    for screen in ScreenName.allCases {
      let name = screen.title.lowercased()
      for (width, height) in [(60, 18), (80, 24), (120, 36), (200, 60)] {
        screens.append(
          GoldenScreen(
            name: "\(name)-\(width)x\(height)", state: Fixtures.state(width, height, screen)))
      }
      screens.append(
        GoldenScreen(
          name: "\(name)-ascii-80x24", state: Fixtures.state(80, 24, screen, Fixtures.ascii)))
      var help = Fixtures.state(80, 24, screen)
      help.overlay = .help
      screens.append(GoldenScreen(name: "\(name)-help-80x24", state: help))
      var empty = AppState(size: Size(width: 80, height: 24), capabilities: .full)
      empty.screen = screen
      empty.train.form = TrainingForm(Fixtures.settings)
      screens.append(GoldenScreen(name: "\(name)-empty-80x24", state: empty))
    }
    for (width, height) in [(80, 24), (120, 36)] {
      var running = Fixtures.state(width, height, .analyse)
      running.analyse.progress = Fixtures.runningAnalysis
      running.analyse.updateList(keepsCursor: false)
      screens.append(GoldenScreen(name: "analyse-running-\(width)x\(height)", state: running))
      var gallery = Fixtures.state(width, height, .analyse)
      gallery.analyse.view = .gallery
      screens.append(GoldenScreen(name: "gallery-\(width)x\(height)", state: gallery))
    }
    var stale = Fixtures.state(80, 24, .analyse)
    stale.model?.version = 9
    stale.analyse.filter.digit = 7
    stale.analyse.order = .hardest
    stale.analyse.updateList(keepsCursor: false)
    screens.append(GoldenScreen(name: "analyse-stale-80x24", state: stale))
    for (width, height) in [(60, 18), (120, 36)] {
      var transferred = Fixtures.state(width, height, .compare)
      transferred.compare.comparison = Fixtures.comparison(.transferred(from: .second))
      transferred.explore.isClipped = true
      screens.append(
        GoldenScreen(name: "compare-transferred-\(width)x\(height)", state: transferred))
    }
    var same = Fixtures.state(80, 24, .compare)
    same.compare.reference = same.model
    screens.append(GoldenScreen(name: "compare-same-80x24", state: same))
    var prompt = Fixtures.state(80, 24)
    prompt.overlay = .prompt(
      Prompt(.goToImage, text: "12x", error: "expected a number from 1 to 10000, found 12x"))
    screens.append(GoldenScreen(name: "prompt-80x24", state: prompt))
    for (width, height) in [(60, 18), (80, 24), (120, 36)] {
      screens.append(
        GoldenScreen(
          name: "growth-\(width)x\(height)", state: Fixtures.growing(width, height)))
      screens.append(
        GoldenScreen(
          name: "filter-\(width)x\(height)", state: Fixtures.filtered(width, height)))
    }
    for (width, height) in [(60, 18), (80, 24), (120, 36)] {
      screens.append(
        GoldenScreen(
          name: "attack-half-\(width)x\(height)", state: Fixtures.descending(width, height)))
      var list = Fixtures.descending(width, height)
      list.overlay = .attacks(AttackChooser(on: "pgd"))
      screens.append(GoldenScreen(name: "attack-list-\(width)x\(height)", state: list))
    }
    screens.append(
      GoldenScreen(
        name: "attack-full-120x36", state: Fixtures.descending(120, 36, isFull: true)))
    screens.append(
      GoldenScreen(
        name: "attack-ascii-80x24",
        state: Fixtures.descending(80, 24, isFull: true, Fixtures.ascii)))
    for (width, height) in [(60, 18), (80, 24), (120, 36), (200, 60)] {
      screens.append(
        GoldenScreen(
          name: "lab-compare-\(width)x\(height)", state: Fixtures.comparing(width, height)))
    }
    for view in LabState.View.allCases {
      var small = Fixtures.comparing(60, 18)
      small.lab.view = view
      screens.append(GoldenScreen(name: "lab-\(view)-60x18", state: small))
    }
    for (width, height) in [(60, 18), (80, 24), (120, 36), (200, 60)] {
      screens.append(
        GoldenScreen(
          name: "lab-photo-compare-\(width)x\(height)",
          state: Fixtures.photographed(width, height, attacks: 2)))
    }
    for (width, height) in [(80, 24), (120, 36)] {
      screens.append(
        GoldenScreen(
          name: "lab-photo-\(width)x\(height)", state: Fixtures.photographed(width, height)))
      screens.append(
        GoldenScreen(
          name: "lab-photo-running-\(width)x\(height)",
          state: Fixtures.photographed(width, height, measured: 5)))
    }
    screens.append(
      GoldenScreen(
        name: "lab-photo-ascii-80x24", state: Fixtures.photographed(80, 24, Fixtures.ascii)))
    screens.append(
      GoldenScreen(
        name: "lab-compare-ascii-120x36", state: Fixtures.comparing(120, 36, Fixtures.ascii)))
    for (width, height) in [(60, 18), (80, 24), (120, 36)] {
      var enlarged = Fixtures.state(width, height, .fool)
      enlarged.fool.isEnlarged = true
      enlarged.fool.cursor = 3
      screens.append(GoldenScreen(name: "fool-enlarged-\(width)x\(height)", state: enlarged))
    }
    var fooled = Fixtures.state(80, 24, .fool)
    fooled.model?.version = 2
    fooled.fool.progress?.phase = .cancelled
    screens.append(GoldenScreen(name: "fool-stale-80x24", state: fooled))
    screens.append(
      GoldenScreen(
        name: "filter-ascii-80x24", state: Fixtures.filtered(80, 24, Fixtures.ascii)))
    screens.append(
      GoldenScreen(
        name: "growth-ascii-80x24", state: Fixtures.growing(80, 24, measured: 2, Fixtures.ascii)))
    var another = Fixtures.growing(80, 24, measured: 2)
    another.analyse.growth?.phase = .cancelled
    another.explore.epsilon = 0.05
    screens.append(GoldenScreen(name: "growth-stopped-80x24", state: another))
    var filter = Fixtures.filtered(80, 24)
    filter.overlay = .prompt(Prompt(.filter, text: filter.analyse.filter.text))
    filter.isTextSelected = true
    screens.append(GoldenScreen(name: "filter-prompt-80x24", state: filter))
    for (width, height) in [(40, 10), (20, 5)] {
      screens.append(
        GoldenScreen(
          name: "too-small-\(width)x\(height)", state: Fixtures.state(width, height)))
    }
    return screens
  }()
}

@Suite("Golden screens")
struct GoldenTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent()
    .appending(path: "Golden")
  private static let isRecording = ProcessInfo.processInfo.environment["POTEMKIN_RECORD"] != nil

  @Test("a screen reads as it was recorded", arguments: GoldenScreen.all)
  func matches(_ screen: GoldenScreen) throws {
    let file = Self.folder.appending(path: screen.name + ".txt")
    let drawn = render(screen.state).text
    if Self.isRecording {
      try drawn.write(to: file, atomically: true, encoding: .utf8)
      return
    }
    let recorded = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    guard drawn != recorded else { return }
    // Not #expect, which would print both screens whole.
    Issue.record(
      """
      \(screen.name) differs from Golden/\(screen.name).txt; where the change is meant, run \
      POTEMKIN_RECORD=1 swift test --filter GoldenTests
      \(Self.difference(recorded, drawn))
      """)
  }

  /// The rows that differ, the recorded one above the drawn one.
  private static func difference(_ recorded: String, _ drawn: String) -> String {
    let old = recorded.split(separator: "\n", omittingEmptySubsequences: false)
    let new = drawn.split(separator: "\n", omittingEmptySubsequences: false)
    return (0..<max(old.count, new.count)).compactMap { row in
      let before = row < old.count ? String(old[row]) : "(no row)"
      let after = row < new.count ? String(new[row]) : "(no row)"
      return before == after ? nil : "row \(row)\n- \(before)\n+ \(after)"
    }
    .joined(separator: "\n")
  }
}
