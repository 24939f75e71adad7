import LogModel
import MetricsModel

/// One filter's way through the store: which rows of each chunk pass, kept while chunks come and go.
///
/// Each record is looked at once. The newest chunks come first, so that what is on the screen is known
/// before the past is.
struct FilterRun {
  /// What is known of one chunk.
  struct ChunkState {
    /// The chunk.
    var chunk: LogChunk
    /// The bounds of its values.
    var summary: ChunkSummary
    /// How many rows have been looked at.
    var examined = 0
    /// Which of them pass; nil when all do.
    var passing: Bitmap?
    /// How many of them pass.
    var matched = 0
  }

  /// The chunks by number.
  private(set) var states: [UInt32: ChunkState] = [:]
  /// The filter.
  private(set) var filter: CompiledFilter
  /// Records that pass, of all that are held.
  private(set) var matched = 0
  /// Records that have been looked at, of all that are held.
  private(set) var covered = 0
  /// The counts of records that pass; unused where all do.
  private(set) var counts = LogCounts()
  /// Records a second.
  private(set) var seconds = SecondPages()

  private var newestChunk: UInt32?

  /// A run that has not begun.
  init(_ filter: CompiledFilter) { self.filter = filter }

  /// How many rows one step looks at before it reports: about the work of a tenth of a second.
  private var budget: Int { filter.isAll ? 4_000_000 : filter.readsText ? 100_000 : 2_000_000 }

  /// Calls `body` with the rows of a chunk that pass and have been looked at.
  func forEachPassing(_ number: UInt32, _ body: (LogChunk, Int) -> Void) {
    guard let state = states[number] else { return }
    if let passing = state.passing {
      passing.forEach(in: 0..<state.examined) { body(state.chunk, $0) }
    } else {
      for row in 0..<state.examined { body(state.chunk, row) }
    }
  }

  /// Forgets chunks that are no longer held; `leaving` is told each record that passed.
  mutating func forget(notIn snapshot: LogSnapshot, leaving: (LogChunk, Int) -> Void) {
    let oldest = snapshot.chunks.first?.chunk.number ?? .max
    for number in states.keys.filter({ $0 < oldest }).sorted() {
      var gone: [Int64: (records: Int32, troubles: Int32)] = [:]
      forEachPassing(number) { chunk, row in
        leaving(chunk, row)
        let isTrouble = chunk.flags[row].contains(.trouble)
        gone[chunk.time[row].flooredSeconds, default: (0, 0)].records += 1
        if isTrouble { gone[chunk.time[row].flooredSeconds, default: (0, 0)].troubles += 1 }
      }
      for (second, counts) in gone {
        seconds.add(second, records: -counts.records, troubles: -counts.troubles)
      }
      guard let state = states.removeValue(forKey: number) else { continue }
      matched -= state.matched
      covered -= state.examined
    }
  }

  /// Looks at records that have not been looked at yet; `coming` is told each one that passes.
  ///
  /// Stops early when the budget is spent or `isCancelled` says so; false in the latter case.
  mutating func advance(
    over snapshot: LogSnapshot,
    isCancelled: () -> Bool,
    coming: (LogChunk, Int) -> Void
  ) -> Bool {
    var left = budget
    let known = newestChunk ?? snapshot.chunks.last?.chunk.number ?? 0
    // What is new follows all that was seen before, in order.
    for view in snapshot.chunks where view.chunk.number >= known {
      if isCancelled() { return false }
      left -= examine(view, snapshot, .live, coming)
    }
    newestChunk = max(known, snapshot.chunks.last?.chunk.number ?? 0)
    for view in snapshot.chunks.reversed() where view.chunk.number < known {
      if left <= 0 { break }
      if isCancelled() { return false }
      let order: LogBlock.Order = states[view.chunk.number] == nil ? .history : .live
      left -= examine(view, snapshot, order, coming)
    }
    return true
  }

  /// Looks at the new rows of a chunk; returns how many there were.
  private mutating func examine(
    _ view: ChunkView,
    _ snapshot: LogSnapshot,
    _ order: LogBlock.Order,
    _ coming: (LogChunk, Int) -> Void
  ) -> Int {
    let number = view.chunk.number
    var state =
      states.removeValue(forKey: number) ?? ChunkState(chunk: view.chunk, summary: view.summary)
    state.chunk = view.chunk
    state.summary = view.summary
    let rows = state.examined..<max(state.examined, view.count)
    state.examined = rows.upperBound
    covered += rows.count
    let before = matched
    if filter.isAll {
      for row in rows { note(view.chunk, row, coming) }
    } else if !rows.isEmpty {
      let passing = filter.select(view, rows: rows, in: snapshot)
      passing.forEach(in: rows) { note(view.chunk, $0, coming) }
      counts.add(view.chunk, rows: rows, selection: passing, order: order)
      if state.passing == nil { state.passing = passing } else { state.passing?.formUnion(passing) }
    }
    state.matched += matched - before
    states[number] = state
    return rows.count
  }

  @inline(__always)
  private mutating func note(_ chunk: LogChunk, _ row: Int, _ coming: (LogChunk, Int) -> Void) {
    matched += 1
    seconds.add(
      chunk.time[row].flooredSeconds,
      records: 1,
      troubles: chunk.flags[row].contains(.trouble) ? 1 : 0
    )
    coming(chunk, row)
  }
}
