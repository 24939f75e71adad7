import Dispatch
public import MetricsModel
import Synchronization

/// The scrapes of all targets, in memory.
///
/// One queue writes; readers get snapshots that never change and never wait for a scrape. The times of
/// a scrape stand once for all series of its target. A counter that appears after the first
/// scrape of its target has a zero at the last successful scrape before, so that `increase` counts
/// its first steps.
public final class MetricsStore: SeriesSource, Sendable {
  /// How much is kept.
  public struct Limits: Sendable, Equatable {
    /// Seconds that a sample is kept.
    public var retention: Double
    /// The most bytes of samples, series and what is known of the pages.
    ///
    /// Beyond it the newest scrapes are compressed at once, then the oldest of all targets are
    /// forgotten, and where nothing is left to forget, no new series are taken.
    public var bytes: Int

    /// Two hours and 96 MiB unless told otherwise.
    public init(retention: Double = 7200, bytes: Int = 96 << 20) {
      self.retention = retention
      self.bytes = bytes
    }
  }

  /// One of the store's targets.
  public struct Target: Hashable, Sendable {
    let index: Int
  }

  private let limits: Limits
  private let auditInterval: Double?
  /// When each target's page was audited last, and what was found.
  private let audits = Mutex<[Int: (time: Timestamp, findings: [PageFinding])]>([:])
  /// What readers see of a target.
  private struct Published {
    var history: TargetHistory
    var memory: TargetMemory

    init(_ writer: TargetWriter) {
      history = writer.history
      memory = writer.memory
    }
  }

  private let writers = Mutex<[TargetWriter]>([])
  private let published = Mutex<[Published]>([])
  private let queue = DispatchQueue(label: "imtop.metrics", qos: .userInitiated)

  /// An empty store.
  ///
  /// With `auditInterval` a target's page is searched for what is hardly meant so, every so many seconds,
  /// 0 for every page.
  public init(limits: Limits = Limits(), auditInterval: Double? = nil) {
    self.limits = limits
    self.auditInterval = auditInterval
  }

  /// Adds a target whose series get the labels `job`, `instance` and `labels`, at most `seriesLimit`
  /// of them; its pages are taken by `rules`.
  ///
  /// A target that there is or was already goes on where it ended, by the new rules.
  public func addTarget(
    job: String,
    instance: String,
    labels: [String: String] = [:],
    rules: PageRules = PageRules(),
    seriesLimit: Int
  ) -> Target {
    let labels = labels.merging(["job": job, "instance": instance]) { $1 }
    let writer = TargetWriter(
      labels: labels,
      rules: rules,
      seriesLimit: seriesLimit
    )
    return writers.withLock { writers in
      if let known = writers.firstIndex(where: { $0.targetLabels == writer.targetLabels }) {
        writers[known].take(rules)
        return Target(index: known)
      }
      writers.append(writer)
      published.withLock { $0.append(Published(writer)) }
      return Target(index: writers.count - 1)
    }
  }

  /// Stores the page of a scrape that began at `time` and took `seconds`.
  ///
  /// Parses on the store's own queue. A refused page throws and leaves nothing behind.
  public func store(
    _ page: [UInt8],
    format: ExpositionFormat,
    of target: Target,
    at time: Timestamp,
    seconds: Double
  ) async throws(PageRefusal) -> ScrapeReport {
    let result: Result<ScrapeReport, PageRefusal> = await onQueue { [self] in
      Result { () throws(PageRefusal) in
        try storeNow(page, format: format, of: target, at: time, seconds: seconds)
      }
    }
    return try result.get()
  }

  /// Stores that the scrape which began at `time` failed: `up` is 0, the target's other series end.
  public func storeFailure(of target: Target, at time: Timestamp, seconds: Double) async {
    await onQueue { [self] in storeFailureNow(of: target, at: time, seconds: seconds) }
  }

  /// Stores a page as `store` does, on the caller's thread.
  public func storeNow(
    _ page: [UInt8],
    format: ExpositionFormat,
    of target: Target,
    at time: Timestamp,
    seconds: Double
  ) throws(PageRefusal) -> ScrapeReport {
    var report = try writers.withLock { writers throws(PageRefusal) in
      let oldest = oldest(at: time)
      var report = try writers[target.index].store(
        page,
        format: format,
        at: time.milliseconds,
        seconds: seconds,
        oldest: oldest.milliseconds
      )
      publish(&writers, target, oldest: oldest)
      report.memory = writers[target.index].memory
      return report
    }
    report.findings = audit(page, format, of: target, at: time) + report.findings
    return report
  }

