import HTTPFetch
import MetricsClient
import StrictYAML

extension Configuration.Target {
  init(_ value: DocumentValue) throws(DocumentError) {
    if (try? value.string()) != nil {
      self.init(url: try value.target())
      return
    }
    let mapping = try value.mapping(
      keys: ["url", "job", "instance", "interval", "timeout", "series_limit"] + HTTPOptions.keys
    )
    self.init(url: try mapping.required("url").target())
    job = try mapping.string("job")
    instance = try mapping.string("instance")
    interval = try mapping["interval"]?.duration(atLeast: 0.1)
    timeout = try mapping["timeout"]?.duration(atLeast: 0.1)
    seriesLimit = try mapping["series_limit"]?.integer(in: 1...10_000_000)
    http = try HTTPOptions(mapping)
  }
}

extension DocumentValue {
  /// The address of a target.
  fileprivate func target() throws(DocumentError) -> String {
    let text = try string()
    do throws(ScrapeError) {
      _ = try TargetConfiguration(parsing: text)
    } catch {
      throw self.error(error.message)
    }
    return text
  }
}
