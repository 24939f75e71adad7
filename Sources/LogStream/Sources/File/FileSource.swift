import LogModel
import MetricsModel

/// Follows one path: what is in the file now, backwards, and what is written to it, through
/// rotations of every kind.
///
/// Every line that stands in a file when it is read is delivered exactly once. A rotated file is
/// read to its end before the new one is begun, and watched a while for what its writer still adds.
/// What a rotation took away unread is told as a gap.
final class FileSource: LogSource {
  let path: String
  let outlet: any SourceOutlet
  let options: FileSourceOptions
  let claims: FileClaims
  let creations: () -> Int
  private let copiesTold: () -> Int?
  private let follower: FileFollower

  /// The files that are open to be read, the oldest first; the path led to the last one.
  var queue: [FileTail] = []
  /// Files that were read to their end and have lost their name.
  var retired: [(tail: FileTail, quietSince: Duration)] = []
  /// Files that are open for nothing but reading their lines again.
  var shelf: [FileTail] = []
  var history: FileHistory?
  /// The file whose oldest lines that were read may wait for the one before them.
  var awaitingPast: OpenFile?
  /// What rotation has put beside the file before it was opened.
  var older = OlderFiles()
  /// How many of the path's creations that the system told of were followed.
  var followedCreations = 0
  /// How many of the copies beside the path that the system told of were followed.
  var followedCopies = 0
  /// Copies beside the path whose text is read where it stands, with the time of their last write.
  var seenCopies: [FileGeneration: Int64] = [:]
  /// How many of the rotated files that are open were found to hold another text: copies for which the
  /// system has told of no new file.
  var overwritten = 0
  /// Whether a look at the path has ever been answered: what comes later is new from its first line.
  var hasLooked = false
  /// What the system said of the file when it was first opened.
  var opened: FileFacts?
  /// How fast what is new is read.
  var pace = ReadingPace()
  /// What was left out so that newer lines come first, the newest last.
  var skipped: [SkippedStretch] = []
  /// Whether the next new line does not follow the last one.
  var hasSkipped = false
  private var trouble: LogSourceError?
  private var hasEnded = false

  /// Follows `path`; `creations` says how often a file was created or moved there so far, `copies` how
  /// often a copy of its text was begun beside it, nil where nobody knows.
  init(
    path: String,
    outlet: any SourceOutlet,
    options: FileSourceOptions,
    claims: FileClaims,
    creations: @escaping () -> Int = { 0 },
    copies: @escaping () -> Int? = { nil }
  ) {
    self.path = path
    self.outlet = outlet
    self.options = options
    self.claims = claims
    self.creations = creations
    copiesTold = copies
    follower = FileFollower(path: path)
  }

  /// How often a copy of the text was begun beside the path; nil where the system does not tell of all.
  func copies() -> Int? { copiesTold().map { $0 + overwritten } }

  func step(now: Duration) -> StepOutcome {
    guard !hasEnded else { return .ended }
    noticeOverwritten()
    var outcome = follow(now: now)
    outcome = max(outcome, serveRetired(now: now))
    if outcome < .more { outcome = max(outcome, readSkipped()) }
    if outcome < .waiting { outcome = max(outcome, readHistory()) }
    if outcome < .waiting, history == nil { outcome = max(outcome, openOlder()) }
    if !options.follows, case .missing(let path) = trouble { trouble = .absent(path) }
    publish()
    guard !options.follows, queue.count <= 1, history == nil, outcome == .idle || hasReadAll else {
      return outcome
    }
    close()
    return .ended
  }

  func close() {
    outlet.update { status in
      if case .down = status.health { return }
      status.health = .ended
    }
    for tail in queue + retired.map(\.tail) { finish(tail) }
    _ = endPast()
    queue = []
    retired = []
    history = nil
    older = OlderFiles()
    hasEnded = true
  }

  /// Whether all that stood in the file when it was opened has been delivered; a file that grows
  /// faster than it is read would else never end.
  private var hasReadAll: Bool {
    guard let opened, let tail = queue.last else { return false }
    return tail.offset >= opened.size
  }

