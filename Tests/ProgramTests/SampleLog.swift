import Foundation

/// A log as a Gin gateway writes it, made for one test.
enum SampleLog {
  /// Lines a quarter of a second apart that end now: requests, of which one in ten fails on the
  /// WebSocket's path, from two addresses.
  static func lines(count: Int = 400, now: Date = Date()) -> String {
    let format = ISO8601DateFormatter()
    format.formatOptions = [.withInternetDateTime, .withFractionalSeconds]
    var text = ""
    for index in 0..<count {
      let time = format.string(from: now.addingTimeInterval(Double(index - count) / 4))
      let fails = index % 10 == 0
      let path = fails ? "/ws/connect" : "/api/v1/messages"
      let address = fails ? "203.0.113.7" : "10.0.3.\(index % 4)"
      text += """
        {"timestamp":"\(time)","level":"\(fails ? "error" : "info")","client_ip":"\(address)",\
        "method":"GET","path":"\(path)","status":\(fails ? 503 : 200),"latency":\(index % 40),\
        "user_agent":"IMClient/3.2.1 (小米)","trace_id":"\(String(repeating: "a", count: 31))\(index % 10)",\
        "msg":"\(fails ? "upgrade refused: hub queue full" : "")"}

        """
    }
    return text
  }

  /// Writes lines to a file and gives its path.
  static func write(
    _ text: String = lines(),
    to directory: URL,
    name: String = "im.log"
  ) throws
    -> String
  {
    let url = directory.appendingPathComponent(name)
    try Data(text.utf8).write(to: url)
    return url.path
  }
}
