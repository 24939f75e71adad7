import LogModel

/// Everything that the screen shows of a window, kept while the window moves: a record is looked at
/// when it comes and when it crosses a border.
struct WindowTally: Sendable {
  /// What the tally was made for; another key needs another tally.
  struct Key: Hashable, Sendable {
    /// The window's length.
    var length: Int64
    /// The number of buckets.
    var buckets: Int
    /// Which records the list holds.
    var scope: LogRequest.Scope
    /// Whether they are folded.
    var isFolded: Bool
    /// The picker's field.
    var picker: FilterField?
    /// Whether paths and addresses are counted.
    var countsTables = true
    /// Whether users and user agents are counted.
    var countsClients = false
    /// Whose requests count.
    var requests = RequestScope()
  }

  /// What the tally was made for.
  private(set) var key: Key
  /// Where the window stands.
  private(set) var span: WindowSpan
  /// The paths.
  private(set) var paths = KeyTally(.path, measure: .requests)
  /// The addresses.
  private(set) var addresses = KeyTally(.clientIP, measure: .opened)
  /// The users, where they are counted.
  private(set) var users = KeyTally(.user, measure: .opened)
  /// The user agents, where they are counted.
  private(set) var agents = KeyTally(.userAgent, measure: .opened)
  /// The picker's values.
  private(set) var picker: KeyTally?
  /// The groups of the list.
  private(set) var folds = FoldTally()
  /// Close reasons of the window by id.
  private(set) var closeReasons: [UInt16: Int] = [:]
  /// Connections closed in the window.
  private(set) var closed = 0
  /// Those that lived less than 30 s.
  private(set) var short = 0

  /// Which failures are no proxy's own, as far as the tally knows.
  private var answered = AnsweredFailures()
  private let dictionaries: Dictionaries

  /// A tally without records.
  init(key: Key, span: WindowSpan, dictionaries: Dictionaries) {
    self.key = key
    self.span = span
    self.dictionaries = dictionaries
    self.picker = key.picker.map { KeyTally($0, measure: .records) }
  }

  /// Begins anew, without records, in the memory that the tally has.
  mutating func restart(_ key: Key, _ span: WindowSpan, _ answered: AnsweredFailures) {
    (self.key, self.span, self.answered) = (key, span, answered)
    paths.restart()
    addresses.restart()
    users.restart()
    agents.restart()
    picker = key.picker.map { KeyTally($0, measure: .records) }
    folds = FoldTally()
    (closeReasons, closed, short) = ([:], 0, 0)
  }

  /// The buckets.
  var grid: BucketGrid { BucketGrid(span, count: key.buckets) }

  /// Whether the window moves so far that counting anew is cheaper.
  func mustBeRebuilt(for next: WindowSpan) -> Bool {
    next.length != span.length || abs(next.start - span.start) > span.length / 2
  }

  /// Adds a record.
  mutating func add(_ chunk: LogChunk, _ row: Int, _ grid: BucketGrid) {
    let second = chunk.time[row].flooredSeconds
    let part = span.part(of: second)
    if part != .outside { change(chunk, row, facts(chunk, row), 1, part, grid) }
  }

  /// Takes a record away that is no longer held.
  mutating func remove(_ chunk: LogChunk, _ row: Int, _ grid: BucketGrid) {
    let second = chunk.time[row].flooredSeconds
    let part = span.part(of: second)
    if part != .outside { change(chunk, row, facts(chunk, row), -1, part, grid) }
  }

  /// Moves a record over the borders that it crosses when the window moves to `next`.
  @inline(__always)
  mutating func move(_ chunk: LogChunk, _ row: Int, to next: WindowSpan, _ grid: BucketGrid) {
    let second = chunk.time[row].flooredSeconds
    let from = span.part(of: second)
    let to = next.part(of: second)
    guard from != to else { return }
    let facts = self.facts(chunk, row)
    if from != .outside { change(chunk, row, facts, -1, from, grid) }
    if to != .outside { change(chunk, row, facts, 1, to, grid) }
  }

  /// Lets the window stand elsewhere, after all records have been moved.
  mutating func settle(at next: WindowSpan) { span = next }

