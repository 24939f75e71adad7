import LogModel

/// A log in which everything occurs that makes one line depend on those before it: records of many
/// lines, lines without a time, late and repeated ones, paths beyond what is told apart, a unit of
/// latency and habits of events that must be inferred, layouts that change.
enum MixedLog {
  /// Lines of several formats; the same for the same seed.
  ///
  /// A line that continues a record and tells an event is a record of its own where a block begins with
  /// it; `tellsLate` says whether there are such lines.
  static func text(lines: Int, seed: UInt64, tellsLate: Bool = true) -> String {
    var state = seed
    func number(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    var text = ""
    for index in 0..<lines {
      let second = index / 10 - (number(20) == 0 ? number(30) : 0)
      text += line(index, max(0, second), tellsLate, number)
    }
    return text
  }

  /// Requests for as many paths of one form as are told apart, and some more.
  static let manyPaths = (0..<2_200).map { access(0, "/api/v1/users/x\($0)0000", 200) }.joined()

  private static func line(
    _ index: Int,
    _ second: Int,
    _ tellsLate: Bool,
    _ number: (Int) -> Int
  ) -> String {
    let address = "10.0.\(number(9)).\(number(99))"
    switch number(16) {
    case 0...4:
      return access(
        second,
        "/api/v1/users/x\(number(9))\(10_000 + number(9_000))",
        number(9) == 0 ? 502 : 200,
        address: address,
        latency: number(400),
        trace: "t\(number(500))"
      )
    case 5, 6: return access(second, "/ws/connect", 101, address: address)
    case 7: return connection(second, "open", "c\(number(60))", address: address)
    case 8:
      return connection(
        second,
        number(3) == 0 ? "heartbeat_timeout" : "close",
        "c\(number(60))",
        reason: "reason \(number(4))",
        life: number(2) == 0 ? number(99) : nil
      )
    case 9:
      return "2026/11/23 06:00:\(10 + number(50)) [Recovery] 2026/11/23 - 06:00:01 "
        + "panic recovered:\n"
        + "GET /a HTTP/1.1\r\nHost: im\r\n\r\nruntime error: index \(number(5))\n"
        + "/go/main.go:\(index) (0xa3ac46)\n\tmain.run: x()\n\u{1b}[0m\n"
    case 10: return "\n\nwords without a time \(number(4))\n"
    case 11:
      let prefix = "2026-11-23 06:00:10.000 [error] <0.73\(number(3)).0> "
      return tellsLate
        ? "\(prefix)closing connection\n\(prefix)missed heartbeats from client\n"
        : "\(prefix)a report\n\(prefix)of some lines\n"
    case 12:
      return "2026-11-23T06:00:01.5Z stdout P a part of \n"
        + "2026-11-23T06:00:01.5Z stdout F the whole\n"
    case 13:
      return "[GIN] 2026/11/23 - 06:01:57 | 200 |     \(number(900)).5µs |   \(address) | "
        + "GET      \"/stream/\(number(3))?x=1\"\n"
    case 14:
      return "time=\(clock(second)) level=WARN msg=\"slow \\\"reader\\\"\" "
        + "took=\(number(99))ms\n"
    default:
      return #"{"ts":\#(1_795_413_600 + second).25,"level":"warn","#
        + #""msg":"user \#(number(3_000)) is slow","k\#(number(30))":1,"#
        + #""duration":\#(number(3) == 0 ? "0.25" : "\(number(5_000))")}"# + "\n"
    }
  }

  /// Blocks of whole lines of about `size` bytes.
  static func blocks(of text: String, size: Int) -> [String] {
    var blocks: [String] = []
    var block = ""
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
      block += line + "\n"
      if block.utf8.count >= size {
        blocks.append(block)
        block = ""
      }
    }
    return block.isEmpty ? blocks : blocks + [block]
  }
}
