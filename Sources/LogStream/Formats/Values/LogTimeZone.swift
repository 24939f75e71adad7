import Glibc

/// The zone of times that are written without one.
public struct LogTimeZone: Sendable {
  /// The zone's name for the status line: `UTC`, `+08:00`, `local`.
  public let name: String
  /// Seconds east of Greenwich at a time given in seconds since the epoch.
  let offset: @Sendable (Int64) -> Int

  private init(name: String, offset: @escaping @Sendable (Int64) -> Int) {
    self.name = name
    self.offset = offset
  }

  /// Coordinated universal time.
  public static let utc = LogTimeZone(name: "UTC") { _ in 0 }

  /// The zone of this host.
  public static let local = LogTimeZone(name: "local") { seconds in
    var time = time_t(seconds)
    var parts = tm()
    return localtime_r(&time, &parts) == nil ? 0 : parts.tm_gmtoff
  }

  /// A zone that is always `seconds` east of Greenwich, at most a day.
  public static func fixed(seconds: Int) -> LogTimeZone {
    let seconds = max(-86_400, min(86_400, seconds))
    let minutes = abs(seconds) / 60
    let text = [minutes / 60, minutes % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
    return LogTimeZone(name: (seconds < 0 ? "-" : "+") + text.joined(separator: ":")) { _ in
      seconds
    }
  }
}
