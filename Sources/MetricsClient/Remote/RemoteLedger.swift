import HTTPFetch
import MetricsModel

/// What has been asked of a Prometheus server, what is still missing, and what to ask next.
///
/// A value that is told what happened and says what to do; nothing here waits or knows a network.
/// Questions are asked a few at a time; after a failure that has to do with the server nothing is
/// asked for a while, after one that has to do with the query that query is not.
struct RemoteLedger {
  /// A query at a step, in milliseconds.
  struct Query: Hashable, Sendable {
    var text: String
    var step: Int64
    /// Whether nothing but the newest step matters.
    var isMoment = false
  }

  /// A question: a query over a range of steps, in milliseconds.
  struct Question: Hashable, Sendable {
    var query: Query
    var from: Int64
    var through: Int64
  }

  private struct Entry {
    var wanted: ClosedRange<Int64>
    var wantedAt: Int64
    var lines: StepLines?
    var answeredAt = Int64.min
    var isAsked = false
    var refusedUntil = Int64.min
    var refusal: String?
  }

  /// How many questions are under way at once.
  private static let width = 4
  /// How many queries are remembered.
  private static let entryLimit = 1024
  /// How many queries for nothing but their newest step are asked: the parts of rules.
  static let momentLimit = 500
  /// The least milliseconds from one of those to the next, on the average.
  private static let momentPause: Int64 = 100
  /// Milliseconds after which one that nobody wants any more does not count.
  private static let momentMemory: Int64 = 300_000
  /// Milliseconds after which what nobody wants any more is forgotten, and from one look for that to the next.
  private static let memory: Int64 = 900_000
  private static let sweepPause: Int64 = 60_000
  /// Milliseconds after which a query that nobody wants any more is not asked.
  private static let patience: Int64 = 30_000
  /// Milliseconds for which a query that was refused is not asked again.
  private static let refusalPause: Int64 = 60_000
  /// The least and the most milliseconds for which a server that fails is left alone.
  private static let pauses: ClosedRange<Int64> = 2000...60_000

  /// The least milliseconds between two questions about the newest values of one query.
  let pace: Int64
  private var entries: [Query: Entry] = [:]
  private var running = 0
  private var swept: Int64 = 0
  private var failuresInRow = 0
  private var silentUntil = Int64.min
  private(set) var status: RemoteStatus

  init(url: String, pace: Int64) {
    self.pace = max(1000, pace)
    status = RemoteStatus(url: url)
  }

  /// Says what the screen needs; an answer that is at hand is given by `lines`.
  ///
  /// False for one query too many.
  @discardableResult
  mutating func want(_ query: Query, from: Int64, through: Int64, at now: Int64) -> Bool {
    guard from <= through else { return true }
    if now - swept > Self.sweepPause {
      swept = now
      forget(unwantedSince: now - Self.memory) { _ in true }
    }
    if query.isMoment, entries[query] == nil, !hasRoomForMoment(at: now) { return false }
    if entries[query] == nil, entries.count >= Self.entryLimit { evict() }
    var entry = entries[query] ?? Entry(wanted: from...through, wantedAt: now)
    entry.wanted = from...through
    entry.wantedAt = now
    entries[query] = entry
    return true
  }

  private var momentCount: Int { entries.keys.count { $0.isMoment } }

  private mutating func hasRoomForMoment(at now: Int64) -> Bool {
    guard momentCount >= Self.momentLimit else { return true }
    forget(unwantedSince: now - Self.momentMemory) { $0.isMoment }
    return momentCount < Self.momentLimit
  }

  /// Forgets queries that nobody has wanted since a time: an hour of many series is large.
  private mutating func forget(unwantedSince time: Int64, where isMeant: (Query) -> Bool) {
    entries = entries.filter { query, entry in
      entry.isAsked || entry.wantedAt > time || !isMeant(query)
    }
  }

  /// What is known of a query; nil while nothing is.
  func lines(_ query: Query) -> StepLines? { entries[query]?.lines }

  /// Why a query has no answer; nil where nothing is wrong with it.
  func refusal(_ query: Query) -> String? { entries[query]?.refusal }

  /// Whether nothing is under way and nothing that was wanted has never been answered.
  func isIdle(at now: Int64) -> Bool {
    running == 0 && (now < silentUntil || question(at: now, includingNews: false) == nil)
  }

  /// The next question, which counts as asked from now on; nil when there is nothing to ask now.
  mutating func next(at now: Int64) -> Question? {
    guard running < Self.width, now >= silentUntil,
      let next = question(at: now, includingNews: true)
    else { return nil }
    entries[next.query]?.isAsked = true
    running += 1
    status.queries += 1
    status.pending = running
    return next
  }

