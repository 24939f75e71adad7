public import HTTPFetch
import MetricsModel
public import SeriesStore

/// What to scrape, how often, and under which name.
public struct TargetConfiguration: Sendable, Hashable {
  /// How often a target is scraped.
  public enum Interval: Sendable, Hashable {
    /// Every 5 s, every 1 s where that costs the target little.
    case adaptive
    /// Every so many seconds.
    case seconds(Double)
  }

  /// The label `job` of targets that are named without one.
  public static let usualJob = "imtop"

  /// The page's URL; it may hold user and password.
  public var url: String
  /// The label `job`.
  public var job: String
  /// The label `instance`.
  public var instance: String
  /// How often.
  public var interval: Interval
  /// How to ask; its `timeout` is the scrape's.
  public var http: HTTPOptions
  /// The most series that the target may have.
  public var seriesLimit: Int
  /// Labels beside `job` and `instance` that every series of the target gets.
  public var labels: [String: String] = [:]
  /// Whether a page's own labels win over those of its target (`honor_labels`).
  public var honorsLabels = false
  /// Whether the times that a page itself names count (`honor_timestamps`).
  public var honorsTimestamps = true
  /// The most samples of a page after relabelling; a scrape with more fails (`sample_limit`).
  public var sampleLimit: Int?
  /// What the labels of its series may be after relabelling.
  public var labelLimits = LabelLimits()
  /// The excess because of which it is not scraped at all.
  public var excess: TargetExcess?
  /// What becomes of the series of the pages (`metric_relabel_configs`).
  public var metricRelabelling: [RelabelRule] = []

  /// A target of the given values.
  public init(
    url: String,
    job: String = usualJob,
    instance: String,
    interval: Interval = .adaptive,
    http: HTTPOptions = HTTPOptions(timeout: 5),
    seriesLimit: Int = 50_000
  ) {
    self.url = url
    self.job = job
    self.instance = instance
    self.interval = interval
    self.http = http
    self.seriesLimit = seriesLimit
  }

  /// The target that a person names: `:8080`, `8080`, `host`, `host:9100/metrics`, `https://…`.
  ///
  /// What is left out is `http://`, `localhost` and `/metrics`. `instance` becomes host and port.
  public init(parsing text: String) throws(ScrapeError) {
    let text = text.trimmingBlanks()
    guard !text.isEmpty else { throw .target(text, .empty) }
    var url = text
    if text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) { url = ":\(text)" }
    if url.hasPrefix(":") { url = "localhost\(url)" }
    if !url.contains("://") { url = "http://\(url)" }
    do {
      var address = try HTTPAddress(parsing: url)
      if address.target == "/" {
        address.target = "/metrics"
        url = Self.withPath(url)
      }
      let port = address.port ?? address.scheme.defaultPort
      let host = address.host.contains(":") ? "[\(address.host)]" : address.host
      self.init(url: url, instance: "\(host):\(port)")
    } catch {
      throw .target(HTTPAddress.maskedText(text), .url(error))
    }
  }

  /// A URL without a path with the usual one; user and password stay.
  private static func withPath(_ url: String) -> String {
    let trimmed = url.prefix { $0 != "#" }
    return trimmed.hasSuffix("/") ? "\(trimmed)metrics" : "\(trimmed)/metrics"
  }
}

extension TargetConfiguration {
  /// How the store takes the target's pages.
  var pageRules: PageRules {
    var rules = PageRules()
    rules.honorsLabels = honorsLabels
    rules.honorsTimestamps = honorsTimestamps
    rules.sampleLimit = sampleLimit
    rules.labelLimits = labelLimits
    if !metricRelabelling.isEmpty {
      let steps = metricRelabelling
      rules.relabelling = { labels in
        let pairs = labels.pairs.map { ($0.name, $0.value) }
        let result = steps.apply(to: Dictionary(pairs) { $1 })
        return result.map { Labels($0.map { Labels.Pair($0.key, $0.value) }) }
      }
    }
    return rules
  }
}

extension String {
  fileprivate func trimmingBlanks() -> String {
    let blanks: (Character) -> Bool = { $0.isWhitespace }
    return String(drop(while: blanks).reversed().drop(while: blanks).reversed())
  }
}
