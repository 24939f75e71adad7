import LogModel

/// What readers of the store may see; it changes once a block.
struct StoreContents: Sendable {
  /// The complete chunks, the oldest first.
  private(set) var sealed: [ChunkView] = []
  /// The chunk that live lines go to.
  var open: LogChunk
  /// The bounds of its values.
  var openSummary = ChunkSummary()
  /// The counts of all records.
  var counts = LogCounts()
  /// The sources' names by number.
  var names: [String] = []
  /// The instances of sources for which a configuration names one, by number.
  var instances: [Int: String] = [:]
  /// Whose requests count.
  private(set) var scope = RequestScope()
  /// What has been counted of each source.
  private var progress: [Int: SourceProgress] = [:]
  /// How records of each source are read whole.
  var decoders: [Int: RecordDecoder] = [:]
  /// Which failures are no proxy's own, though they look like that.
  var answered = AnsweredFailures()
  /// Which records have grown.
  var growth = RecordGrowth()
  /// Records that are no longer held.
  private(set) var agedOut = 0
  /// An estimate of the bytes that everything takes.
  private(set) var byteCount = 0

  /// What the dictionaries take.
  var dictionaryBytes = 0

  private var sealedBytes = 0
  /// The roles for which the scope was chosen, and the lines that there were then.
  private var chosen = (roles: [Int: LogRole](), lines: 0)

  /// Nothing but an empty chunk.
  init(open: LogChunk) { self.open = open }

  /// What is known of a source.
  func progress(ofSource number: Int) -> SourceProgress {
    var progress = progress[number] ?? SourceProgress()
    progress.instance = instances[number]
    progress.counting = scope.counting(number)
    return progress
  }

  /// Notes what has been counted of a source, and chooses the scope anew where roles have changed or the
  /// log has grown by a tenth since.
  mutating func note(_ reported: SourceProgress, ofSource number: Int) {
    progress[number] = reported
    let roles = progress.compactMapValues(\.role)
    guard Set(roles.values).count > 1 || roles != chosen.roles else { return }
    let lines = progress.values.reduce(0) { $0 + $1.lines }
    guard roles != chosen.roles || lines - chosen.lines > chosen.lines / 10 else { return }
    chosen = (roles, lines)
    scope = RequestScope(choosing: scope, roles, counts)
  }

  /// Adds complete chunks at their end of the list.
  mutating func insert(_ views: [ChunkView], order: LogBlock.Order) {
    sealedBytes += views.reduce(0) { $0 + $1.chunk.byteCount }
    switch order {
    case .live: sealed += views
    case .history: sealed.insert(contentsOf: views, at: 0)
    }
  }

  /// Notes failures of proxies of which the service's log tells too.
  mutating func note(answered failures: [FailedRequest]) {
    for failure in failures {
      guard let chunk = chunk(failure.id.chunk) else { continue }
      answered.insert(failure.id)
      counts.answer(chunk, Int(failure.id.row))
    }
  }

  /// The chunk of a number, nil where it is no longer held.
  private func chunk(_ number: UInt32) -> LogChunk? {
    open.number == number ? open : sealed.view(of: number)?.chunk
  }

  /// Lets the oldest chunks go until everything fits into `limit`; the last `kept` stay, since nobody
  /// has seen them yet.
  mutating func makeRoom(limit: Int, keeping kept: Int = 0) {
    var countBytes = counts.byteCount
    if countBytes > limit / 4 {
      counts.trimOldestQuarter()
      countBytes = counts.byteCount
    }
    var leaving = 0
    let rest = open.byteCount + dictionaryBytes + countBytes + answered.byteCount
    while leaving < sealed.count - kept, rest + sealedBytes > limit {
      sealedBytes -= sealed[leaving].chunk.byteCount
      agedOut += sealed[leaving].count
      leaving += 1
    }
    sealed.removeFirst(leaving)
    if leaving > 0 { answered.forget(before: sealed.first?.chunk.number ?? open.number) }
    byteCount = rest + sealedBytes
  }
}
