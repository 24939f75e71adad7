import Foundation

/// A page of metrics as a gateway with many routes serves it.
struct MetricsPage {
  private static let statuses = ["200", "404", "500"]
  private static let bounds = ["0.005", "0.01", "0.025", "0.05", "0.1", "0.25", "0.5", "1", "+Inf"]

  /// How many samples the page has.
  let samples: Int
  private let routes: Int

  /// A page with fourteen samples a route: three counters, and a histogram of nine buckets.
  init(routes: Int) {
    self.routes = routes
    self.samples = routes * (Self.statuses.count + Self.bounds.count + 2)
  }

  /// The page as it stands after `round` (from 1) scrapes; every value has moved since the one before.
  ///
  /// With `floats` every second value is a number of seventeen digits.
  func text(round: Int, floats: Bool = false) -> [UInt8] {
    var random = SeededGenerator(seed: UInt64(round) << 32)
    var isFloat = false
    func value(_ whole: Int) -> String {
      isFloat.toggle()
      guard floats, isFloat else { return "\(whole)" }
      return String(format: "%.17g", Double(whole) + .random(in: 0.1..<0.9, using: &random))
    }
    var page = "# HELP http_requests_total Requests.\n# TYPE http_requests_total counter\n"
    for route in 0..<routes {
      for (index, status) in Self.statuses.enumerated() {
        let count = round * (7 - index) + route
        page += "http_requests_total{\(labels(route)),status=\"\(status)\"} \(value(count))\n"
      }
    }
    let name = "http_request_duration_seconds"
    page += "# HELP \(name) Latency.\n# TYPE \(name) histogram\n"
    for route in 0..<routes {
      for (index, bound) in Self.bounds.enumerated() {
        page += "\(name)_bucket{\(labels(route)),le=\"\(bound)\"} \(value(round * (index + 1)))\n"
      }
      page += "\(name)_sum{\(labels(route))} \(Double(round) * 0.1107)\n"
      page += "\(name)_count{\(labels(route))} \(round * Self.bounds.count)\n"
    }
    return Array(page.utf8)
  }

  private func labels(_ route: Int) -> String {
    "method=\"GET\",path=\"/api/v1/rooms/\(route)/messages\""
  }
}
