import LogModel
import MetricsModel

/// One filter's way through the store: which rows of each chunk pass, kept while chunks come and go.
///
/// Each record is looked at once, and again where further lines come to its text: it may pass then, or
/// pass no longer. The newest chunks come first, so that what is on the screen is known before the past
/// is.
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

    /// Whether a row passes and has been looked at.
    func passes(_ row: Int) -> Bool { row < examined && passing?[row] ?? true }
  }

  /// The chunks by number.
  private(set) var states: [UInt32: ChunkState] = [:]
  /// The filter.
  private(set) var filter: CompiledFilter
  /// Records that pass, of all that are held.
  private(set) var matched = 0
  /// Records that have been looked at, of all that are held.
  private(set) var covered = 0
  /// Records a second.
  private(set) var seconds = SecondPages()

  /// The counts of records that pass, which follow the run (see `count`); unused where all do.
  private var counted = FilterCounts()
  private var newestChunk: UInt32?
  /// How many growths of records have been seen to.
  private var growth = 0

  /// A run that has not begun.
  init(_ filter: CompiledFilter) { self.filter = filter }

  /// How many rows one step looks at before it reports: about the work of a twentieth of a second.
  private var budget: Int { filter.readsText ? 500_000 : 4_000_000 }

  /// How many chunks are looked at between two questions whether the run is cancelled.
  private static let batch = 8 * CoreTeam.size

  /// Calls `body` with the rows of a chunk that pass and have been looked at.
  func forEachPassing(_ number: UInt32, _ body: (LogChunk, Int) -> Void) {
    guard let state = states[number] else { return }
    if let passing = state.passing {
      passing.forEach(in: 0..<state.examined) { body(state.chunk, $0) }
    } else {
      for row in 0..<state.examined { body(state.chunk, row) }
    }
  }

  /// The chunk of a row that passes and has been looked at; nil of any other.
  func passing(_ number: UInt32, _ row: Int) -> LogChunk? {
    states[number].flatMap { $0.passes(row) ? $0.chunk : nil }
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
      counted.forget(number)
      matched -= state.matched
      covered -= state.examined
    }
  }

  /// Looks at records that have not been looked at yet, and at those that have grown; `coming` is told each
  /// one that passes now, of the chunks with a time in `window`, and `leaving` each that no longer does.
  ///
  /// Stops early when the budget is spent or `isCancelled` says so; false in the latter case.
  mutating func advance(
    over snapshot: LogSnapshot,
    window: Range<Int64>,
    isCancelled: () -> Bool,
    coming: (LogChunk, Int) -> Void,
    leaving: (LogChunk, Int) -> Void
  ) -> Bool {
    filter.prepare(for: snapshot)
    var left = budget
    let known = newestChunk ?? snapshot.chunks.last?.chunk.number ?? 0
    // What is new follows all that was seen before, in order.
    let fresh = snapshot.chunks.filter { $0.chunk.number >= known }
    lookAgain(snapshot, coming, leaving)
    var rest = snapshot.chunks.filter { view in
      view.chunk.number < known && states[view.chunk.number]?.examined ?? 0 < view.count
    }[...]
    var next = fresh[...]
    while !next.isEmpty || left > 0 && !rest.isEmpty {
      if isCancelled() { return false }
      let views = next.isEmpty ? rest.suffix(Self.batch).reversed() : Array(next.prefix(Self.batch))
      if next.isEmpty {
        rest = rest.dropLast(Self.batch)
      } else {
        next = next.dropFirst(Self.batch)
      }
      left -= examine(views, snapshot, window, coming)
    }
    newestChunk = max(known, snapshot.chunks.last?.chunk.number ?? 0)
    return true
  }

  /// Looks at the new rows of chunks, on all cores; returns how many there were.
  private mutating func examine(
    _ views: [ChunkView],
    _ snapshot: LogSnapshot,
    _ window: Range<Int64>,
    _ coming: (LogChunk, Int) -> Void
  ) -> Int {
    let work = views.map { view in
      let examined = states[view.chunk.number]?.examined ?? 0
      return (view: view, rows: examined..<max(examined, view.count))
    }.filter { !$0.rows.isEmpty }
    let filter = filter
    let looks = CoreTeam.map(work.count, state: RecordReader.init) { index, reader in
      let (view, rows) = work[index]
      let passing =
        filter.isAll ? nil : filter.select(view, rows: rows, in: snapshot, &reader)
      return ChunkLook(view.chunk, rows, passing)
    }
    for (piece, look) in zip(work, looks) { note(piece.view, piece.rows, look, window, coming) }
    return work.reduce(0) { $0 + $1.rows.count }
  }

  /// Looks at the records to whose texts lines have come since they were looked at.
  private mutating func lookAgain(
    _ snapshot: LogSnapshot,
    _ coming: (LogChunk, Int) -> Void,
    _ leaving: (LogChunk, Int) -> Void
  ) {
    let grown = snapshot.growth.since(growth)
    growth = snapshot.growth.total
    guard filter.readsText else { return }
    for (number, records) in Dictionary(grouping: grown, by: \.chunk) {
      guard let state = states[number], let view = snapshot.view(of: number) else { continue }
      var rows = Bitmap(count: view.count)
      for record in records where record.row < state.examined { rows[Int(record.row)] = true }
      guard !rows.isEmpty else { continue }
      var reader = RecordReader()
      let passing = filter.select(view, among: rows, in: snapshot, &reader)
      rows.forEach(in: 0..<state.examined) { row in
        guard state.passing?[row] == !passing[row] else { return }
        change(state.chunk, row, passes: passing[row])
        if passing[row] { coming(state.chunk, row) } else { leaving(state.chunk, row) }
      }
    }
  }

  /// Lets a record that has been looked at pass, or pass no longer.
  private mutating func change(_ chunk: LogChunk, _ row: Int, passes: Bool) {
    let count = passes ? 1 : -1
    counted.setBack(to: chunk.number, row: row)
    states[chunk.number]?.passing?[row] = passes
    states[chunk.number]?.matched += count
    matched += count
    let troubles = chunk.flags[row].contains(.trouble) ? count : 0
    seconds.add(
      chunk.time[row].flooredSeconds,
      records: Int32(count),
      troubles: Int32(troubles)
    )
  }

  /// Takes in what was found in rows, the last of which may be looked at for the first time.
  private mutating func note(
    _ view: ChunkView,
    _ rows: Range<Int>,
    _ look: ChunkLook,
    _ window: Range<Int64>,
    _ coming: (LogChunk, Int) -> Void
  ) {
    let chunk = view.chunk
    var state =
      states.removeValue(forKey: chunk.number) ?? ChunkState(chunk: chunk, summary: view.summary)
    state.chunk = chunk
    state.summary = view.summary
    covered += rows.upperBound - state.examined
    state.examined = rows.upperBound
    for run in look.seconds {
      seconds.add(run.second, records: run.records, troubles: run.troubles)
    }
    if let passing = look.passing {
      if state.passing == nil { state.passing = passing } else { state.passing?.formUnion(passing) }
    }
    if view.summary.overlaps(window) { look.forEachPassing(in: rows) { coming(chunk, $0) } }
    matched += look.matched
    state.matched += look.matched
    states[chunk.number] = state
  }

  /// The counts of records that pass, as far as they were brought up to what has been looked at; unused
  /// where all do.
  var counts: LogCounts { counted.counts }

  /// How many records pass but do not stand in the counts yet.
  var uncounted: Int { filter.isAll ? 0 : matched - counted.matches }

  /// Whether records that stood in the counts have to be counted anew.
  var mustRecount: Bool { counted.isSetBack }

  /// Brings the counts up to what has been looked at, failures that are `answered` as no proxy's own;
  /// false when cancelled on the way.
  mutating func count(_ answered: AnsweredFailures, isCancelled: () -> Bool) -> Bool {
    filter.isAll || counted.update(states, answered, isCancelled: isCancelled)
  }
}
