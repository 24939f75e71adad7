import Glibc
import MetricsModel

/// Points in time as the host's clock writes them.
enum LocalTime {
  /// `2026-11-23 06:14:07 +08:00`.
  static func text(_ time: Timestamp) -> String { formatted(time, "%Y-%m-%d %H:%M:%S %z") }

  /// `11-23 06:14:07`.
  static func short(_ time: Timestamp) -> String { formatted(time, "%m-%d %H:%M:%S") }

  private static func formatted(_ time: Timestamp, _ format: String) -> String {
    var seconds = time_t(time.seconds.rounded(.down))
    var parts = tm()
    guard localtime_r(&seconds, &parts) != nil else { return "-" }
    var buffer = [CChar](repeating: 0, count: 64)
    let length = strftime(&buffer, buffer.count, format, &parts)
    return String(decoding: buffer[..<length].map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}
