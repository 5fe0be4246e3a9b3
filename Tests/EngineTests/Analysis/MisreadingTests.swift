import Testing

@testable import Engine

@Suite("Which images are misread most, and what they have in common")
struct MisreadingTests {
  @Test("a reading says of each image what it is read as, how surely, and its smallest ε")
  func reading() throws {
    let (network, data) = (Fixtures.trained(), Fixtures.quarters(150, seed: 4))
    let reading = try #require(DatasetReading(of: network, on: data))
    let images = data.images(0..<data.count)
    let confidences = network.confidences(images)
    #expect(reading.readings.map(Int.init) == network.predictions(images))
    #expect(reading.minimalEpsilons == minimalEpsilons(of: network, on: data)?.map(\.value))
    for image in 0..<data.count {
      let label = data.label(image)
      let others = (0..<4).filter { $0 != label }.map { confidences[image, $0] }
      #expect(
        abs(reading.margins[image] - (confidences[image, label] - (others.max() ?? 0))) < 1e-5)
      #expect((reading.minimalEpsilons[image] == 0) == (Int(reading.readings[image]) != label))
    }
    #expect(reading.distribution.count(atMost: 0) == reading.minimalEpsilons.count { $0 == 0 })
    #expect(DatasetReading(of: network, on: data, isCancelled: { true }) == nil)
  }

  @Test("a tally counts, averages and ranks, worked out by hand")
  func tally() throws {
    var tally = MisreadingTally(labels: [0, 1, 2, 2], classes: 3)
    #expect(tally.ranking == [] && tally.meanEpsilon(of: 0) == nil)
    tally.add(
      DatasetReading(
        readings: [0, 2, 1, 0], margins: [0.5, -0.2, -0.4, -0.6],
        minimalEpsilons: [0.02, 0, 0, 0]))
    tally.add(
      DatasetReading(
        readings: [0, 2, 2, 1], margins: [0.7, -0.4, 0.2, -0.8],
        minimalEpsilons: [nil, 0, 0.01, 0]))
    tally.add(
      DatasetReading(
        readings: [0, 0, 2, 1], margins: [0.9, 0, 0.2, -0.7],
        minimalEpsilons: [0.04, 0, 0.02, 0]))
    #expect(tally.networks == 3 && tally.misread == [0, 3, 1, 3])
    #expect(tally.isMostlyMisread == [false, true, false, true])
    // Of two that all misread, the one that is misread more surely.
    #expect(tally.ranking == [3, 1, 2])
    #expect(abs(tally.meanMargin(of: 3) + 0.7) < 1e-6)
    #expect(abs(try #require(tally.meanEpsilon(of: 0)) - 0.03) < 1e-6)
    #expect(abs(try #require(tally.meanEpsilon(of: 2)) - 0.01) < 1e-6)
    #expect(tally.commonestMisreading(of: 0) == nil)
    for (image, expected) in [(1, 2), (3, 1)] {
      let found = try #require(tally.commonestMisreading(of: image))
      #expect(found.reading == expected && found.count == 2)
    }
  }

  @Test("half of the networks are not most of them")
  func half() {
    var tally = MisreadingTally(labels: [0], classes: 2)
    for reading in [0, 1] as [UInt8] {
      tally.add(DatasetReading(readings: [reading], margins: [0], minimalEpsilons: [0]))
    }
    #expect(tally.isMostlyMisread == [false])
  }

  @Test("ink, stroke width and distances of a bar are those worked out by hand")
  func traits() {
    let shape = ImageShape(height: 8, width: 10)
    /// A bar of so many rows, 8 pixels long.
    func bar(_ rows: Int, label: UInt8) -> Dataset {
      let pixels = (0..<80).map { place -> UInt8 in
        (1...rows).contains(place / 10) && (1...8).contains(place % 10) ? 255 : 0
      }
      return Dataset(name: "bar", shape: shape, pixels: pixels, labels: [label], classes: 3)
    }
    let (thin, thick) = (bar(1, label: 0), bar(3, label: 1))
    let means = ClassMeans(
      of: Dataset(
        name: "bars", shape: shape, pixels: thin.pixels + thick.pixels, labels: [0, 1], classes: 3))
    let traits = ImageTraits.all(of: thick, means: means)[0]
    #expect(abs(traits.ink - 24.0 / 80) < 1e-6)
    #expect(abs(traits.strokeWidth - 48.0 / 22) < 1e-9)
    #expect(abs(ImageTraits.all(of: thin, means: means)[0].strokeWidth - 16.0 / 18) < 1e-9)
    #expect(traits.ownDistance < 1e-6)
    // 16 pixels are ink in one and not in the other; class 2 has no images.
    #expect(abs(traits.otherDistance - 4) < 1e-6)
    #expect(abs(traits.meanMargin - 4) < 1e-6)
  }

  @Test("an image at the border or without ink has its stroke width, too")
  func edges() {
    let shape = ImageShape(height: 2, width: 2)
    let full = Dataset(
      name: "full", shape: shape, pixels: [255, 255, 255, 255, 0, 0, 0, 0], labels: [0, 0],
      classes: 2)
    let traits = ImageTraits.all(of: full, means: ClassMeans(of: full))
    #expect(traits.map(\.strokeWidth) == [1, 0])
    #expect(abs(traits[0].ownDistance - 1) < 1e-6)
    #expect(traits[0].otherDistance == .infinity)
  }

  @Test("a contrast is the difference of means in deviations of the rest")
  func contrast() throws {
    let isMember = [true, true, false, false, false, false]
    let contrast = try #require(
      GroupContrast([7, 9, 1, 3, 1, 3], isMember: isMember))
    #expect(contrast.groupMean == 8 && contrast.restMean == 2 && contrast.restDeviation == 1)
    #expect(contrast.effect == 6)
    #expect(
      try #require(GroupContrast([2, 1, 1], isMember: [true, false, false])).effect == .infinity)
    #expect(try #require(GroupContrast([1, 1, 1], isMember: [true, false, false])).effect == 0)
    #expect(GroupContrast([1, 2], isMember: [true, true]) == nil)
    #expect(GroupContrast([1, 2], isMember: [false, false]) == nil)
  }
}
