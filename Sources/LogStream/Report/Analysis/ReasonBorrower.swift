import LogModel

/// Finds the reason of a failed request in another record of the same trace, or else in a panic just
/// before it that quotes the request, or else in a record of the same address within a second.
///
/// An access line says that a request failed, the application's own line says why; both are written
/// within moments, so only the neighbourhood is searched.
struct ReasonBorrower {
  private static let rowsBefore = 8_192
  private static let rowsAfter = 2_048
  private static let cacheLimit = 4_096
  /// Milliseconds between a request and a record of its address that may give the reason.
  private static let nearby: Int64 = 1_000
  /// How many rows before a request a panic is looked for, how many texts are read for it, and how many
  /// milliseconds it may be older: its own time is in whole seconds.
  private static let panicReach = (rows: 1_024, texts: 32, milliseconds: Int64(2_000))

  /// A reason, and the shape of the record that has it.
  struct Reason {
    /// The text.
    var text: String
    /// The lender's shape.
    var shape: UInt32
    /// What the lender has in common with the request.
    var lender = LogRow.Lender.trace
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
    guard chunk.status[row] >= 500, !chunk.flags[row].contains(.message),
      UInt32(chunk.reason[row]) == InternEntries.absent
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
    if let found = panic(before: row, view, candidates, snapshot, reader) { return found }
    let (address, time) = (view.chunk.address[row], view.chunk.time[row])
    guard address >= InternEntries.firstID else { return nil }
    var found = first(in: candidates, snapshot, reader) { chunk, other in
      chunk.address[other] == address && abs(chunk.time[other] - time) <= Self.nearby
    }
    found?.lender = .address
    return found
  }

  /// What the nearest panic before a request says, of the same log, if it quotes the request's first line.
  ///
  /// Gin's recovery writes what the handler panicked with, the request and the stack, without a trace and
  /// without an address, and then the access line follows.
  private func panic(
    before row: Int,
    _ view: ChunkView,
    _ candidates: [(ChunkView, Range<Int>)],
    _ snapshot: LogSnapshot,
    _ reader: RecordReader
  ) -> Reason? {
    guard let request = reader.record(view, row, snapshot), let method = request.method,
      let path = request.path
    else { return nil }
    let (source, time) = (view.chunk.source[row], view.chunk.time[row])
    var left = Self.panicReach.texts
    for (candidate, rows) in candidates {
      let chunk = candidate.chunk
      let end = chunk === view.chunk ? row : rows.upperBound
      guard chunk.number <= view.chunk.number, rows.lowerBound < end else { continue }
      for other in (rows.lowerBound..<end).suffix(Self.panicReach.rows).reversed()
      where chunk.level[other] >= Level.error.rawValue && chunk.source[other] == source
        && chunk.trace[other] == 0 && !chunk.flags[other].contains(.request)
        && abs(chunk.time[other] - time) <= Self.panicReach.milliseconds
      {
        guard left > 0, let record = reader.record(candidate, other, snapshot) else { return nil }
        left -= 1
        guard record.message.contains("panic"),
          "\(record.text)\n\(record.stack ?? "")".contains("\(method) \(path)")
        else { continue }
        return Reason(text: record.message, shape: chunk.shape[other], lender: .request)
      }
    }
    return nil
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
