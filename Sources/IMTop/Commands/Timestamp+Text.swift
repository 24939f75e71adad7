import Foundation
import MetricsModel

extension Timestamp {
  /// RFC 3339 in UTC, with milliseconds or whole seconds.
  func text(withMilliseconds: Bool = true) -> String {
    // The format cuts off what is no whole millisecond, as the nearest number below one is not.
    let date = Date(timeIntervalSince1970: (Double(milliseconds) + 0.5) / 1000)
    return Date.ISO8601FormatStyle(includingFractionalSeconds: withMilliseconds).format(date)
  }
}
