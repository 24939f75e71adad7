import LogModel
import MetricsModel
import Synchronization

/// Runs the filter over every block as it comes.
final class SearchSink: BlockSink {
  private struct State {
    var filter: CompiledFilter
    var outcome = LogSearch.Outcome()
    var done: [UInt32: Int] = [:]
    /// The index of each source's location.
    var locations: [Int: Int] = [:]
    var isStopped = false
    var reader = RecordReader()
    var hits: HitStream?
    /// How often records had grown at the last look.
    var growth = 0
    var tally: SearchTally?
    /// Counts the requests of which another log may tell too, and those that failed as only a proxy sees
    /// it.
    var requests: SearchTally?
    var failures: SearchTally?
    /// Those of them that another log may tell of too.
    var kept = KeptFailures(bound: 0)
  }

  private let state: Mutex<State>
  private let store: LogStore
  private let options: LogSearchOptions
  private let begin = ContinuousClock.now
  private let onHit: @Sendable (SearchHit) -> Bool

  init(
    filter: Filter,
    options: LogSearchOptions,
    byteLimit: Int,
    onHit: @escaping @Sendable (SearchHit) -> Bool
  ) {
    var state = State(
      filter: CompiledFilter(filter, now: options.filterNow ?? options.now, zone: options.zone)
    )
    switch options.goal {
    case .hits(let context):
      state.hits = HitStream(context: context, mask: options.mask, follows: options.follows)
    case .count: break
    case .statistics(let field):
      state.tally = SearchTally(by: field)
      state.kept = KeptFailures(bound: KeptFailures.bound / max(1, options.comparedLogs))
      if options.comparedLogs > 1 {
        state.requests = SearchTally(by: field)
        state.failures = SearchTally(by: field)
      }
    }
    self.state = Mutex(state)
    self.store = LogStore(
      byteLimit: byteLimit,
      mask: options.mask,
      rowLimit: LogChunk.rowLimit,
      isPassage: true
    )
    self.options = options
    self.onHit = onHit
  }

  /// What has been found so far.
  var outcome: LogSearch.Outcome {
    state.withLock { state in
      var outcome = state.outcome
      let snapshot = store.snapshot()
      outcome.statistics = state.tally?.statistics(snapshot)
      outcome.requests = state.requests?.statistics(snapshot)
      outcome.failures = state.failures?.statistics(snapshot)
      outcome.keeps = { [kept = state.kept, goal = options.goal] in
        kept.statistics(by: goal.field, without: $0, snapshot)
      }
      outcome.kept = state.kept.failures
      outcome.keepsAll = !state.kept.isFull
      outcome.strangeFields = strangeFields(state, snapshot)
      return outcome
    }
  }

  /// Fields of the filter that none of the newest records has.
  func strangeFields() -> [StrangeField] {
    state.withLock { strangeFields($0, store.snapshot()) }()
  }

  /// The same, looked for when it is asked for; what is found has the fields that it must have.
  private func strangeFields(
    _ state: State,
    _ snapshot: LogSnapshot
  ) -> @Sendable () -> [StrangeField] {
    let filter = state.filter.filter
    let known = state.outcome.matches > 0 ? filter.neededFields : []
    let names = filter.ownFields.subtracting(known)
    guard !names.isEmpty, state.outcome.records > 0 else { return { [] } }
    return { StrangeFields.missing(names, in: snapshot) ?? [] }
  }

  /// Records that have been read so far.
  var records: Int { state.withLock { $0.outcome.records } }

  /// Whether nobody wants to know any more.
  var isStopped: Bool { state.withLock { $0.isStopped } }

  func open(source: Int, name: String, location: Int) {
    state.withLock { $0.locations[source] = location }
    store.announce(source: source, name: name, hints: FormatHints(timeZone: options.zone))
  }

  func scan(_ block: LogBlock) -> ScannedBlock {
    let waited = (ContinuousClock.now - begin) / .seconds(1)
    let now = options.follows ? options.now.advanced(bySeconds: waited) : options.now
    return store.scan(block, receivedAt: now)
  }

