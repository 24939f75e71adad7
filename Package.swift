// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "imtop",
  products: [
    .executable(name: "imtop", targets: ["IMTop"]),
    .executable(name: "imtop-demo", targets: ["IMTopDemo"]),
    // What Benchmarks/ measures.
    .library(
      name: "IMTopRooms",
      targets: [
        "Alerting", "Charts", "Dashboard", "LogModel", "LogStream", "MetricsModel", "Patterns",
        "Profiles", "PromQL", "SeriesStore",
      ]
    ),
    // What Fuzz/ tries to break.
    .library(
      name: "IMTopReaders",
      targets: ["Alerting", "LogModel", "LogStream", "MetricsModel", "PromQL", "SeriesStore"]
    ),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
    // Only the paths of programs: Subprocess takes them as FilePath.
    .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
  ],
  targets: [
    // The terminal and the drawing.
    .systemLibrary(
      name: "CNcurses",
      pkgConfig: "ncursesw",
      providers: [.apt(["libncursesw5-dev"])]
    ),
    .target(name: "CTerminalGuard"),
    .target(name: "Charts"),
    .target(name: "Terminal", dependencies: ["CNcurses", "CTerminalGuard", "Charts", "Threads"]),

    // Values and languages.
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CPCRE2", pkgConfig: "libpcre2-8", providers: [.apt(["libpcre2-dev"])]),
    .systemLibrary(name: "CByteScan"),
    .systemLibrary(name: "CAllocator"),
    .systemLibrary(name: "CScheduler"),
    .target(name: "Patterns", dependencies: ["CPCRE2"]),
    .target(name: "Spelling"),
    .target(name: "Threads"),
    .target(name: "MetricsModel", dependencies: ["Patterns"]),
    .target(name: "PromQL", dependencies: ["MetricsModel", "Patterns"]),
    .target(name: "LogModel", dependencies: ["MetricsModel", "Patterns"]),
    .target(
      name: "StrictYAML",
      dependencies: ["Spelling", .product(name: "Yams", package: "Yams")]
    ),
    .target(
      name: "Profiles",
      dependencies: ["MetricsModel", "Patterns", "PromQL", "StrictYAML"],
      resources: [.embedInCode("Servers")]
    ),

    // What comes in.
    .target(
      name: "HTTPFetch",
      dependencies: [
        .product(name: "AsyncHTTPClient", package: "async-http-client"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOHTTPCompression", package: "swift-nio-extras"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
      ]
    ),
    .target(name: "SeriesStore", dependencies: ["MetricsModel"]),
    .target(
      name: "MetricsClient",
      dependencies: ["HTTPFetch", "MetricsModel", "Patterns", "SeriesStore"]
    ),
    .target(
      name: "LogStream",
      dependencies: [
        "CByteScan", "CScheduler", "CZlib", "HTTPFetch", "LogModel", "MetricsModel", "Patterns",
        "Spelling", "Threads",
        .product(name: "DequeModule", package: "swift-collections"),
        .product(name: "Subprocess", package: "swift-subprocess"),
        .product(name: "SystemPackage", package: "swift-system"),
      ]
    ),
    .target(name: "Connections", dependencies: ["LogModel"]),
    .target(
      name: "Alerting",
      dependencies: [
        "MetricsModel", "Patterns", "PromQL", "StrictYAML",
      ],
      resources: [.embedInCode("Builtin")]
    ),

    // What a person sees.
    .target(
      name: "Dashboard",
      dependencies: ["Charts", "LogModel", "MetricsModel", "PromQL", "Spelling"]
    ),
    .executableTarget(
      name: "IMTop",
      dependencies: [
        "Alerting", "CAllocator", "Charts", "Connections", "Dashboard", "HTTPFetch", "LogModel",
        "LogStream", "MetricsClient", "MetricsModel", "Patterns", "Profiles", "PromQL",
        "SeriesStore", "Spelling", "StrictYAML", "Terminal",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "DequeModule", package: "swift-collections"),
      ]
    ),

    // A gateway to watch.
    .target(
      name: "IMServer",
      dependencies: [
        .product(name: "DequeModule", package: "swift-collections"),
        .product(name: "HeapModule", package: "swift-collections"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOConcurrencyHelpers", package: "swift-nio"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOHTTPCompression", package: "swift-nio-extras"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOWebSocket", package: "swift-nio"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
      ]
    ),
    .executableTarget(
      name: "IMTopDemo",
      dependencies: [
        "IMServer",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
        .product(name: "UnixSignals", package: "swift-service-lifecycle"),
      ]
    ),

    .testTarget(name: "MetricsModelTests", dependencies: ["MetricsModel"]),
    .testTarget(name: "ChartsTests", dependencies: ["Charts"]),
    .testTarget(name: "SpellingTests", dependencies: ["Spelling"]),
    .testTarget(name: "ThreadsTests", dependencies: ["Threads"]),
    .testTarget(name: "StrictYAMLTests", dependencies: ["StrictYAML"]),
    .testTarget(
      name: "IMTopTests",
      dependencies: [
        "Alerting", "Charts", "Dashboard", "HTTPFetch", "IMTop", "LogModel", "LogStream",
        "MetricsClient", "MetricsModel", "Profiles", "PromQL", "SeriesScripts", "SeriesStore",
        "StrictYAML",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]
    ),
    .testTarget(
      name: "ProgramTests",
      dependencies: [
        "IMTop", "IMTopDemo", .product(name: "Subprocess", package: "swift-subprocess"),
      ]
    ),
    .testTarget(name: "TerminalTests", dependencies: ["Terminal", "Charts"]),
    .testTarget(name: "PatternsTests", dependencies: ["Patterns"]),
    // Series in the notation of Prometheus' tests, for the tests of languages and rules.
    .target(name: "SeriesScripts", dependencies: ["MetricsModel"], path: "Tests/SeriesScripts"),
    .testTarget(
      name: "PromQLTests",
      dependencies: ["PromQL", "MetricsModel", "Patterns", "SeriesScripts"]
    ),
    .testTarget(name: "LogModelTests", dependencies: ["LogModel", "MetricsModel"]),
    .testTarget(
      name: "ProfilesTests",
      dependencies: ["MetricsModel", "Profiles", "PromQL", "SeriesStore", "StrictYAML"]
    ),
    .testTarget(
      name: "HTTPFetchTests",
      dependencies: [
        "HTTPFetch", .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
      ]
    ),
    .testTarget(
      name: "MetricsClientTests",
      dependencies: [
        "MetricsClient", "HTTPFetch", "MetricsModel", "Patterns", "SeriesStore",
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
      ]
    ),
    .testTarget(name: "SeriesStoreTests", dependencies: ["SeriesStore", "MetricsModel"]),
    .testTarget(
      name: "LogStreamTests",
      dependencies: ["LogStream", "HTTPFetch", "LogModel", "MetricsModel"]
    ),
    .testTarget(
      name: "ConnectionsTests",
      dependencies: ["Connections", "LogModel"]
    ),
    .testTarget(
      name: "AlertingTests",
      dependencies: ["Alerting", "MetricsModel", "PromQL", "SeriesScripts", "StrictYAML"]
    ),
    .testTarget(
      name: "DashboardTests",
      dependencies: ["Charts", "Dashboard", "LogModel", "MetricsModel"]
    ),
    .testTarget(
      name: "IMTopDemoTests",
      dependencies: [
        "IMServer", "IMTopDemo", .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "NIOCore", package: "swift-nio"),
      ]
    ),
    .testTarget(
      name: "IMServerTests",
      dependencies: [
        "IMServer", .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOConcurrencyHelpers", package: "swift-nio"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOWebSocket", package: "swift-nio"),
        .product(name: "Subprocess", package: "swift-subprocess"),
      ]
    ),
  ],
  swiftLanguageModes: [.v6]
)

for target in package.targets where target.type != .system {
  target.swiftSettings = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
  ]
}
