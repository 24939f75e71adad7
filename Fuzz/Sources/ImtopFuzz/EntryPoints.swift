import Foundation

/// What the environment asks for.
///
/// `IMTOP_FUZZ_TARGET` names the target. `IMTOP_FUZZ_SEEDS` is a folder to which its seeds are
/// written, taken from `IMTOP_CONFORMANCE`, before the fuzzer reads its corpus.
private enum Request {
  static let environment = ProcessInfo.processInfo.environment

  static let target: (any FuzzTarget.Type)? =
    environment["IMTOP_FUZZ_TARGET"].flatMap(FuzzTargets.named)

  static func writeSeeds(of target: any FuzzTarget.Type) {
    guard let folder = environment["IMTOP_FUZZ_SEEDS"],
      let conformance = environment["IMTOP_CONFORMANCE"]
    else { return }
    let url = URL(fileURLWithPath: folder)
    try? FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    let seeds = target.seeds(URL(fileURLWithPath: conformance))
    for (number, seed) in seeds.enumerated() {
      try? seed.write(to: url.appendingPathComponent("seed-\(number)"))
    }
    print("\(target.name): \(seeds.count) seeds")
  }
}

/// Called by libFuzzer before it reads its corpus.
@_cdecl("LLVMFuzzerInitialize")
public func initialize(
  _ count: UnsafeMutablePointer<Int32>,
  _ arguments: UnsafeMutableRawPointer
) -> Int32 {
  guard let target = Request.target else {
    let names = FuzzTargets.all.map { $0.name }.joined(separator: ", ")
    print("imtop-fuzz: IMTOP_FUZZ_TARGET must be one of \(names)")
    exit(2)
  }
  Request.writeSeeds(of: target)
  return 0
}

/// Called by libFuzzer with each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  Request.target?.read(Array(UnsafeBufferPointer(start: bytes, count: count)))
  return 0
}