  func append(_ block: ScannedBlock) {
    if options.follows, let part = block.parts.last {
      state.withLock { $0.reader.hold(part.block) }
    }
    store.append(block)
    let progress = store.progress(ofSource: block.source)
    state.withLock { state in
      state.outcome.notUnderstood = progress.notUnderstood
      state.outcome.role = progress.role
    }
    // The last record of each writer may go on in the next block, unless that may be long in coming.
    look(leaving: options.follows ? 0 : progress.isOfSeveral ? RecordEnds.reach : 1)
  }

  func settle(isOver: Bool) -> Bool {
    guard options.follows, store.settle(isOver: isOver) else { return false }
    look(leaving: 0)
    return true
  }

  /// Looks at what the last block has left.
  func finish() {
    store.settle(isOver: true)
    look(leaving: 0)
  }

  private func look(leaving left: Int) {
    let snapshot = store.snapshot()
    state.withLock { state in
      guard !state.isStopped else { return }
      state.filter.prepare(for: snapshot)
      let looked = state.done
      var behind = snapshot.recordCount
      for view in snapshot.chunks {
        let first = state.done[view.chunk.number] ?? 0
        behind -= view.count
        let end = view.count - max(0, left - behind)
        guard first < end, !state.isStopped else { continue }
        state.done[view.chunk.number] = end
        look(view, first..<end, snapshot, &state)
      }
      if options.follows { lookAtGrown(snapshot, looked, &state) }
    }
  }

  /// Looks again at records that have grown; `looked` says how many of each chunk's had been seen before.
  private func lookAtGrown(
    _ snapshot: LogSnapshot,
    _ looked: [UInt32: Int],
    _ state: inout State
  ) {
    let grown = snapshot.growth.since(state.growth)
    state.growth = snapshot.growth.total
    for id in grown where !state.isStopped && Int(id.row) < looked[id.chunk] ?? 0 {
      guard let view = snapshot.view(of: id.chunk) else { continue }
      let row = Int(id.row)
      let passing = state.filter.select(view, rows: row..<row + 1, in: snapshot, &state.reader)
      let told = state.hits?.grow(
        view,
        row,
        passes: passing[row],
        snapshot,
        state.locations,
        &state.reader,
        onHit
      )
      guard let told else { continue }
      if told.isNew { state.outcome.matches += 1 }
      state.isStopped = !told.goesOn
    }
  }

  private func look(
    _ view: ChunkView,
    _ rows: Range<Int>,
    _ snapshot: LogSnapshot,
    _ state: inout State
  ) {
    state.outcome.records += rows.count
    let passing = state.filter.select(view, rows: rows, in: snapshot, &state.reader)
    state.outcome.matches += passing.population
    count(view, rows, passing, snapshot, &state)
    let goesOn = state.hits?.add(
      view,
      rows,
      passing,
      snapshot,
      state.locations,
      &state.reader,
      onHit
    )
    state.isStopped = goesOn == false
  }

  /// Counts what passes, the requests of which another log may tell too by themselves.
  private func count(
    _ view: ChunkView,
    _ rows: Range<Int>,
    _ passing: Bitmap,
    _ snapshot: LogSnapshot,
    _ state: inout State
  ) {
    guard state.requests != nil else {
      state.tally?.add(view, rows, passing, snapshot, &state.reader)
      return
    }
    let chunk = view.chunk
    var requests = Bitmap(count: view.count)
    var failures = requests
    var kept = requests
    passing.forEach(in: rows) { row in
      guard chunk.flags[row].contains(.request) else { return }
      guard !chunk.flags[row].contains(.ofEdge) else {
        let isKept = state.kept.add(view, row, snapshot.dictionaries)
        if isKept { kept[row] = true } else { failures[row] = true }
        return
      }
      requests[row] = true
      state.outcome.samples.add(chunk, row) { snapshot.dictionaries.hash(ofID: $1, $0) }
    }
    var rest = passing
    rest.subtract(requests)
    rest.subtract(failures)
    rest.subtract(kept)
    state.requests?.add(view, rows, requests, snapshot, &state.reader)
    state.failures?.add(view, rows, failures, snapshot, &state.reader)
    state.tally?.add(view, rows, rest, snapshot, &state.reader)
  }
}

extension Dictionaries {
  /// A number for the text of a path, method or address that is the same in another store.
  fileprivate func hash(ofID id: UInt32, _ field: FilterField) -> UInt64 {
    let entries =
      switch field {
      case .path: paths
      case .method: methods
      default: addresses
      }
    return entries.withBytes(id) { ByteHash.of($0) }
  }
}
