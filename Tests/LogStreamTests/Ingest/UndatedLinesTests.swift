import LogModel
import MetricsModel
import Testing

@testable import LogStream

/// Lines that tell no time have that of the file's last write.
@Suite struct UndatedLinesTests {
  private static let written = 1_600_000_000
  private static let now = Timestamp(seconds: 1_800_000_000)

  private func store(_ path: String, change: (inout LogIngestOptions) -> Void) -> LogStore {
    let store = LogStore()
    var options = LogIngestOptions()
    options.follows = false
    change(&options)
    let sink = StoreSink(store: store) { Self.now }
    let ingest = LogIngest(locations: [.file(path)], options: options, sink: sink)
    ingest.start()
    #expect(ingest.waitUntilEnded(timeout: .seconds(10)))
    return store
  }

  @Test(arguments: [true, false]) func anOldFileIsOld(fromBegin: Bool) throws {
    let directory = try TestDirectory()
    directory.append("listening\nready\n", to: "im.log")
    directory.date("im.log", seconds: Self.written)
    let store = store(directory.path("im.log")) {
      if fromBegin { $0.start = .beginning }
    }
    #expect(store.snapshot().recordCount == 2)
    #expect(store.snapshot().newest == Timestamp(seconds: Double(Self.written)))
    #expect(store.snapshot().oldest == store.snapshot().newest)
  }

  @Test func aDateWithoutAYearIsBeforeTheLastWrite() throws {
    let directory = try TestDirectory()
    directory.append("Sep 12 06:38:51 host prosody[1]: up\n", to: "im.log")
    directory.date("im.log", seconds: Self.written)
    let store = store(directory.path("im.log")) { _ in }
    // 2020-09-12T06:38:51Z, a day before.
    #expect(store.snapshot().newest == Timestamp(seconds: 1_599_892_731))
  }

  @Test func whatIsAppendedIsNew() async throws {
    let directory = try TestDirectory()
    directory.append("listening\n", to: "im.log")
    directory.date("im.log", seconds: Self.written)
    let store = LogStore()
    let ingest = LogIngest(
      locations: [.file(directory.path("im.log"))],
      sink: StoreSink(store: store) { Self.now }
    )
    ingest.start()
    defer { ingest.stop() }
    try await eventually { store.snapshot().recordCount == 1 }
    directory.append("ready\n", to: "im.log")
    try await eventually { store.snapshot().recordCount == 2 }
    #expect(store.snapshot().oldest == Timestamp(seconds: Double(Self.written)))
    #expect(store.snapshot().newest == Self.now)
  }
}