  /// Tracks the keys that the tables show; returns whether there are some that must be filled.
  mutating func track(
    paths: [UInt32],
    addresses: [UInt32],
    users: [UInt32],
    agents: [UInt32],
    choices: [UInt32]
  ) -> Bool {
    self.paths.track(paths)
    self.addresses.track(addresses)
    self.users.track(users)
    self.agents.track(agents)
    picker?.track(choices)
    return [self.paths, self.addresses, self.users, self.agents].contains(where: \.hasFresh)
      || picker?.hasFresh ?? false
  }

  /// Fills the details of ids that have just been tracked with a record of the window.
  @inline(__always)
  mutating func fill(_ chunk: LogChunk, _ row: Int, _ grid: BucketGrid) {
    guard span.part(of: chunk.time[row].flooredSeconds) == .now else { return }
    let facts = { [key, answered] in RowFacts(chunk, row, key.requests, answered) }
    if paths.hasFresh { paths.fill(chunk.path[row], facts(), grid) }
    if addresses.hasFresh { addresses.fill(chunk.address[row], facts(), grid) }
    if users.hasFresh { users.fill(users.id(chunk, row, dictionaries), facts(), grid) }
    if agents.hasFresh { agents.fill(agents.id(chunk, row, dictionaries), facts(), grid) }
    if picker?.hasFresh ?? false, let id = picker?.id(chunk, row, dictionaries) {
      picker?.fill(id, facts(), grid)
    }
  }

  @inline(__always)
  private func facts(_ chunk: LogChunk, _ row: Int) -> RowFacts {
    RowFacts(chunk, row, key.requests, answered)
  }

  /// Learns which failures are no proxy's own, of records in the tally and of others.
  mutating func learn(_ next: AnsweredFailures, _ run: FilterRun, _ grid: BucketGrid) {
    var changed: [(chunk: LogChunk, row: Int, part: WindowSpan.Part)] = []
    next.forEach(since: answered) { number, row in
      guard let chunk = run.passing(number, row) else { return }
      let part = span.part(of: chunk.time[row].flooredSeconds)
      if part != .outside { changed.append((chunk, row, part)) }
    }
    for (chunk, row, part) in changed {
      changeTables(chunk, row, facts(chunk, row), -1, part, grid)
    }
    answered = next
    for (chunk, row, part) in changed {
      changeTables(chunk, row, facts(chunk, row), 1, part, grid)
    }
  }

  private mutating func changeTables(
    _ chunk: LogChunk,
    _ row: Int,
    _ facts: RowFacts,
    _ sign: Int32,
    _ part: WindowSpan.Part,
    _ grid: BucketGrid
  ) {
    if key.countsTables {
      paths.add(facts.path, facts, sign, part, grid)
      addresses.add(facts.address, facts, sign, part, grid)
    }
    if key.countsClients {
      users.add(users.id(chunk, row, dictionaries), facts, sign, part, grid)
      agents.add(agents.id(chunk, row, dictionaries), facts, sign, part, grid)
    }
    if let id = picker?.id(chunk, row, dictionaries) { picker?.add(id, facts, sign, part, grid) }
  }

  private mutating func change(
    _ chunk: LogChunk,
    _ row: Int,
    _ facts: RowFacts,
    _ sign: Int32,
    _ part: WindowSpan.Part,
    _ grid: BucketGrid
  ) {
    changeTables(chunk, row, facts, sign, part, grid)
    guard part == .now else { return }
    if facts.isClose {
      closed += Int(sign)
      if facts.flags.contains(.shortLived) { short += Int(sign) }
      let count = (closeReasons[facts.reason] ?? 0) + Int(sign)
      closeReasons[facts.reason] = count == 0 ? nil : count
    }
    guard key.isFolded, key.scope == .all || facts.flags.contains(.trouble) else { return }
    let reference = RowReference(
      time: facts.time,
      chunk: chunk.number,
      row: UInt32(truncatingIfNeeded: row)
    )
    if sign > 0 { folds.add(facts, reference) } else { folds.remove(facts, reference) }
  }
}
