import LogModel

/// What is kept of the records that pass one filter: which they are, what those of the window add up to,
/// and the connections that they tell of.
struct FilteredRecords {
  /// So many records are counted in the report in which they are found.
  private static let countedAtOnce = 5_000

  /// Which records pass.
  private(set) var run: FilterRun
  /// What those of the window add up to.
  var tally: WindowTally?
  /// The connections, where they are asked for.
  private(set) var lives: ConnectionTally?
  /// How often the connections were told anew because a record passes no longer.
  private(set) var retellings = 0
  /// A tally that is over, whose memory the next one takes.
  private var spare: WindowTally?

  /// The records that pass `filter`, in the memory of what was kept for another one.
  init(_ filter: CompiledFilter, replacing other: FilteredRecords?) {
    run = FilterRun(filter)
    spare = other?.tally ?? other?.spare
  }

  /// Looks at what is new, up to a window's end, and says whether all that passes has been counted; nil
  /// when cancelled on the way.
  ///
  /// A new filter's list comes first, its counts behind it.
  mutating func follow(
    _ snapshot: LogSnapshot,
    _ key: WindowTally.Key,
    _ span: WindowSpan,
    listsConnections: Bool,
    isCancelled: () -> Bool
  ) -> Bool? {
    if tally.map({ $0.key != key || $0.mustBeRebuilt(for: span) }) ?? false { spare = tally.take() }
    lives = listsConnections ? lives ?? told(snapshot) : nil
    let wasCovered = run.covered >= snapshot.recordCount
    guard advance(over: snapshot, key, span, isCancelled) else { return nil }
    let isSettled =
      run.covered >= snapshot.recordCount
      && (wasCovered || run.mustRecount || run.uncounted <= Self.countedAtOnce)
    if isSettled {
      guard run.count(snapshot.answered, isCancelled: isCancelled) else { return nil }
    }
    if tally?.folds.isStale ?? true {
      spare = tally.take() ?? spare.take()
      tally = WindowTally.rebuilt(key, span, run, snapshot, &spare, isCancelled)
    }
    return tally == nil ? nil : isSettled
  }

  /// Moves the window, and looks at records that are new or have grown.
  private mutating func advance(
    over snapshot: LogSnapshot,
    _ key: WindowTally.Key,
    _ span: WindowSpan,
    _ isCancelled: () -> Bool
  ) -> Bool {
    // Held by the locals while they change, so that nothing is copied.
    var (tally, lives) = (tally.take(), lives.take())
    var mustRetell = false
    let grid = BucketGrid(span, count: key.buckets)
    run.forget(notIn: snapshot) { tally?.remove($0, $1, grid) }
    tally?.move(to: span, run, snapshot, grid)
    tally?.learn(snapshot.answered, run, grid)
    let isDone = run.advance(
      over: snapshot,
      window: span.bothInMilliseconds,
      isCancelled: isCancelled,
      coming: {
        tally?.add($0, $1, grid)
        lives?.add($0, $1)
      },
      leaving: {
        tally?.remove($0, $1, grid)
        mustRetell = mustRetell || ConnectionTally.hears(of: $0, $1)
      }
    )
    if mustRetell, lives != nil {
      lives = told(snapshot)
      retellings += 1
    }
    (self.tally, self.lives) = (tally, lives)
    return isDone
  }

  /// The connections of all records that have been looked at.
  private func told(_ snapshot: LogSnapshot) -> ConnectionTally {
    var lives = ConnectionTally()
    for view in snapshot.chunks { run.forEachPassing(view.chunk.number) { lives.add($0, $1) } }
    return lives
  }
}
