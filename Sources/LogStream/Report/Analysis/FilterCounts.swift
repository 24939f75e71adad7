import LogModel

/// The counts of the records that pass a filter, which follow the filter's run.
///
/// What is there at first is counted in its order, for which the counts are made; what is read of the
/// past later precedes all.
struct FilterCounts {
  /// What has been counted of one chunk.
  private struct Part {
    var rows = 0
    var matches = 0
  }

  /// So many of the newest chunks can be counted anew without those before them.
  private static let marks = 2

  /// The counts.
  private(set) var counts = LogCounts()
  /// How many records stand in them, of those that are held.
  private(set) var matches = 0
  /// Whether records that stood in them have to be counted anew.
  private(set) var isSetBack = false

  private var parts: [UInt32: Part] = [:]
  private var newest: UInt32?
  /// The failures that are no proxy's own, as far as the counts know.
  private var answered = AnsweredFailures()
  /// The counts as they stood before the first row of a chunk, of the newest ones, in order.
  private var marks: [Mark] = []

  private struct Mark {
    var chunk: UInt32
    var counts: LogCounts
    var answered: AnsweredFailures
  }

  /// Counts what has been looked at since, failures that are `answered` as no proxy's own; false when
  /// cancelled on the way.
  mutating func update(
    _ states: [UInt32: FilterRun.ChunkState],
    _ answered: AnsweredFailures,
    isCancelled: () -> Bool
  ) -> Bool {
    defer { learn(answered, states) }
    let numbers = states.keys.sorted()
    let known = newest ?? 0
    let firstMark = numbers.suffix(Self.marks).first ?? 0
    for number in numbers where number >= known {
      if isCancelled() { return false }
      if number >= firstMark { mark(number) }
      add(states[number], number, .live)
      newest = number
    }
    for number in numbers.reversed() where number < known {
      if isCancelled() { return false }
      add(states[number], number, parts[number] == nil ? .history : .live)
    }
    isSetBack = false
    return true
  }

  /// Forgets how far a chunk has been counted that is no longer held; what was counted stays.
  mutating func forget(_ number: UInt32) {
    matches -= parts.removeValue(forKey: number)?.matches ?? 0
  }

  /// Takes back what has been counted of a chunk and of those behind it, where that includes `row`; of
  /// all where it is not known how the counts stood before it.
  ///
  /// Counts cannot be taken back record by record: how many errors followed each other is among them.
  mutating func setBack(to number: UInt32, row: Int) {
    guard row < parts[number]?.rows ?? 0 else { return }
    let mark = marks.last { $0.chunk <= number }
    counts = mark?.counts ?? LogCounts()
    answered = mark?.answered ?? AnsweredFailures()
    marks = mark.map { mark in marks.filter { $0.chunk <= mark.chunk } } ?? []
    newest = mark?.chunk
    let first = newest ?? 0
    for counted in parts.keys where counted >= first { forget(counted) }
    isSetBack = true
  }

  /// Remembers the counts before the first row of a chunk.
  private mutating func mark(_ number: UInt32) {
    guard parts[number] == nil else { return }
    marks.removeAll { $0.chunk >= number }
    marks = marks.suffix(Self.marks - 1) + [Mark(chunk: number, counts: counts, answered: answered)]
  }

  /// Counts failures of which the service's log tells too as no proxy's own.
  private mutating func learn(
    _ next: AnsweredFailures,
    _ states: [UInt32: FilterRun.ChunkState]
  ) {
    var known = next
    next.forEach(since: answered) { number, row in
      guard row < parts[number]?.rows ?? 0 else { return known.remove(number, row) }
      if let state = states[number], state.passes(row) { counts.answer(state.chunk, row) }
    }
    answered = known
  }

  private mutating func add(
    _ state: FilterRun.ChunkState?,
    _ number: UInt32,
    _ order: LogBlock.Order
  ) {
    let part = parts[number] ?? Part()
    guard let state, part.rows < state.examined else { return }
    // Those of the past are not in the counts that were remembered.
    if number < newest ?? 0 { marks = [] }
    let rows = part.rows..<state.examined
    counts.add(state.chunk, rows: rows, selection: state.passing, order: order)
    parts[number] = Part(rows: state.examined, matches: state.matched)
    matches += state.matched - part.matches
  }
}
