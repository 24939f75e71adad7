import Glibc

extension WallTime {
  /// The moment as Go's RFC 3339: whole seconds in the zone of this machine, `Z` where that is UTC.
  var localRFC3339: String {
    let offset = localOffset
    let whole = WallTime(milliseconds: milliseconds &+ Int64(offset) &* 1000).rfc3339.dropLast(5)
    guard offset != 0 else { return whole + "Z" }
    let minutes = abs(offset) / 60
    let hours = WallTime.padded(Int64(minutes / 60), 2)
    return whole + (offset < 0 ? "-" : "+") + hours + ":"
      + WallTime.padded(Int64(minutes % 60), 2)
  }

  /// The moment as Gin prints it, in the zone of this machine: `2026/11/23 - 06:37:57`.
  var localSlashed: String {
    let text = WallTime(milliseconds: milliseconds &+ Int64(localOffset) &* 1000).rfc3339
    let day = text.prefix(10).replacing("-", with: "/")
    return day + " - " + text.dropFirst(11).prefix(8)
  }

  /// How many seconds this machine's zone is ahead of UTC at the moment.
  private var localOffset: Int {
    var seconds = time_t(milliseconds / 1000)
    var parts = tm()
    return localtime_r(&seconds, &parts) == nil ? 0 : parts.tm_gmtoff
  }
}
