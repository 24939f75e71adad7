// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "imtop-benchmarks",
  products: [.executable(name: "room-benchmarks", targets: ["RoomBenchmarks"])],
  dependencies: [
    .package(name: "imtop", path: ".."),
    .package(url: "https://github.com/google/swift-benchmark", exact: "0.1.2"),
  ],
  targets: [
    .executableTarget(
      name: "RoomBenchmarks",
      dependencies: [
        .product(name: "Benchmark", package: "swift-benchmark"),
        .product(name: "IMTopRooms", package: "imtop"),
      ],
      swiftSettings: [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .treatAllWarnings(as: .error),
      ]
    )
  ],
  swiftLanguageModes: [.v6]
)
