import Charts
import Foundation
import Glibc
import HTTPFetch
import MetricsClient
import StrictYAML

/// Reads the jobs of a Prometheus configuration; what imtop has no part in is left out, and named
/// where it changes what is seen.
struct ScrapeJobReader {
  /// The folder of the file, which relative paths start from.
  let directory: String
  /// What was left out.
  private(set) var remarks: [String] = []
  /// The files of targets that exist and cannot be read.
  private(set) var mistakes: [DocumentError] = []
  private var interval = 60.0
  private var timeout = 10.0
  private var limits = ScrapeLimits()

  /// Settings that change nothing of what is shown here.
  private static let irrelevant: Set = [
    "track_timestamps_staleness", "scrape_protocols", "enable_compression",
    "fallback_scrape_protocol", "scrape_native_histograms", "follow_redirects", "enable_http2",
    "keep_dropped_targets", "native_histogram_bucket_limit", "scrape_classic_histograms",
    "native_histogram_min_bucket_factor", "convert_classic_histograms_to_nhcb",
    "always_scrape_classic_histograms", "metric_name_validation_scheme",
    "metric_name_escaping_scheme", "extra_scrape_metrics",
  ]

  init(directory: String) {
    self.directory = directory
  }

  /// Takes in the intervals and limits that hold for jobs without their own.
  mutating func readGlobal(_ value: DocumentValue) throws(DocumentError) {
    let mapping = try value.openMapping()
    interval = try mapping["scrape_interval"]?.duration() ?? interval
    timeout = try mapping["scrape_timeout"]?.duration() ?? min(timeout, interval)
    try mapping["scrape_timeout"]?.refuse(timeout, over: interval)
    try limits.take(mapping)
  }

  /// A path as the file means it.
  func path(_ text: String) -> String {
    let text = text.withHomeExpanded
    return text.hasPrefix("/") || directory.isEmpty ? text : "\(directory)/\(text)"
  }

  /// A job and the targets that its discovery finds, before relabelling.
  mutating func read(
    _ value: DocumentValue
  ) throws(DocumentError) -> (job: ScrapeJob, groups: [TargetGroup]) {
    let mapping = try value.openMapping()
    var job = ScrapeJob(name: try mapping.required("job_name").string())
    var groups: [TargetGroup] = []
    job.interval = interval
    job.timeout = min(timeout, interval)
    // As Prometheus has it: relabelling may make an address of what is none, as for blackbox_exporter.
    let isFinal = mapping["relabel_configs"] == nil
    for key in mapping.names {
      guard let setting = mapping[key] else { continue }
      switch key {
      case "job_name": break
      case "scheme": job.scheme = try setting.oneOf(["http", "https"])
      case "metrics_path": job.path = try setting.string()
      case "params": job.parameters = try Self.parameters(setting)
      case "scrape_interval":
        job.interval = try setting.duration(atLeast: 0.1)
        if mapping["scrape_timeout"] == nil { job.timeout = min(timeout, job.interval) }
      case "scrape_timeout": job.timeout = try setting.duration(atLeast: 0.1)
      case "honor_timestamps": job.honorsTimestamps = try setting.boolean()
      case "honor_labels": job.honorsLabels = try setting.boolean()
      case "relabel_configs":
        for rule in try setting.list() { job.relabelling.append(try RelabelRule(rule)) }
      case "metric_relabel_configs":
        for rule in try setting.list() { job.metricRelabelling.append(try RelabelRule(rule)) }
      case "static_configs":
        for group in try setting.list() {
          groups.append(try TargetGroup(group, isFinal: isFinal))
        }
      case "file_sd_configs":
        for discovery in try setting.list() {
          groups += try discovered(discovery, job.name, isFinal)
        }
      case _ where key.hasSuffix("_sd_configs"):
        let count = (try? setting.list().count) ?? 1
        remark(job, "\(count) \(key) \(count == 1 ? "is" : "are") not asked for targets")
      case _ where ScrapeLimits.keys.contains(key): break
      case _ where Self.irrelevant.contains(key) || HTTPOptions.jobKeys.contains(key): break
      default: remark(job, "\(key) is left out")
      }
    }
    try mapping["scrape_timeout"]?.refuse(job.timeout, over: job.interval)
    var limits = limits
    try limits.take(mapping)
    limits.apply(to: &job)
    for text in try job.http.take(mapping, path: path) { remark(job, text) }
    return (job, groups)
  }

  private mutating func remark(_ job: ScrapeJob, _ text: String) {
    remarks.append("job \"\(job.name)\": \(text)")
  }

  private static func parameters(
    _ value: DocumentValue
  ) throws(DocumentError) -> [(name: String, values: [String])] {
    let mapping = try value.openMapping()
    var parameters: [(name: String, values: [String])] = []
    for name in mapping.names { parameters.append((name, try mapping.textList(name) ?? [])) }
    return parameters
  }

  /// The groups in the files of one `file_sd_configs` entry; a file that cannot be read is left out.
  private mutating func discovered(
    _ value: DocumentValue,
    _ job: String,
    _ isFinal: Bool
  ) throws(DocumentError) -> [TargetGroup] {
    let mapping = try value.mapping(keys: ["files", "refresh_interval"])
    var groups: [TargetGroup] = []
    for pattern in try mapping.textList("files") ?? [] {
      guard [".json", ".yml", ".yaml"].contains(where: pattern.lowercased().hasSuffix) else {
        throw value.error("\"\(pattern)\" does not end in .json, .yml or .yaml")
      }
      let files = FilePattern.matches(of: path(pattern)).filter { access($0, F_OK) == 0 }
      if files.isEmpty { remarks.append("job \"\(job)\": no file matches \(pattern)") }
      for file in files {
        do throws(DocumentError) {
          let text = try DocumentFile.text(at: file)
          for group in try DocumentValue(text: text, file: file).list() {
            var group = try TargetGroup(group, isFinal: isFinal)
            group.labels["__meta_filepath"] = file
            groups.append(group)
          }
        } catch {
          remarks.append("job \"\(job)\": \(error)")
          mistakes.append(error)
        }
      }
    }
    return groups
  }
}

extension TargetGroup {
  /// A group as discovery has it: `{targets: [host:port], labels: {name: value}}`; where the addresses are
  /// final none may be anything else.
  init(_ value: DocumentValue, isFinal: Bool) throws(DocumentError) {
    let mapping = try value.mapping(keys: ["targets", "labels", "source"])
    addresses = try mapping.textList("targets") ?? []
    if isFinal, let wrong = addresses.first(where: { $0.contains("/") }) {
      throw (mapping["targets"] ?? value)
        .error("\"\(wrong)\" is no host and port; a path belongs into metrics_path")
    }
    let pairs = try mapping.stringMap("labels").map { ($0.name, $0.value) }
    labels = Dictionary(pairs) { $1 }
  }
}

extension DocumentValue {
  /// Refuses a timeout that is longer than the interval, both in seconds, as Prometheus does.
  fileprivate func refuse(_ timeout: Double, over interval: Double) throws(DocumentError) {
    guard timeout > interval else { return }
    throw error("it is longer than the scrape_interval, \(Unit.seconds.format(interval))")
  }
}
