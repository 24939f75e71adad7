// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "imtop-benchmarks",
  products: [
    .executable(name: "room-benchmarks", targets: ["RoomBenchmarks"]),
    .executable(name: "store-figures", targets: ["StoreFigures"]),
  ],
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
      ]
    ),
    .executableTarget(
      name: "StoreFigures",
      dependencies: [.product(name: "IMTopReaders", package: "imtop")]
    ),
  ],
  swiftLanguageModes: [.v6]
)

for target in package.targets {
  target.swiftSettings = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
  ]
}
