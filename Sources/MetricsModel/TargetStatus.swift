/// What is known of one scrape target: the values of its line in the header and in the targets view.
public struct TargetStatus: Sendable, Equatable {
  /// Whether the last scrape worked.
  public enum Health: Sendable, Equatable {
    /// No scrape has ended yet.
    case unknown
    /// The last scrape worked.
    case up
    /// The last scrape worked but took more than half of its timeout.
    case slow
    /// The last scrape failed; what, where and what to do about it.
    case down(reason: String)
  }

  /// The target's `instance` label, for example `gw-1:8080`.
  public var instance: String
  /// The target's `job` label.
  public var job: String
  /// The address that is scraped, secrets masked.
  public var url: String
  /// Whether it answers.
  public var health: Health
  /// Seconds between two scrapes.
  public var interval: Double
  /// When the last scrape began, on the scrape's clock.
  public var lastScrape: Timestamp?
  /// How long the last scrape took, in seconds.
  public var duration: Double?
  /// How many samples the last scrape gave.
  public var samples: Int
  /// How many lines of the last page were accepted with a doubt.
  public var suspicious: Int
  /// What a closer look at the last page found, where somebody asked for one.
  public var findings: [PageFinding]
  /// How many series were refused because of the target's limit.
  public var refusedSeries: Int
  /// How many samples of the last page the target's rules dropped.
  public var droppedSamples = 0
  /// What is remembered of it.
  public var memory: TargetMemory
  /// The process' start (`process_start_time_seconds`), where it is known.
  public var processStart: Timestamp?
  /// How many scrapes were tried, and how many of them failed.
  public var attempts: Int
  /// How many scrapes failed.
  public var failures: Int

  /// The status of a target that has not been scraped yet.
  public init(instance: String, job: String, url: String, interval: Double) {
    self.instance = instance
    self.job = job
    self.url = url
    self.health = .unknown
    self.interval = interval
    self.samples = 0
    self.suspicious = 0
    self.findings = []
    self.refusedSeries = 0
    self.memory = TargetMemory()
    self.attempts = 0
    self.failures = 0
  }
}
