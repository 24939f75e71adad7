import LogModel

/// Finds the reason of a failed request in another record of the same trace.
///
/// An access line says that a request failed, the application's own line says why; both are written
/// within moments, so only the neighbourhood is searched.
struct ReasonBorrower {
  private static let rowsBefore = 8_192
  private static let rowsAfter = 2_048
  private static let cacheLimit = 4_096

  /// A reason, and the shape of the record that has it.
  struct Reason {
    /// The text.
    var text: String
    /// The lender's shape.
    var shape: UInt32
  }

  private var found: [LogRecordID: Reason?] = [:]

  /// The reason for a record that is a failed request without one; else nil.
  mutating func reason(
    for reference: RowReference,
    _ view: ChunkView,
    _ snapshot: LogSnapshot,
    _ reader: inout RecordReader
  ) -> Reason? {
    let chunk = view.chunk
    let row = Int(reference.row)
    guard chunk.status[row] >= 500, chunk.trace[row] != 0,
      !chunk.flags[row].contains(.message), UInt32(chunk.reason[row]) == InternEntries.absent
    else { return nil }
    if let known = found[reference.id] { return known }
    let reason = search(view, row, snapshot, &reader)
    if reason != nil || view.count - row > Self.rowsAfter {
      if found.count >= Self.cacheLimit { found.removeAll() }
      found[reference.id] = .some(reason)
    }
    return reason
  }

  private func search(
    _ view: ChunkView,
    _ row: Int,
    _ snapshot: LogSnapshot,
    _ reader: inout RecordReader
  ) -> Reason? {
    let trace = view.chunk.trace[row]
    guard let index = snapshot.chunks.firstIndex(where: { $0.chunk === view.chunk }) else {
      return nil
    }
    var candidates: [(ChunkView, Range<Int>)] = [
      (view, max(0, row - Self.rowsBefore)..<min(view.count, row + Self.rowsAfter))
    ]
    if row < Self.rowsBefore, index > 0 {
      let older = snapshot.chunks[index - 1]
      candidates.append((older, max(0, older.count - (Self.rowsBefore - row))..<older.count))
    }
    if view.count - row < Self.rowsAfter, index + 1 < snapshot.chunks.count {
      let newer = snapshot.chunks[index + 1]
      candidates.append((newer, 0..<min(newer.count, Self.rowsAfter)))
    }
    for (candidate, rows) in candidates {
      for other in rows.reversed()
      where candidate.chunk.trace[other] == trace
        && candidate.chunk.level[other] >= Level.warn.rawValue
        && !candidate.chunk.flags[other].contains(.request)
      {
        guard let record = reader.record(candidate, other, snapshot) else { continue }
        let parts = [record.message, record.closeReason ?? ""].filter { !$0.isEmpty }
        guard !parts.isEmpty else { continue }
        return Reason(text: parts.joined(separator: ": "), shape: candidate.chunk.shape[other])
      }
    }
    return nil
  }
}
