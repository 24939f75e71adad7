public import HTTPFetch
import MetricsModel
public import SeriesStore

/// One job of `scrape_configs`: what its targets have in common.
public struct ScrapeJob: Sendable {
  /// The job's name.
  public var name: String
  /// `http` or `https`.
  public var scheme = "http"
  /// The path of the page.
  public var path = "/metrics"
  /// The parameters of every request.
  public var parameters: [(name: String, values: [String])] = []
  /// Seconds between two scrapes.
  public var interval = 60.0
  /// Seconds that a scrape may take.
  public var timeout = 10.0
  /// The most samples of a page after relabelling.
  public var sampleLimit: Int?
  /// What the labels of a series may be after relabelling.
  public var labelLimits = LabelLimits()
  /// The most targets after relabelling; with more of them all fail.
  public var targetLimit: Int?
  /// Whether a page's own labels win over those of its target.
  public var honorsLabels = false
  /// Whether the times that a page itself names count.
  public var honorsTimestamps = true
  /// How to ask.
  public var http = HTTPOptions()
  /// What becomes of the labels of a target before it is scraped.
  public var relabelling: [RelabelRule] = []
  /// What becomes of the labels of each scraped series.
  public var metricRelabelling: [RelabelRule] = []

  /// A job with everything at its usual value.
  public init(name: String) {
    self.name = name
  }

  /// The labels of the target at `address` after relabelling; nil where that drops it.
  ///
  /// As Prometheus does it: the job's settings become labels that relabelling may change.
  public func relabelled(
    _ address: String,
    labels group: [String: String]
  ) -> [String: String]? {
    var labels = group
    labels["__address__"] = address
    let defaults = [
      "job": name, "__scheme__": scheme, "__metrics_path__": path,
      "__scrape_interval__": "\(interval)s", "__scrape_timeout__": "\(timeout)s",
    ]
    labels.merge(defaults) { own, _ in own }
    for (name, values) in parameters {
      if let first = values.first { labels["__param_\(name)"] = first }
    }
    return relabelling.apply(to: labels)
  }

  /// The target with labels after relabelling; nil where they name no host and port.
  ///
  /// Labels with `__` in front are taken away, and `instance` is the address unless it was set.
  public func target(with labels: [String: String]) -> TargetConfiguration? {
    guard let place = labels["__address__"], let url = url(place, labels) else { return nil }
    var target = TargetConfiguration(
      url: url,
      job: labels["job"] ?? "",
      instance: labels["instance"] ?? place,
      interval: .seconds(Self.seconds(labels["__scrape_interval__"]) ?? interval),
      http: http
    )
    target.http.timeout = Self.seconds(labels["__scrape_timeout__"]) ?? timeout
    target.honorsLabels = honorsLabels
    target.honorsTimestamps = honorsTimestamps
    target.sampleLimit = sampleLimit
    target.labelLimits = labelLimits
    target.metricRelabelling = metricRelabelling
    target.labels = labels.filter {
      !$0.key.hasPrefix("__") && $0.key != "job" && $0.key != "instance"
    }
    return target
  }

  /// The page's address; nil where the labels make none.
  private func url(_ address: String, _ labels: [String: String]) -> String? {
    let path = labels["__metrics_path__"] ?? "/metrics"
    let scheme = labels["__scheme__"] ?? "http"
    let base = "\(scheme)://\(address)\(path.hasPrefix("/") ? "" : "/")\(path)"
    guard !address.isEmpty, !address.contains("/"), var page = try? HTTPAddress(parsing: base)
    else { return nil }
    var pairs = parameters.flatMap { name, values in values.map { (name, $0) } }
    for (label, value) in labels.sorted(by: { $0.key < $1.key })
    where label.hasPrefix("__param_") {
      let name = String(label.dropFirst("__param_".count))
      if let place = pairs.firstIndex(where: { $0.0 == name }) {
        pairs[place].1 = value
      } else {
        pairs.append((name, value))
      }
    }
    if !pairs.isEmpty { page = page.appending(path: "", parameters: pairs) }
    return page.text
  }

  /// The seconds of `15s` or `1m30s`, nil for anything else.
  private static func seconds(_ text: String?) -> Double? {
    guard let text, !text.isEmpty else { return nil }
    let units = ["ms": 0.001, "s": 1, "m": 60, "h": 3600, "d": 86_400]
    var (total, rest) = (0.0, text[...])
    while !rest.isEmpty {
      let digits = rest.prefix { $0.isNumber || $0 == "." }
      rest = rest.dropFirst(digits.count)
      let unit = rest.prefix { $0.isLetter }
      rest = rest.dropFirst(unit.count)
      guard let count = Double(digits), let scale = units[String(unit)] else { return nil }
      total += count * scale
    }
    return total > 0 ? total : nil
  }
}