  private func follow(now: Duration) -> StepOutcome {
    let place = FileFacts.at(path: path)
    let newest = lookAtNewest(place)
    let sight = FileFollower.Sight(
      path: place,
      newest: newest.map { .init(generation: queue[queue.count - 1].generation, look: $0) },
      hasBacklog: queue.count > 1
    )
    defer { hasLooked = true }
    switch follower.next(sight) {
    case .wait(let trouble):
      pace.rest()
      followedCreations = creations()
      followedCopies = min(followedCopies, copies() ?? 0)
      report(trouble)
      return .idle
    case .open:
      return openFirst() ? .more : .idle
    case .read:
      report(nil)
      return readOldest(now: now)
    case .rotate:
      return rotate()
        ? .more : (queue.count > 1 || newest == .unread ? readOldest(now: now) : .idle)
    case .recover:
      recover()
      return .more
    }
  }

  private func lookAtNewest(_ place: PathSight) -> FileTail.Look? {
    guard let before = queue.last else { return nil }
    let look = queue[queue.count - 1].look()
    guard before.head.isEmpty, before.modified != 0, case .there(let facts) = place,
      facts.generation == before.generation
    else { return look }
    // Who cannot hear of copies sees that something was written to an empty file, and is gone.
    let wasEmptied =
      copies() == nil && queue[queue.count - 1].size == 0
      && queue[queue.count - 1].modified != before.modified
    if look == .unread || wasEmptied || (copies() ?? 0) > followedCopies {
      catchUp(since: before.modified, wasEmptied: wasEmptied)
    }
    return look
  }

  /// Reads the next block of the oldest open file, or retires it at its end.
  private func readOldest(now: Duration) -> StepOutcome {
    let isLast = queue.count == 1
    if !isLast {
      switch queue[0].look() {
      case .unread: break
      case .atEnd:
        retire(queue.removeFirst(), now: now)
        return .more
      case .truncated:
        tellGap(bytes: queue[0].lag > 0 ? queue[0].lag : nil)
        leave(queue.removeFirst())
        return .more
      }
    }
    if isLast, skipAhead(now: now) { return .more }
    switch deliver(&queue[0]) {
    case .done: return isLast && queue[0].lag == 0 ? .drained : .more
    case .truncated: return .more
    case .failed(let errno):
      report(.unreadable(path, errno: errno))
      if isLast { return .idle }
      tellGap(bytes: queue[0].lag)
      finish(queue.removeFirst())
      return .more
    }
  }

  /// What became of a block that was to be delivered.
  enum Delivery {
    /// It was delivered, or there was none.
    case done
    /// The file was truncated meanwhile.
    case truncated
    /// The system did not let us read.
    case failed(errno: Int32)
  }

  /// Delivers the next block of `tail`.
  func deliver(_ tail: inout FileTail) -> Delivery {
    switch tail.read(into: outlet.buffer()) {
    case .lines(let bytes, let offset, let isCut):
      if isCut { outlet.update { $0.truncated += 1 } }
      var block = LogBlock(
        source: outlet.number,
        storage: tail.file,
        offset: offset,
        bytes: bytes,
        writtenBy: lastWrite(of: tail.generation, at: offset)
      )
      block.followsLast = !hasSkipped
      hasSkipped = false
      outlet.deliver(block, isNew: true)
      return .done
    case .skipped, .partial: return .done
    case .truncated: return .truncated
    case .failed(let errno): return .failed(errno: errno)
    }
  }

  /// When a line at `offset` had been written at the latest, where it stood there at the opening.
  private func lastWrite(of generation: FileGeneration, at offset: Int64) -> Timestamp? {
    guard let opened, opened.generation == generation, offset < opened.size else { return nil }
    return opened.lastWrite
  }

  /// Remembers what trouble there is, or that there is none.
  func report(_ trouble: LogSourceError?) { self.trouble = trouble }

  private func publish() {
    let lag = queue.reduce(0) { $0 + $1.lag }
    let health: LogSourceStatus.Health =
      if case .readAlready = trouble {
        .ended
      } else if let trouble {
        .down(reason: trouble.message)
      } else if let history, history.isWanted {
        .loading(history.progress)
      } else if !older.isDone, older.isWanted {
        .loading(0)
      } else {
        .following
      }
    outlet.update {
      $0.lagBytes = Int(clamping: lag)
      $0.health = health
      tellSkipped(&$0)
      if case .readAlready = trouble, let trouble { $0.inferred = trouble.message }
    }
  }
}
