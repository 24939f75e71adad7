/// Access-log lines as a gin service with the usual logrus middleware writes them: JSON, latency in
/// whole milliseconds, the request's own level in `fields.level`.
///
/// They are the lines of `Scripts/generate-log.py`, byte for byte.
struct LogLines {
  /// 2026-11-23T00:00:00Z.
  static let start = 1_795_392_000
  /// How many lines make a second.
  private static let linesPerSecond = 100

  private static let paths = [
    "/ws/connect", "/api/v1/messages", "/api/v1/login", "/api/v1/presence", "/healthz",
  ]
  private static let methods = ["GET", "POST", "GET", "POST"]
  private static let statuses = [200, 200, 200, 200, 201, 304, 404, 200]
  private static let agents = [
    "IMClient/3.4.0 (Android 15; Pixel 8)", "IMClient/3.4.0 (iOS 18.1; iPhone15,2)",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64)", "聊天/2.1 (HarmonyOS 5)",
  ]
  private static let failures = [
    "upgrade refused: hub queue full", "redis: connection pool timeout",
    "upstream closed the connection", "hub queue full",
  ]

  private var number: UInt64 = 0
  private var moment = ""

  /// Appends the next line with its newline.
  mutating func appendLine(to bytes: inout [UInt8]) {
    if number.isMultiple(of: UInt64(Self.linesPerSecond)) {
      moment = Self.moment(second: Int(number) / Self.linesPerSecond)
    }
    number += 1
    bytes += Self.line(SeededGenerator.mixed(number), moment).utf8
  }

  private static func line(_ draw: UInt64, _ moment: String) -> String {
    /// The number that some of the draw's bits make.
    func bits(_ shift: UInt64, _ mask: UInt64) -> Int { Int(draw >> shift & mask) }
    let fails = draw.isMultiple(of: 50)
    let address = "10.\(bits(12, 3)).\(bits(14, 255)).\(bits(22, 255))"
    let level = fails ? "error" : "info"
    let message = fails ? failures[bits(40, 3)] : ""
    let choice = bits(44, 15)
    let path = choice < 5 ? paths[choice] : "/api/v1/rooms/\(bits(48, 255))/messages"
    let status = fails ? 500 + Int((draw >> 8) % 4) : statuses[bits(8, 7)]
    let trace = hexadecimal(SeededGenerator.mixed(draw)) + hexadecimal(draw)
    return """
      {"client_ip":"\(address)","fields.level":"\(level)","latency":\(bits(30, 127)),\
      "level":"info","method":"\(methods[bits(37, 3)])","msg":"\(message)","path":"\(path)",\
      "status":\(status),"time":"\(moment)","timestamp":"\(moment)","trace_id":"\(trace)",\
      "user_agent":"\(agents[bits(56, 3)])"}

      """
  }

  private static func moment(second: Int) -> String {
    func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
    let day = two(23 + second / 86_400 % 7)
    let time = [second / 3600 % 24, second / 60 % 60, second % 60].map(two)
    return "2026-11-\(day)T\(time.joined(separator: ":"))Z"
  }

  private static func hexadecimal(_ value: UInt64) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.utf8.count) + digits
  }
}
