// swift-tools-version: 6.2
import Foundation
import PackageDescription

// With the vector units of 2013 and later, where this machine has them, loops over pixels run on
// eight numbers at a time instead of four. The results are the same, bit for bit.
let processor = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
let instructions = Set(processor.split(whereSeparator: \.isWhitespace))
let vectors: [SwiftSetting] =
  instructions.isSuperset(of: ["avx2", "fma", "bmi1", "bmi2", "f16c", "movbe", "abm"])
  ? [.unsafeFlags(["-Xcc", "-march=x86-64-v3"], .when(configuration: .release))] : []

let package = Package(
  name: "potemkin",
  products: [
    .executable(name: "potemkin", targets: ["Potemkin"]),
    .executable(name: "benchmarks", targets: ["Benchmarks"]),
  ],
  targets: [
    .systemLibrary(name: "COneDNN"),
    .systemLibrary(name: "CZlib"),
    .systemLibrary(name: "CCrypto"),
    .target(
      name: "CCurses",
      linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]
    ),
    .target(name: "Assets", path: "assets", resources: [.copy("models"), .copy("digits")]),
    .target(
      name: "Engine", dependencies: ["Assets", "COneDNN", "CZlib", "CCrypto"],
      swiftSettings: vectors),
    .target(name: "TUI", dependencies: ["Engine", "CCurses"]),
    .executableTarget(name: "Potemkin", dependencies: ["Engine", "TUI"]),
    .executableTarget(name: "Benchmarks", dependencies: ["Engine", "TUI"]),
    .testTarget(name: "EngineTests", dependencies: ["Engine"]),
    .testTarget(name: "TUITests", dependencies: ["TUI"], exclude: ["Golden"]),
    .testTarget(name: "PotemkinTests", dependencies: ["Potemkin"]),
  ],
  swiftLanguageModes: [.v6]
)