  /// The most urgent question: what has no answer at all, then what is incomplete.
  private func question(at now: Int64, includingNews: Bool) -> Question? {
    let momentPace = max(pace, Int64(momentCount) * Self.momentPause)
    var best: (rank: Int, question: Question)?
    for (query, entry) in entries
    where !entry.isAsked && now - entry.wantedAt < Self.patience && now >= entry.refusedUntil {
      let pace = query.isMoment ? momentPace : pace
      guard let range = missing(entry, query, pace, at: now, includingNews) else { continue }
      let rank = entry.lines == nil ? 0 : 1
      let question = Question(query: query, from: range.lowerBound, through: range.upperBound)
      if let known = best, (known.rank, known.question.query.text) <= (rank, query.text) {
        continue
      }
      best = (rank, question)
    }
    return best?.question
  }

  private func missing(
    _ entry: Entry,
    _ query: Query,
    _ pace: Int64,
    at now: Int64,
    _ includingNews: Bool
  ) -> ClosedRange<Int64>? {
    let wanted = entry.wanted
    let step = query.step
    if query.isMoment, let lines = entry.lines {
      let isDue = includingNews && now - entry.answeredAt >= pace
      return wanted.upperBound > lines.end && isDue ? wanted : nil
    }
    guard let lines = entry.lines, lines.count > 0, wanted.lowerBound <= lines.end + step,
      wanted.upperBound >= lines.start - step
    else { return wanted }
    if wanted.lowerBound < lines.start { return wanted.lowerBound...(lines.start - step) }
    // The last step is asked again: samples of its window may have come since.
    guard includingNews, wanted.upperBound > lines.end, now - entry.answeredAt >= pace else {
      return nil
    }
    return lines.end...wanted.upperBound
  }

  /// Takes in what came of a question.
  mutating func took(
    _ question: Question,
    _ result: Result<RemoteAnswer<[Series]>, RemoteError>,
    at now: Int64
  ) {
    running -= 1
    status.pending = running
    switch result {
    case .success(let answer):
      note(answer.warnings, answer.isPartial, answer.seconds, at: now)
      if answer.histograms > 0 {
        status.note(refusal: "\(answer.histograms) native histograms left out")
      }
      settle(question, answer.value, at: now)
    case .failure(let error):
      entries[question.query]?.isAsked = false
      note(error, of: question.query, at: now)
    }
  }

  private mutating func settle(_ question: Question, _ series: [Series], at now: Int64) {
    guard var entry = entries[question.query] else { return }
    let answer = StepLines(
      series,
      from: question.from,
      through: question.through,
      step: question.query.step
    )
    entry.isAsked = false
    entry.answeredAt = now
    entry.refusal = nil
    if entry.lines == nil || question.query.isMoment {
      entry.lines = answer
    } else {
      entry.lines?.take(answer)
    }
    if !question.query.isMoment {
      // Twice what is wanted is kept, for whoever goes back in time and returns.
      let length = entry.wanted.upperBound - entry.wanted.lowerBound
      entry.lines?.forget(before: entry.wanted.lowerBound - 2 * length)
    }
    entries[question.query] = entry
  }

  /// Takes note of an answer to any question, those of others included.
  mutating func note(_ warnings: [String], _ isPartial: Bool, _ seconds: Double, at now: Int64) {
    failuresInRow = 0
    silentUntil = .min
    status.health = isPartial ? .partial : .up
    status.duration = seconds
    status.lastAnswer = Timestamp(milliseconds: now)
    status.note(warnings: warnings)
  }

  /// Takes note of a failure; one that has to do with the query alone silences only that.
  mutating func note(_ error: RemoteError, of query: Query?, at now: Int64) {
    guard error != .fetch(.cancelled) else { return }
    status.failures += 1
    if case .refused(_, let refusal) = error, [.query, .tooMuch].contains(refusal.cause) {
      let text = query.map { "\(refusal.wording), in \($0.text)" } ?? refusal.wording
      status.note(refusal: text)
      if status.health == .unknown { status.health = .up }
      guard let query else { return }
      entries[query]?.refusedUntil = now + Self.refusalPause
      entries[query]?.refusal = refusal.wording
      return
    }
    status.health = .down(reason: error.message)
    failuresInRow += 1
    var pause = min(Self.pauses.lowerBound << min(failuresInRow - 1, 6), Self.pauses.upperBound)
    if case .refused(_, let refusal) = error, let asked = refusal.retryAfter, asked > 0 {
      pause = max(pause, Int64(min(asked, 600) * 1000))
    }
    silentUntil = now + pause
  }

  /// Changes what is known of the server beside its answers.
  mutating func describe(_ change: (inout RemoteStatus) -> Void) { change(&status) }

  /// Whether the server is left alone now.
  func isSilent(at now: Int64) -> Bool { now < silentUntil }

  private mutating func evict() {
    let oldest = entries.filter { !$0.value.isAsked }.min { $0.value.wantedAt < $1.value.wantedAt }
    if let oldest { entries[oldest.key] = nil }
  }
}
