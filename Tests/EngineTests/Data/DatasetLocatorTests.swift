import Testing

@testable import Engine

@Suite("DatasetLocator")
struct DatasetLocatorTests {
  let temporary: TemporaryDirectory

  init() throws {
    temporary = try TemporaryDirectory()
    for folder in ["option", "environment", "home/.local/share/potemkin/mnist"] {
      try SmallDataset().write(to: temporary, folder, compressed: true)
    }
    try temporary.write([], "incomplete/train-images-idx3-ubyte")
    try temporary.write([], "file")
  }

  /// A search where each place is a folder of the temporary directory, or not set.
  private func search(
    option: String? = nil, environment: String? = nil, home: String? = nil, xdg: String? = nil
  ) -> DataSearch {
    var variables: [String: String] = [:]
    variables["POTEMKIN_DATA"] = environment.map(temporary.path)
    variables["HOME"] = home.map(temporary.path)
    variables["XDG_DATA_HOME"] = xdg
    return DatasetLocator(option: option.map(temporary.path), environment: variables).search()
  }

  @Test("the option goes before the environment, the environment before the user's directory")
  func order() throws {
    let all = search(option: "option", environment: "environment", home: "home")
    #expect(try all.directory()?.path == temporary.path("option"))
    let two = search(environment: "environment", home: "home")
    #expect(try two.directory()?.path == temporary.path("environment"))
    let one = search(home: "home")
    #expect(try one.directory()?.path == temporary.path("home/.local/share/potemkin/mnist"))
    #expect(one.chosen?.source == .userDirectory)
  }

  @Test("where nothing is set or found, there is no directory and no error")
  func nothing() throws {
    #expect(try search().directory() == nil)
    #expect(search().places.map(\.status) == [.notSet, .notSet, .notSet])
    let absent = search(home: "nobody")
    #expect(try absent.directory() == nil)
    #expect(absent.places.last?.status == .unusable(.missing))
  }

  @Test("a named directory that is missing is an error and is not passed over")
  func missing() throws {
    let path = temporary.path("nowhere")
    #expect(throws: DataError.directory(path: path, source: .option, .missing)) {
      try search(option: "nowhere", environment: "environment", home: "home").directory()
    }
    #expect(throws: DataError.directory(path: path, source: .environment, .missing)) {
      try search(environment: "nowhere", home: "home").directory()
    }
  }

  @Test("a named directory that is incomplete is an error with the missing files")
  func incomplete() throws {
    let fault = DirectoryFault.incomplete(missing: [.trainLabels, .testImages, .testLabels])
    #expect(
      throws: DataError.directory(
        path: temporary.path("incomplete"), source: .environment, fault)
    ) {
      try search(environment: "incomplete", home: "home").directory()
    }
  }

  @Test("a file in place of a directory is told so")
  func notDirectory() throws {
    #expect(
      throws: DataError.directory(path: temporary.path("file"), source: .option, .notDirectory)
    ) {
      try search(option: "file").directory()
    }
  }

  @Test("a wrong environment does not matter to those who name a good directory")
  func overruled() throws {
    let search = search(option: "option", environment: "nowhere")
    #expect(try search.directory()?.path == temporary.path("option"))
    #expect(search.places.map(\.status) == [.found, .unusable(.missing), .notSet])
  }

  @Test("the user's directory counts as absent until it is complete, and the search shows why")
  func halfDownloaded() throws {
    let folder = "half/.local/share/potemkin/mnist"
    try temporary.write([], "\(folder)/t10k-labels-idx1-ubyte.gz")
    let search = search(home: "half")
    #expect(try search.directory() == nil)
    #expect(
      search.places.last?.status
        == .unusable(.incomplete(missing: [.trainImages, .trainLabels, .testImages])))
  }

  @Test("XDG_DATA_HOME moves the user's directory where it is absolute")
  func xdg() {
    func userDirectory(_ variables: [String: String]) -> String? {
      DatasetLocator(environment: variables).userDirectory
    }
    #expect(userDirectory(["HOME": "/h"]) == "/h/.local/share/potemkin/mnist")
    #expect(userDirectory(["HOME": "/h", "XDG_DATA_HOME": "/x"]) == "/x/potemkin/mnist")
    #expect(
      userDirectory(["HOME": "/h", "XDG_DATA_HOME": "x"]) == "/h/.local/share/potemkin/mnist")
    #expect(
      userDirectory(["HOME": "/h", "XDG_DATA_HOME": ""]) == "/h/.local/share/potemkin/mnist")
    #expect(userDirectory([:]) == nil)
  }

  @Test("an empty POTEMKIN_DATA is not set, an empty option is a missing directory")
  func empty() {
    let search = DatasetLocator(option: "", environment: ["POTEMKIN_DATA": ""]).search()
    #expect(search.places.map(\.status) == [.unusable(.missing), .notSet, .notSet])
  }
}
