/// When a target is scraped: a value that is told what happened and says what to do.
///
/// The first two scrapes follow each other quickly, so that rates exist at once. Where the interval is long
/// the next ones do so after 5, 10, 20… seconds, until it is reached: nobody who opens a dashboard waits a
/// minute for what one second told to become a rate. Without an interval of its own a target is scraped every five seconds; every second once two scrapes in a row took
/// less than 50 ms, until one takes 100 ms or three in a row take 50. Scrapes keep to the grid that
/// the first one began; what could not be done in time is left out, not made up for.
public struct ScrapeSchedule<Instant: InstantProtocol>: Sendable
where Instant.Duration == Duration {
  /// What to do now.
  public enum Action: Equatable, Sendable {
    /// Scrape.
    case scrape
    /// Nothing before this time.
    case wait(until: Instant)
  }

  /// Seconds between two scrapes as long as a target is not known to be quick.
  public static var usual: Duration { .seconds(5) }
  /// Seconds between two scrapes of a quick target.
  public static var quick: Duration { .seconds(1) }

  private static var quickBelow: Duration { .milliseconds(50) }
  private static var slowFrom: Duration { .milliseconds(100) }
  private static var quickScrapesNeeded: Int { 2 }
  private static var slowScrapesAllowed: Int { 3 }

  /// What lies between two scrapes now.
  public private(set) var interval: Duration

  private let isAdaptive: Bool
  private var due: Instant
  private var scrapes = 0
  private var quickInRow = 0
  private var slowInRow = 0

  /// A schedule whose first scrape is due at `start`.
  public init(start: Instant, interval: TargetConfiguration.Interval) {
    self.due = start
    switch interval {
    case .adaptive:
      self.isAdaptive = true
      self.interval = Self.usual
    case .seconds(let seconds):
      self.isAdaptive = false
      self.interval = seconds.isFinite ? .seconds(min(max(seconds, 0.1), 86_400)) : Self.usual
    }
  }

  /// What to do at `now`.
  public func action(at now: Instant) -> Action {
    now < due ? .wait(until: due) : .scrape
  }

  /// A scrape that began when it was due has ended at `now` after `duration`.
  public mutating func finished(at now: Instant, after duration: Duration, succeeded: Bool) {
    scrapes += 1
    if isAdaptive { adapt(duration, succeeded: succeeded) }
    let step = step
    due = due.advanced(by: step)
    while due < now, due.advanced(by: step) <= now { due = due.advanced(by: step) }
  }

  /// What lies between the last scrape and the next one.
  private var step: Duration {
    if scrapes == 1 { return min(Self.quick, interval) }
    // Beyond twenty doublings lies no interval.
    return min(Self.usual * (1 << min(scrapes - 2, 20)), interval)
  }

  private mutating func adapt(_ duration: Duration, succeeded: Bool) {
    if duration >= Self.quickBelow {
      quickInRow = 0
      slowInRow += 1
    } else if succeeded {
      quickInRow += 1
      slowInRow = 0
    }
    if duration >= Self.slowFrom || slowInRow >= Self.slowScrapesAllowed {
      interval = Self.usual
    } else if quickInRow >= Self.quickScrapesNeeded {
      interval = Self.quick
    }
  }
}