  /// What is hardly meant so on the page, or was on the one that was audited last.
  private func audit(
    _ page: [UInt8],
    _ format: ExpositionFormat,
    of target: Target,
    at time: Timestamp
  ) -> [PageFinding] {
    guard let auditInterval else { return [] }
    let known = audits.withLock { $0[target.index] }
    if let known, time.seconds(since: known.time) < auditInterval { return known.findings }
    let findings = PageAudit.findings(page, format: format)
    audits.withLock { $0[target.index] = (time, findings) }
    return findings
  }

  /// Stores that a target is not scraped any more: all its series end, `up` included.
  public func end(_ target: Target, at time: Timestamp) async {
    await withCheckedContinuation { continuation in
      queue.async {
        self.writers.withLock { writers in
          writers[target.index].end(at: time.milliseconds)
          self.publish(&writers, target, oldest: self.oldest(at: time))
        }
        continuation.resume()
      }
    }
  }

  /// The series of all targets, from a snapshot; see `SeriesSource`.
  public func series(matching matchers: [Matcher], in range: TimeRange) -> [Series] {
    selection(matching: matchers, in: range).all
  }

  /// The series of all targets, from a snapshot, to be read one by one.
  public func selection(matching matchers: [Matcher], in range: TimeRange) -> SeriesSelection {
    SeriesSelection(
      joining: snapshot.map { $0.selection(matching: matchers, in: range) }
    )
  }

  /// The names of the metrics of all targets.
  public func metricNames() -> [String] {
    Array(Set(snapshot.flatMap { $0.slotsByName.keys }))
  }

  /// What the pages say of a metric: by its own name, or by its family's (`x` for `x_total`,
  /// `x_bucket` and the like).
  public func metadata(of name: String) -> MetricMetadata? {
    let snapshot = snapshot
    for family in MetricMetadata.families(ofSeries: name) {
      for history in snapshot {
        if let metadata = history.metadata[family] { return metadata }
      }
    }
    return nil
  }

  /// What all targets together occupy.
  public var usage: TargetMemory {
    published.withLock { $0.map(\.memory) }.reduce(into: TargetMemory()) { $0.add($1) }
  }

  /// Compresses the scrapes that are still open.
  public func seal() {
    writers.withLock { writers in
      for index in writers.indices {
        writers[index].seal(keeping: 1)
        published.withLock { $0[index] = Published(writers[index]) }
      }
    }
  }

  var snapshot: [TargetHistory] { published.withLock { $0 }.map(\.history) }

  // MARK: The writing side

  private func onQueue<Value: Sendable>(
    _ work: @escaping @Sendable () -> Value
  ) async -> Value {
    await withCheckedContinuation { continuation in
      queue.async { continuation.resume(returning: work()) }
    }
  }

  func storeFailureNow(of target: Target, at time: Timestamp, seconds: Double) {
    writers.withLock { writers in
      writers[target.index].storeFailure(at: time.milliseconds, seconds: seconds)
      publish(&writers, target, oldest: oldest(at: time))
    }
  }

  private func oldest(at time: Timestamp) -> Timestamp {
    time.advanced(bySeconds: -limits.retention)
  }

  /// Enforces the limits and hands the histories to the readers.
  private func publish(_ writers: inout [TargetWriter], _ target: Target, oldest: Timestamp) {
    writers[target.index].forget(before: oldest.milliseconds)
    var changed: Set = [target.index]
    while writers.reduce(0, { $0 + $1.bytes }) > limits.bytes {
      guard let index = Self.shrink(&writers) else { break }
      changed.insert(index)
    }
    let isFull = writers.reduce(0) { $0 + $1.bytes } > limits.bytes
    for index in writers.indices { writers[index].takesSeries = !isFull }
    published.withLock { published in
      for index in changed { published[index] = Published(writers[index]) }
    }
  }

  /// Gives memory back in one of the targets; nil where nothing is left to give.
  private static func shrink(_ writers: inout [TargetWriter]) -> Int? {
    if let index = writers.indices.first(where: { writers[$0].canSeal }) {
      writers[index].seal(keeping: 1)
      return index
    }
    let index = writers.indices.filter { writers[$0].canForget }.min {
      writers[$0].history.begin ?? .max < writers[$1].history.begin ?? .max
    }
    if let index { writers[index].forgetOldest() }
    return index
  }
}
