import LogModel

/// Records of proxies about failures that look like their own, but of which the service behind them tells
/// too: a bit a row of the chunks that hold some.
struct AnsweredFailures: Sendable {
  private var rows: [UInt32: Bitmap] = [:]

  /// None.
  init() {}

  /// An estimate of the bytes that the bits take.
  var byteCount: Int { rows.values.reduce(0) { $0 + $1.byteCount + 48 } }

  /// Whether a row is one of them.
  @inline(__always)
  func contains(_ chunk: UInt32, _ row: Int) -> Bool {
    !rows.isEmpty && rows[chunk]?[row] ?? false
  }

  /// Adds a record.
  mutating func insert(_ id: LogRecordID) {
    rows[id.chunk, default: Bitmap(count: 0)][Int(id.row)] = true
  }

  /// Takes a record away.
  mutating func remove(_ chunk: UInt32, _ row: Int) { rows[chunk]?[row] = false }

  /// Forgets the chunks before that of a number.
  mutating func forget(before chunk: UInt32) {
    guard rows.keys.contains(where: { $0 < chunk }) else { return }
    rows = rows.filter { $0.key >= chunk }
  }

  /// Calls `body` with each record that `earlier` lacks.
  func forEach(since earlier: AnsweredFailures, _ body: (_ chunk: UInt32, _ row: Int) -> Void) {
    for (chunk, bits) in rows {
      var fresh = bits
      if let known = earlier.rows[chunk] {
        guard known != bits else { continue }
        fresh.subtract(known)
      }
      fresh.forEach(in: 0..<fresh.words.count * 64) { body(chunk, $0) }
    }
  }
}
