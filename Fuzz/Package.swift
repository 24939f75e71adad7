// swift-tools-version: 6.2
import PackageDescription

// Built by `Scripts/fuzz.sh`: the libFuzzer that comes with the toolchain brings its own `main`.
let package = Package(
  name: "imtop-fuzz",
  products: [.executable(name: "imtop-fuzz", targets: ["ImtopFuzz"])],
  dependencies: [.package(name: "imtop", path: "..")],
  targets: [
    .executableTarget(
      name: "ImtopFuzz",
      dependencies: [.product(name: "IMTopReaders", package: "imtop")],
      swiftSettings: [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .treatAllWarnings(as: .error),
        .unsafeFlags(["-parse-as-library"]),
      ]
    )
  ],
  swiftLanguageModes: [.v6]
)
