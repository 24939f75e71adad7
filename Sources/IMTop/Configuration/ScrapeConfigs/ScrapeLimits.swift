import HTTPFetch
import MetricsClient
import SeriesStore
import StrictYAML

/// The limits of a job, or of all jobs; 0 sets none, and leaves that of all jobs in force.
struct ScrapeLimits {
  /// The keys of the limits.
  static let keys: Set = [
    "sample_limit", "body_size_limit", "target_limit", "label_limit", "label_name_length_limit",
    "label_value_length_limit",
  ]

  private var samples: Int?
  private var body: Int?
  private var targets: Int?
  private var labels = LabelLimits()

  /// Takes in those that a job or `global` sets.
  mutating func take(_ mapping: DocumentMapping) throws(DocumentError) {
    func limit(_ key: String) throws(DocumentError) -> Int? {
      let limit = try mapping[key]?.integer(in: 0...Int(Int32.max))
      return limit == 0 ? nil : limit
    }
    samples = try limit("sample_limit") ?? samples
    targets = try limit("target_limit") ?? targets
    labels.count = try limit("label_limit") ?? labels.count
    labels.nameLength = try limit("label_name_length_limit") ?? labels.nameLength
    labels.valueLength = try limit("label_value_length_limit") ?? labels.valueLength
    if let bytes = try mapping["body_size_limit"]?.bytes(atLeast: 0), bytes > 0 { body = bytes }
  }

  /// Sets them for a job.
  func apply(to job: inout ScrapeJob) {
    job.sampleLimit = samples
    job.targetLimit = targets
    job.labelLimits = labels
    if let body { job.http.bodyLimit = body }
  }
}
