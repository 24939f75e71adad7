import Dispatch
import Glibc
import LogModel
import Synchronization
import Testing

@testable import LogStream

/// A writer at full speed and rotations of every kind: no line twice, none lost untold.
///
/// `IMTOP_STRESS_SECONDS` makes the runs longer than the usual second.
@Suite(.serialized) struct RotationStressTests {
  private static let seconds =
    getenv("IMTOP_STRESS_SECONDS").flatMap { Double(String(cString: $0)) } ?? 1
  private static let linesPerSecond = 50_000
  private static let tick = 0.01

  enum Rotation: CaseIterable {
    case rename
    case copyTruncate
    case copyTruncateLarger
    case both
  }

  @Test(arguments: Rotation.allCases)
  func everyLineComesOnce(rotation: Rotation) async throws {
    let outcome = try await run(rotation, every: 0.15, keeping: 1000)
    #expect(outcome.repeated == 0)
    #expect(outcome.missing == 0)
    #expect(outcome.status.gaps == 0)
    #expect(outcome.status.rotations > 0)
  }

  @Test(arguments: [Rotation.rename, .copyTruncate])
  func whatASlowReaderLosesIsTold(rotation: Rotation) async throws {
    let outcome = try await run(rotation, every: 0.02, keeping: 1, sinkDelay: 50_000)
    #expect(outcome.repeated == 0)
    #expect(outcome.missing == 0 || outcome.status.gaps > 0)
  }

  private struct Outcome {
    var missing: Int
    var repeated: Int
    var status: LogSourceStatus
  }

  private func run(
    _ rotation: Rotation,
    every interval: Double,
    keeping: Int,
    sinkDelay: UInt32 = 0
  ) async throws -> Outcome {
    let directory = try TestDirectory()
    directory.append("", to: "im.log")
    let sink = NumberSink(delay: sinkDelay)
    let ingest = LogIngest(locations: [.file(directory.path("im.log"))], sink: sink)
    ingest.start()
    defer { ingest.stop() }
    try await eventually { ingest.statuses.first?.health == .following }
    let written = await withCheckedContinuation { continuation in
      let writer = Writer(directory: directory, rotation: rotation, keeping: keeping)
      DispatchQueue(label: "writer").async {
        continuation.resume(
          returning: writer.run(seconds: Self.seconds, rotatingEvery: interval)
        )
      }
    }
    try await eventually(within: 60) {
      sink.seen.max == written - 1 && ingest.statuses.first?.lagBytes == 0
    }
    let seen = sink.seen
    return Outcome(
      missing: written - seen.distinct,
      repeated: seen.count - seen.distinct,
      status: try #require(ingest.statuses.first)
    )
  }

  /// Writes numbered lines, and rotates between two of them.
  private final class Writer: @unchecked Sendable {
    private let directory: TestDirectory
    private let rotation: Rotation
    private let keeping: Int
    private var generation = 0

    init(directory: TestDirectory, rotation: Rotation, keeping: Int) {
      self.directory = directory
      self.rotation = rotation
      self.keeping = keeping
    }

    func run(seconds: Double, rotatingEvery interval: Double) -> Int {
      let perTick = Int(Double(linesPerSecond) * tick)
      let ticksPerRotation = max(1, Int(interval / tick))
      var next = 0
      let begin = ContinuousClock.now
      for round in 1...Int(seconds / tick) {
        directory.append(lines(next..<next + perTick), to: "im.log")
        next += perTick
        if round % ticksPerRotation == 0 {
          let large = rotate(from: next, count: perTick * ticksPerRotation * 2)
          next += large
        }
        let rest = begin + .seconds(Double(round) * tick) - ContinuousClock.now
        if rest > .zero { usleep(UInt32(rest / .microseconds(1))) }
      }
      directory.append("last\n", to: "im.log")
      directory.append(lines(next..<next + 1), to: "im.log")
      return next + 1
    }

    /// Rotates; returns how many lines it has written on the way.
    private func rotate(from next: Int, count: Int) -> Int {
      generation += 1
      for number in stride(from: min(generation, keeping + 1), to: 1, by: -1) {
        _ = Glibc.rename(
          directory.path("im.log.\(number - 1)"),
          directory.path("im.log.\(number)")
        )
      }
      _ = unlink(directory.path("im.log.\(keeping + 1)"))
      switch rotation {
      case .rename: return rename()
      case .copyTruncate: return truncate(into: "")
      case .copyTruncateLarger:
        truncate(into: lines(next..<next + count))
        return count
      case .both: return generation % 2 == 0 ? rename() : truncate(into: "")
      }
    }

    private func rename() -> Int {
      directory.rename("im.log", to: "im.log.1")
      directory.append("", to: "im.log")
      return 0
    }

    @discardableResult
    private func truncate(into text: String) -> Int {
      directory.copy("im.log", to: "im.log.1")
      directory.overwrite("im.log", with: text)
      return 0
    }

    private func lines(_ numbers: Range<Int>) -> String {
      numbers.map { "\($0) INFO gateway connection accepted from 10.0.3.17\n" }.joined()
    }
  }

  /// Notes the numbers of the lines.
  private final class NumberSink: BlockSink {
    struct Seen {
      var count = 0
      var flags: [Bool] = []
      var max = -1
      var distinct: Int { flags.count { $0 } }
    }

    private let state = Mutex(Seen())
    private let delay: UInt32

    init(delay: UInt32) { self.delay = delay }

    var seen: Seen { state.withLock { $0 } }

    func append(_ block: ScannedBlock) {
      if delay > 0 { usleep(delay) }
      state.withLock { seen in
        for line in block.bytes.split(separator: 10) {
          let digits = line.prefix { (48...57).contains($0) }
          guard !digits.isEmpty else { continue }
          let number = digits.reduce(0) { $0 * 10 + Int($1) - 48 }
          while seen.flags.count <= number {
            seen.flags.append(contentsOf: repeatElement(false, count: 1 + seen.flags.count))
          }
          seen.flags[number] = true
          seen.count += 1
          seen.max = Swift.max(seen.max, number)
        }
      }
    }
  }
}
