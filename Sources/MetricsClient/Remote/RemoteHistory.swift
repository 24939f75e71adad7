public import MetricsModel
import Synchronization

/// The answers of a Prometheus server to queries over ranges of time, asked as they are needed.
///
/// Whoever reads gets what is at hand, at once; what is missing is asked for in the background, and
/// `onChange` is called when it has come.
public final class RemoteHistory: Sendable {
  private let api: RemoteAPI
  private let ledger: Mutex<RemoteLedger>
  private let tasks = Mutex<[RemoteLedger.Question: Task<Void, Never>]>([:])
  private let now: @Sendable () -> Timestamp
  private let onChange: @Sendable () -> Void

  /// The answers of `api`; nothing is asked yet.
  ///
  /// `pace` is the least number of seconds between two questions about one query's newest values,
  /// `now` the host's clock.
  public init(
    _ api: RemoteAPI,
    pace: Double,
    now: @escaping @Sendable () -> Timestamp,
    onChange: @escaping @Sendable () -> Void
  ) {
    self.api = api
    self.now = now
    self.onChange = onChange
    ledger = Mutex(
      RemoteLedger(
        url: api.configuration.maskedURL,
        pace: Timestamp(seconds: pace).milliseconds
      )
    )
  }

  /// How the server stands.
  public var status: RemoteStatus { ledger.withLock { $0.status } }

  /// Whether everything that was wanted has been asked and answered, or cannot be.
  public var isIdle: Bool {
    let now = now().milliseconds
    return ledger.withLock { $0.isIdle(at: now) }
  }

  /// What is known of a query's values at the steps of a closed range.
  ///
  /// The range's ends are multiples of `step`. What is missing is asked for.
  public func lines(_ query: String, from: Int64, through: Int64, step: Int64) -> StepLines? {
    let key = RemoteLedger.Query(text: query, step: step)
    let now = now().milliseconds
    let known = ledger.withLock { ledger in
      ledger.want(key, from: from, through: through, at: now)
      return ledger.lines(key)
    }
    pump()
    return known
  }

  /// What is known of a query's values at the newest step of those that were asked for; that at `time`, a
  /// multiple of `step`, is asked for.
  ///
  /// Throws the reason where it is not.
  public func newest(
    _ query: String,
    at time: Int64,
    step: Int64
  ) throws(RemoteSilence) -> StepLines? {
    let key = RemoteLedger.Query(text: query, step: step, isMoment: true)
    let now = now().milliseconds
    let (isWanted, refusal, known) = ledger.withLock { ledger in
      let isWanted = ledger.want(key, from: time, through: time, at: now)
      return (isWanted, ledger.refusal(key), ledger.lines(key))
    }
    guard isWanted else {
      throw RemoteSilence("more than \(RemoteLedger.momentLimit) queries of rules")
    }
    pump()
    if let refusal { throw RemoteSilence(refusal) }
    return known
  }

  /// Why the server does not answer a query; nil where nothing is wrong with it.
  public func refusal(_ query: String, step: Int64) -> String? {
    ledger.withLock { $0.refusal(RemoteLedger.Query(text: query, step: step)) }
  }

  /// Gives up what is under way.
  public func stop() {
    let running = tasks.withLock { tasks in
      defer { tasks = [:] }
      return Array(tasks.values)
    }
    for task in running { task.cancel() }
  }

  /// Asks something beside the queries.
  ///
  /// The answer counts in the status; nil when there is none, or while the server is left alone.
  public func ask<Value: Sendable>(
    _ question: (RemoteAPI) async throws(RemoteError) -> RemoteAnswer<Value>
  ) async -> Value? {
    let start = now().milliseconds
    guard !ledger.withLock({ $0.isSilent(at: start) }) else { return nil }
    do throws(RemoteError) {
      let answer = try await question(api)
      let end = now().milliseconds
      ledger.withLock { ledger in
        ledger.describe { $0.queries += 1 }
        ledger.note(answer.warnings, answer.isPartial, answer.seconds, at: end)
      }
      return answer.value
    } catch {
      let end = now().milliseconds
      ledger.withLock { ledger in
        ledger.describe { $0.queries += 1 }
        ledger.note(error, of: nil, at: end)
      }
      return nil
    }
  }

  /// What the server calls itself.
  public func server() async -> String? { await api.server() }

  /// Changes what is known of the server beside its answers.
  public func describe(_ change: (inout RemoteStatus) -> Void) {
    ledger.withLock { $0.describe(change) }
  }

  private func pump() {
    let time = now().milliseconds
    while let question = ledger.withLock({ $0.next(at: time) }) { ask(question) }
  }

  private func ask(_ question: RemoteLedger.Question) {
    tasks.withLock { tasks in
      tasks[question] = Task { [self] in
        let result = await answer(to: question)
        let time = now().milliseconds
        ledger.withLock { $0.took(question, result, at: time) }
        self.tasks.withLock { $0[question] = nil }
        guard !Task.isCancelled else { return }
        onChange()
        pump()
      }
    }
  }

  private func answer(
    to question: RemoteLedger.Question
  ) async -> Result<RemoteAnswer<[Series]>, RemoteError> {
    do throws(RemoteError) {
      return .success(
        try await api.rangeInParts(
          question.query.text,
          from: Timestamp(milliseconds: question.from),
          through: Timestamp(milliseconds: question.through),
          step: question.query.step
        )
      )
    } catch {
      return .failure(error)
    }
  }
}
