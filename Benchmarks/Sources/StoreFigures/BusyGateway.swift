import Foundation

/// The metrics of a gateway under load: counters that grow by chance, histograms of durations that
/// clients add up in nanoseconds, gauges that wander.
struct BusyGateway {
  private static let bounds = ["0.005", "0.01", "0.025", "0.05", "0.1", "0.25", "0.5", "1", "+Inf"]
  private static let statuses = ["200", "404", "500"]
  /// Samples of one route: a counter for each status, the buckets, sum and count, a gauge.
  private static let samplesOfRoute = statuses.count + bounds.count + 3

  /// One route.
  private struct Route {
    var requests = [Int](repeating: 0, count: BusyGateway.statuses.count)
    var buckets = [Int](repeating: 0, count: BusyGateway.bounds.count)
    var seconds = 0.0
    var waiting = 20
    /// Requests a scrape, at most.
    var load: Int
  }

  private var routes: [Route]
  private var random = SplitMix(state: 1)

  /// How many samples a page has.
  var samples: Int { routes.count * Self.samplesOfRoute }

  /// A gateway with about as many series, some routes busy and most of them quiet.
  init(series: Int) {
    routes = (0..<series / Self.samplesOfRoute).map { Route(load: $0 % 10 == 0 ? 400 : $0 % 3 * 8) }
  }

  /// Lets a second pass.
  mutating func tick() {
    for index in routes.indices {
      let requests = random.below(routes[index].load + 1)
      routes[index].waiting = max(0, routes[index].waiting + random.below(5) - 2)
      for _ in 0..<requests {
        let nanoseconds = 500_000 + random.below(1 << random.below(30))
        routes[index].seconds += Double(nanoseconds) / 1e9
        let bucket = min(nanoseconds / 5_000_000, Self.bounds.count - 1)
        for larger in bucket..<Self.bounds.count { routes[index].buckets[larger] += 1 }
        routes[index].requests[random.below(20) == 0 ? 1 + random.below(2) : 0] += 1
      }
    }
  }

  /// The page as it stands; with `floats` every second value is a number of seventeen digits.
  mutating func page(floats: Bool = false) -> [UInt8] {
    var isFloat = false
    var random = random
    func value(_ whole: Int) -> String {
      isFloat.toggle()
      guard floats, isFloat else { return "\(whole)" }
      return String(format: "%.17g", Double(whole) + 0.1 + Double(random.below(1 << 40)) * 0x1p-41)
    }
    defer { self.random = random }
    var text = "# TYPE http_requests_total counter\n"
    for (number, route) in routes.enumerated() {
      for (status, count) in zip(Self.statuses, route.requests) {
        let labels = "path=\"/api/v1/rooms/\(number)\",status=\"\(status)\""
        text += "http_requests_total{\(labels)} \(value(count))\n"
      }
    }
    text += "# TYPE http_request_duration_seconds histogram\n"
    for (number, route) in routes.enumerated() {
      let name = "http_request_duration_seconds"
      let path = "path=\"/api/v1/rooms/\(number)\""
      for (bound, count) in zip(Self.bounds, route.buckets) {
        text += "\(name)_bucket{\(path),le=\"\(bound)\"} \(value(count))\n"
      }
      text += "\(name)_sum{\(path)} \(route.seconds)\n"
      text += "\(name)_count{\(path)} \(value(route.buckets.last ?? 0))\n"
    }
    text += "# TYPE http_requests_waiting gauge\n"
    for (number, route) in routes.enumerated() {
      text += "http_requests_waiting{path=\"/api/v1/rooms/\(number)\"} \(value(route.waiting))\n"
    }
    return Array(text.utf8)
  }
}

/// Random numbers that are the same in every run.
private struct SplitMix {
  var state: UInt64

  mutating func below(_ limit: Int) -> Int {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = (state ^ (state >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return Int((mixed ^ (mixed >> 31)) % UInt64(max(1, limit)))
  }
}
