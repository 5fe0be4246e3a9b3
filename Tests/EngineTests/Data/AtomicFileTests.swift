import Foundation
import Testing

@testable import Engine

@Suite("AtomicFile")
struct AtomicFileTests {
  private let temporary: TemporaryDirectory
  private let bytes = Data([1, 2, 3])

  init() throws { temporary = try TemporaryDirectory() }

  private func permissions(_ name: String) throws -> mode_t {
    var status = stat()
    try #require(stat(temporary.path(name), &status) == 0)
    return status.st_mode & 0o777
  }

  @Test("a file is made, then replaced, and nothing is left beside it")
  func writes() throws {
    let path = temporary.path("a")
    try AtomicFile.write(Data([9]), to: path)
    try AtomicFile.write(bytes, to: path)
    #expect(try temporary.read("a") == [1, 2, 3])
    #expect(try temporary.names() == ["a"])
  }

  /// What is no file, each made in the test's own directory.
  enum Obstacle: CaseIterable {
    case pipe, socket, directory, linkToPipe

    func make(at path: String) throws {
      switch self {
      case .pipe: try #require(mkfifo(path, 0o644) == 0)
      case .socket: try #require(mknod(path, S_IFSOCK | 0o644, 0) == 0)
      case .directory: try #require(mkdir(path, 0o755) == 0)
      case .linkToPipe:
        try Obstacle.pipe.make(at: path + ".target")
        try #require(symlink(path + ".target", path) == 0)
      }
    }
  }

  @Test("what is no file is refused, and stays", arguments: Obstacle.allCases)
  func notRegular(obstacle: Obstacle) throws {
    let path = temporary.path("a")
    try obstacle.make(at: path)
    var before = stat()
    try #require(lstat(path, &before) == 0)
    let names = try temporary.names()
    #expect(throws: WriteFault.notRegular) { try AtomicFile.requireWritable(path) }
    #expect(throws: WriteFault.notRegular) { try AtomicFile.write(bytes, to: path) }
    var after = stat()
    try #require(lstat(path, &after) == 0)
    #expect(before.st_ino == after.st_ino && before.st_mode == after.st_mode)
    #expect(try temporary.names() == names)
    #expect(WriteFault.notRegular.description.contains("not a file"))
  }

  @Test(
    "a link stays, and what it leads to is written",
    arguments: ["there/old", "there/new", "loop/../there/new", "absolute"])
  func link(destination: String) throws {
    try temporary.write([7], "there/old")
    try #require(symlink(temporary.path("there"), temporary.path("loop")) == 0)
    let isAbsolute = destination == "absolute"
    let destination = isAbsolute ? temporary.path("there/old") : destination
    try #require(symlink(destination, temporary.path("link")) == 0)
    let names = try temporary.names()
    try AtomicFile.requireWritable(temporary.path("link"))
    try AtomicFile.write(bytes, to: temporary.path("link"))
    #expect(
      try FileManager.default.destinationOfSymbolicLink(atPath: temporary.path("link"))
        == destination)
    #expect(try temporary.read("link") == [1, 2, 3])
    #expect(try temporary.names() == names)
  }

  @Test("links that lead in a circle are refused")
  func circle() throws {
    try #require(symlink("b", temporary.path("a")) == 0)
    try #require(symlink("a", temporary.path("b")) == 0)
    #expect(throws: WriteFault.system(POSIXFailure(ELOOP))) {
      try AtomicFile.write(bytes, to: temporary.path("a"))
    }
    #expect(try temporary.names() == ["a", "b"])
  }

  @Test("a file keeps its permissions", arguments: [mode_t(0o600), 0o640, 0o666, 0o755])
  func keepsPermissions(mode: mode_t) throws {
    try temporary.write([7], "a")
    try #require(chmod(temporary.path("a"), mode) == 0)
    try AtomicFile.write(bytes, to: temporary.path("a"))
    #expect(try permissions("a") == mode)
  }

  @Test("a new file has the permissions of any new file")
  func newPermissions() throws {
    try AtomicFile.write(bytes, to: temporary.path("a"))
    let other = open(temporary.path("b"), O_WRONLY | O_CREAT, 0o666)
    close(other)
    #expect(try permissions("a") == permissions("b"))
  }

  @Test("a file that may not be written is not replaced", .enabled(if: geteuid() != 0, "root may"))
  func readOnly() throws {
    try temporary.write([7], "a")
    try #require(chmod(temporary.path("a"), 0o444) == 0)
    #expect(throws: WriteFault.system(POSIXFailure(EACCES))) {
      try AtomicFile.write(bytes, to: temporary.path("a"))
    }
    #expect(try temporary.read("a") == [7])
  }

  @Test("where there is no directory the system's reason is given")
  func noDirectory() throws {
    for path in ["none/a", "none/b/a"] {
      let fault = WriteFault.system(POSIXFailure(ENOENT))
      #expect(throws: fault) { try AtomicFile.requireWritable(temporary.path(path)) }
      #expect(throws: fault) { try AtomicFile.write(bytes, to: temporary.path(path)) }
    }
    try temporary.write([7], "file")
    let fault = WriteFault.system(POSIXFailure(ENOTDIR))
    #expect(throws: fault) { try AtomicFile.write(bytes, to: temporary.path("file/a")) }
    #expect(fault.description == "Not a directory")
  }

  @Test("where the bytes do not fit, what was there stays and nothing is left beside it")
  func full() async {
    // In a process of its own, as the limit is one of the process.
    await #expect(processExitsWith: .success) {
      let temporary = try TemporaryDirectory()
      try temporary.write([7], "a")
      signal(SIGXFSZ, SIG_IGN)
      var limit = rlimit(rlim_cur: 4096, rlim_max: 4096)
      try #require(setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0)
      #expect(throws: WriteFault.system(POSIXFailure(EFBIG))) {
        try AtomicFile.write(Data(count: 10_000), to: temporary.path("a"))
      }
      #expect(try temporary.read("a") == [7])
      #expect(try temporary.names() == ["a"])
    }
  }
}
