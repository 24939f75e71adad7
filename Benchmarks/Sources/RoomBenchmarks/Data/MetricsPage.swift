/// A page of metrics as a gateway with many routes serves it.
struct MetricsPage {
  /// How many samples the page has.
  let samples: Int
  private let routes: Int

  /// A page with fourteen samples a route: three counters and a histogram with nine buckets.
  init(routes: Int) {
    self.routes = routes
    self.samples = routes * 14
  }

  /// The page as it stands after `round` scrapes; every counter has moved since the one before.
  func text(round: Int) -> [UInt8] {
    var page = "# HELP http_requests_total Requests.\n# TYPE http_requests_total counter\n"
    for route in 0..<routes {
      for (index, status) in ["200", "404", "500"].enumerated() {
        page +=
          "http_requests_total{method=\"GET\",path=\"/api/v1/rooms/\(route)/messages\","
          + "status=\"\(status)\"} \(round * (7 - index) + route)\n"
      }
    }
    page +=
      "# HELP http_request_duration_seconds Latency.\n"
      + "# TYPE http_request_duration_seconds histogram\n"
    let bounds = ["0.005", "0.01", "0.025", "0.05", "0.1", "0.25", "0.5", "1", "+Inf"]
    for route in 0..<routes {
      let labels = "method=\"GET\",path=\"/api/v1/rooms/\(route)/messages\""
      for (index, bound) in bounds.enumerated() {
        page +=
          "http_request_duration_seconds_bucket{\(labels),le=\"\(bound)\"} \(round * (index + 1))\n"
      }
      page += "http_request_duration_seconds_sum{\(labels)} \(Double(round * 9) * 0.0123)\n"
      page += "http_request_duration_seconds_count{\(labels)} \(round * 9)\n"
    }
    return Array(page.utf8)
  }
}
