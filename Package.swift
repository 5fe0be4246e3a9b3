// swift-tools-version: 6.2
import PackageDescription

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
    .target(name: "Engine", dependencies: ["Assets", "COneDNN", "CZlib", "CCrypto"]),
    .target(name: "TUI", dependencies: ["Engine", "CCurses"]),
    .executableTarget(name: "Potemkin", dependencies: ["Engine", "TUI"]),
    .executableTarget(name: "Benchmarks", dependencies: ["Engine", "TUI"]),
    .testTarget(name: "EngineTests", dependencies: ["Engine"]),
    .testTarget(name: "TUITests", dependencies: ["TUI"], exclude: ["Golden"]),
    .testTarget(name: "PotemkinTests", dependencies: ["Potemkin"]),
  ],
  swiftLanguageModes: [.v6]
)
