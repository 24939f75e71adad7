/// Access-log lines as a gin service with the usual logrus middleware writes them: JSON, latency in
/// whole milliseconds, the level of the request in `fields.level`.
struct LogLines {
  /// 2026-11-23T00:00:00Z.
  static let start = 1_795_392_000

  private static let paths = [
    "/ws/connect", "/api/v1/messages", "/api/v1/login", "/api/v1/presence", "/healthz",
  ]
  private static let agents = [
    "IMClient/3.4.0 (Android 15; Pixel 8)", "IMClient/3.4.0 (iOS 18.1; iPhone15,2)",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64)", "okhttp/4.12.0", "聊天/2.1 (HarmonyOS 5)",
  ]
  private static let failures = [
    "upgrade refused: hub queue full", "redis: connection pool timeout",
    "upstream closed the connection",
  ]

  private var random: SeededGenerator
  private var milliseconds = 0

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  /// Appends the next line with its newline; a hundred lines make a second.
  mutating func appendLine(to bytes: inout [UInt8]) {
    milliseconds += 10
    let draw = random.next()
    let isFailure = draw % 50 == 0
    let status =
      isFailure ? 500 + Int(draw >> 8) % 4 : [200, 200, 200, 201, 304, 404][Int(draw >> 8 & 7) % 6]
    let level = isFailure ? "error" : "info"
    let path = Self.path(draw)
    let time = Self.time(milliseconds / 1000)
    let message = isFailure ? Self.failures[Int(draw >> 40 & 3) % 3] : ""
    bytes +=
      ("{\"client_ip\":\"10.\(draw >> 12 & 3).\(draw >> 14 & 255).\(draw >> 22 & 255)\","
      + "\"fields.level\":\"\(level)\",\"latency\":\(draw >> 30 & 127),\"level\":\"info\","
      + "\"method\":\"\(draw & 1024 == 0 ? "GET" : "POST")\",\"msg\":\"\(message)\","
      + "\"path\":\"\(path)\",\"status\":\(status),\"time\":\"\(time)\",\"timestamp\":\"\(time)\","
      + "\"trace_id\":\"\(Self.hex(random.next()))\(Self.hex(draw))\","
      + "\"user_agent\":\"\(Self.agents[Int(draw >> 50 & 7) % 5])\"}\n").utf8
  }

  private static func path(_ draw: UInt64) -> String {
    let index = Int(draw >> 44 & 15)
    return index < 5 ? paths[index] : "/api/v1/rooms/\(draw >> 48 & 255)/messages"
  }

  private static func time(_ seconds: Int) -> String {
    func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
    let hour = two(seconds / 3600 % 24)
    return
      "2026-11-\(two(23 + seconds / 86_400 % 7))T\(hour):\(two(seconds / 60 % 60)):\(two(seconds % 60))Z"
  }

  private static func hex(_ value: UInt64) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.utf8.count) + digits
  }
}
