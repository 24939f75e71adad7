import LogModel
import MetricsModel
import Testing

@testable import LogStream

/// Lines that are scanned by one thread while another takes in those before them come out as if one
/// thread did both.
@Suite struct ScanAheadTests {
  @Test(arguments: [(700, 1), (9_000, 2), (1 << 20, 3)])
  func scanningAheadChangesNothing(blockSize: Int, seed: UInt64) throws {
    let one = Taken(blockSize: blockSize, seed: seed, lookahead: 0)
    for lookahead in [1, .max] {
      let two = Taken(blockSize: blockSize, seed: seed, lookahead: lookahead)
      expectEqual(two.records, one.records)
      expectEqual(two.texts, one.texts)
      expectEqual(two.series, one.series)
      #expect(two.progress == one.progress)
    }
  }

  @Test(arguments: [900, 9_000])
  func theSizeOfBlocksChangesNoRecord(blockSize: Int) {
    let whole = Taken(blockSize: .max, seed: 5, lookahead: 0, isPlain: true)
    let parts = Taken(blockSize: blockSize, seed: 5, lookahead: 2, isPlain: true)
    expectEqual(parts.records, whole.records)
    expectEqual(parts.series, whole.series)
  }

  /// A store that has taken in two sources in turns: each one's end as new lines, the rest as its past;
  /// where it `isPlain`, one source, all of it new and nothing told late.
  private struct Taken {
    let store = LogStore(byteLimit: 64 << 20, mask: SecretMask(), rowLimit: 200)

    init(blockSize: Int, seed: UInt64, lookahead: Int, isPlain: Bool = false) {
      for source in 0..<2 { store.announce(source: source, name: "\(source)") }
      var waiting: [ScannedBlock] = []
      for block in Self.blocks(blockSize, seed, isPlain) {
        waiting.append(store.scan(block, receivedAt: beginning))
        if waiting.count > lookahead { store.append(waiting.removeFirst()) }
      }
      for block in waiting { store.append(block) }
    }

    private static func blocks(_ size: Int, _ seed: UInt64, _ isPlain: Bool) -> [LogBlock] {
      var blocks: [[LogBlock]] = []
      for source in 0..<(isPlain ? 1 : 2) {
        let seed = seed + UInt64(source) * 100
        let text = MixedLog.manyPaths + MixedLog.text(lines: 900, seed: seed, tellsLate: !isPlain)
        let storage = MemoryText(text)
        var offset: Int64 = 0
        var own = MixedLog.blocks(of: text, size: size).map { part in
          defer { offset += Int64(part.utf8.count) }
          return LogBlock(source: source, storage: storage, offset: offset, bytes: Array(part.utf8))
        }
        let past = isPlain ? 0 : own.count / 2
        for index in 0..<past { own[index].order = .history }
        blocks.append(Array(own[past...]) + own[..<past].reversed())
      }
      let count = blocks.map(\.count).max() ?? 0
      return (0..<count).flatMap { index in
        blocks.compactMap { $0.indices.contains(index) ? $0[index] : nil }
      }
    }

    /// Every record with all its values.
    var records: [String] {
      let snapshot = store.snapshot()
      let rows = snapshot.chunks.flatMap { view in (0..<view.count).map { (view, $0) } }
      let reader = RecordReader()
      return rows.map { view, row in
        guard let record = reader.record(view, row, snapshot) else { return "none" }
        let texts = [
          record.path, record.address, record.method, record.agent, record.user, record.trace,
          record.connection, record.closeReason, record.latency?.description,
          record.status?.description,
        ]
        let time = record.time.milliseconds
        let codes = "\(time) \(record.level.rawValue) \(record.event.rawValue)\t"
        return codes + texts.map { $0 ?? "-" }.joined(separator: "\t") + record.text
      }.sorted()
    }

    /// The texts by id.
    var texts: [String] {
      let snapshot = store.snapshot()
      let all = snapshot.dictionaries
      let tables = [
        all.paths, all.addresses, all.agents, all.users, all.methods, all.reasons, all.templates,
      ]
      let ids = snapshot.chunks.flatMap { view in
        (0..<view.count).map { row in
          "\(view.chunk.number) \(view.chunk.path[row]) \(view.chunk.shape[row]) \(view.chunk.latency[row])"
        }
      }
      return tables.flatMap { table in (0..<table.limit).map { table.text(UInt32($0)) } } + ids
    }

    /// The counts of each second.
    var series: [String] {
      let all = TimeRange(from: Timestamp(milliseconds: 0), through: time(400))
      guard let any = try? Matcher(Labels.metricName, .notEqual, "") else { return [] }
      return store.series(logNow: nil).series(matching: [any], in: all)
        .map { "\($0.labels) \($0.values)" }.sorted()
    }

    var progress: [SourceProgress] { (0..<2).map(store.progress(ofSource:)) }
  }
}
