import MetricsModel

/// Where the log's clock stands, as far as its records tell.
///
/// A log is live while records arrive whose time moves on as the host's does; its clock then runs on
/// between two records, with whatever skew it has against the host's. A log that ended long ago, or
/// that is being piped in, stands still at its last record.
struct LogClock: Equatable, Sendable {
  /// How recent the past must be at the start to count as live, in seconds.
  static let liveSeconds = 600.0
  /// A skew below this is taken for transport and not for another clock, in seconds.
  static let toleratedSeconds = 5.0

  private var newest: Timestamp?
  private var seenAt: Timestamp?
  private var isLive = false
  private var isPast = true
  /// For how many seconds a line may still come after the time that it tells; the latest of the last
  /// lines counts for most.
  private(set) var lateness = 0.0

  /// Takes note of the newest record's time.
  ///
  /// - Parameters:
  ///   - time: The newest record's time, on the log's clock.
  ///   - now: The host's clock.
  ///   - isPast: Whether the record was already in the log when it was opened.
  mutating func observe(newest time: Timestamp, at now: Timestamp, isPast: Bool) {
    guard newest.map({ time > $0 }) ?? true else { return }
    let isNear = abs(now.seconds(since: time)) < Self.liveSeconds
    isLive = isPast ? isLive || isNear : isNear || keepsPace(time, at: now)
    newest = time
    seenAt = now
    self.isPast = isPast
    let delay = now.seconds(since: time)
    if isLive, !isPast, delay >= 0, delay < Self.toleratedSeconds {
      lateness = max(delay, 0.9 * lateness)
    }
  }

  /// Takes note that no record comes any more.
  mutating func end() { isLive = false }

  /// Whether a new record is about as much later than the one before it as it came later.
  private func keepsPace(_ time: Timestamp, at now: Timestamp) -> Bool {
    guard !isPast, let newest, let seenAt else { return false }
    let elapsed = max(0, now.seconds(since: seenAt))
    return time.seconds(since: newest) <= 3 * elapsed + Self.toleratedSeconds
  }

  /// The log's time at `now` of the host's clock; nil before the first record.
  ///
  /// A log that stands still has come to the end of its last second, so that its counts are whole.
  func time(at now: Timestamp) -> Timestamp? {
    guard let newest else { return nil }
    guard !isLive else { return now.advanced(bySeconds: -skew) }
    return Timestamp(seconds: (Double(newest.milliseconds) / 1000).rounded(.down) + 1)
  }

  /// Whether the log goes on, so that its counts are those of now.
  func isCurrent(at now: Timestamp) -> Bool {
    time(at: now).map { abs(now.seconds(since: $0) - skew) < Self.toleratedSeconds } ?? false
  }

  /// How far the host's clock is ahead of the log's, in whole seconds; 0 for small differences and
  /// for a log that stands still.
  ///
  /// A record that was there before may be old because the log is silent; only one from the future
  /// tells of another clock.
  var skew: Double {
    guard isLive, let newest, let seenAt else { return 0 }
    let difference = seenAt.seconds(since: newest)
    guard !isPast || difference < 0 else { return 0 }
    return abs(difference) < Self.toleratedSeconds ? 0 : difference.rounded()
  }
}
