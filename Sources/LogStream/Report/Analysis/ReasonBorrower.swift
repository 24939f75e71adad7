import LogModel

/// Finds the reason of a failed request in another record of the same trace, or else in one of the same
/// address within a second.
///
/// An access line says that a request failed, the application's own line says why; both are written
/// within moments, so only the neighbourhood is searched.
struct ReasonBorrower {
  private static let rowsBefore = 8_192
  private static let rowsAfter = 2_048
  private static let cacheLimit = 4_096
  /// Milliseconds between a request and a record of its address that may give the reason.
  private static let nearby: Int64 = 1_000

  /// A reason, and the shape of the record that has it.
  struct Reason {
    /// The text.
    var text: String
    /// The lender's shape.
    var shape: UInt32
    /// Whether the lender only has the same address, and need not be about the same request.
    var isOfAddress = false
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
    let hasTrace = chunk.trace[row] != 0
    guard chunk.status[row] >= 500, hasTrace || chunk.address[row] >= InternEntries.firstID,
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
    let trace = view.chunk.trace[row]
    if trace != 0,
      let found = first(in: candidates, snapshot, reader, where: { $0.trace[$1] == trace })
    {
      return found
    }
    let (address, time) = (view.chunk.address[row], view.chunk.time[row])
    guard address >= InternEntries.firstID else { return nil }
    var found = first(in: candidates, snapshot, reader) { chunk, other in
      chunk.address[other] == address && abs(chunk.time[other] - time) <= Self.nearby
    }
    found?.isOfAddress = true
    return found
  }

  /// The reason that the newest fitting record gives.
  private func first(
    in candidates: [(ChunkView, Range<Int>)],
    _ snapshot: LogSnapshot,
    _ reader: RecordReader,
    where fits: (LogChunk, Int) -> Bool
  ) -> Reason? {
    for (candidate, rows) in candidates {
      let chunk = candidate.chunk
      for other in rows.reversed()
      where chunk.level[other] >= Level.warn.rawValue && !chunk.flags[other].contains(.request)
        && fits(chunk, other)
      {
        guard let record = reader.record(candidate, other, snapshot) else { continue }
        let parts = [record.message, record.closeReason ?? ""].filter { !$0.isEmpty }
        guard !parts.isEmpty else { continue }
        return Reason(text: parts.joined(separator: ": "), shape: chunk.shape[other])
      }
    }
    return nil
  }
}
