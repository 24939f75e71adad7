import Dispatch
import Glibc
import LogModel
import Synchronization
import Testing

@testable import LogStream

/// The past of a file is scanned by a thread of its own, which may come last of all.
@Suite struct PastReadingTests {
  private static let lines = (0..<2_000).map { "this is line \($0)\n" }

  private func ingest(_ path: String, into sink: some BlockSink, idly: Bool = true) -> LogIngest {
    var options = LogIngestOptions()
    options.lineLimit = 1_000
    options.readsPastIdly = idly
    let ingest = LogIngest(locations: [.file(path)], options: options, sink: sink)
    ingest.start()
    return ingest
  }

  @Test(arguments: [true, false])
  func everyLineComesOnceAtWhateverPace(idly: Bool) async throws {
    let directory = try TestDirectory()
    directory.append(Self.lines.joined(), to: "im.log")
    let sink = RecordingSink()
    let ingest = ingest(directory.path("im.log"), into: sink, idly: idly)
    defer { ingest.stop() }
    try await eventually { sink.texts == ["im.log": Self.lines.joined()] }
    let paces = ingest.statuses.map(\.pastPace)
    #expect(idly ? paces == [.idle] || paces == [.nice] : paces == [nil])
  }

  @Test func newLinesPassAPastThatIsStuck() async throws {
    let directory = try TestDirectory()
    directory.append(Self.lines.joined(), to: "im.log")
    let sink = StuckSink()
    let ingest = ingest(directory.path("im.log"), into: sink)
    defer {
      sink.gate.signal()
      ingest.stop()
    }
    try await eventually { sink.begun.load(ordering: .relaxed) == 3 }
    directory.append("new\n", to: "im.log")
    try await eventually { sink.text.hasSuffix("new\n") }
    #expect(sink.begun.load(ordering: .relaxed) == 3)
  }

  @Test func theThreadOfThePastComesLast() async throws {
    let seen = Mutex<(pace: LogSourceStatus.PastPace, policy: Int32, nice: Int32)?>(nil)
    let code = IdleThread.start { pace in
      let nice = getpriority(Int32(PRIO_PROCESS.rawValue), 0)
      seen.withLock { $0 = (pace, sched_getscheduler(0), nice) }
    }
    #expect(code == 0)
    try await eventually { seen.withLock { $0 != nil } }
    let found = seen.withLock { $0 }
    let outcome = try #require(found)
    switch outcome.pace {
    case .idle: #expect(outcome.policy == 5)
    case .nice: #expect(outcome.nice == 19)
    case .normal(let errno): #expect(errno != 0)
    }
  }
}

/// A sink in which the past waits at a gate.
private final class StuckSink: BlockSink {
  let gate = DispatchSemaphore(value: 0)
  let begun = Atomic(0)
  private let live = Mutex<[UInt8]>([])

  func begin(_ block: LogBlock) -> ScannedBlock {
    begun.add(1, ordering: .relaxed)
    return ScannedBlock(block)
  }

  func scanPast(_ block: inout ScannedBlock) {
    gate.wait()
    gate.signal()
  }

  func append(_ block: ScannedBlock) {
    if block.order == .live { live.withLock { $0 += block.bytes } }
  }

  var text: String { live.withLock { String(decoding: $0, as: UTF8.self) } }
}
