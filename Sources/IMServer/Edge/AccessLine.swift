/// One line of the proxy's access log: nginx' `combined`, then the request time and the upstream.
///
/// ```
/// 127.10.0.7 - - [23/Nov/2026:06:37:57 +0000] "GET /healthz HTTP/1.1" 200 3 "-" "probe/1" rt=0.004 upstream=127.0.0.1:8081
/// ```
/// As in nginx, the line of a WebSocket is written when it ends, and has its whole life as its time.
struct AccessLine: Equatable, Sendable {
  /// When the request was over.
  var time: WallTime
  /// The client's address without its port.
  var address: String
  /// Method, target and version as they were sent.
  var request: String
  /// The answer's status; 499 where the client did not wait for one.
  var status: Int
  /// How many bytes of the answer's body went to the client.
  var bodyBytes: Int
  /// Where the client says that it comes from.
  var referrer: String?
  /// What the client calls itself.
  var userAgent: String?
  /// How long it took from the first byte on, in milliseconds.
  var milliseconds: Int64
  /// Who answered, or should have.
  var upstream: String?

  /// The line with its line feed.
  var text: String {
    "\(address) - - [\(time.accessLogDate)] \"\(Self.escaped(request))\" \(status) \(bodyBytes)"
      + " \"\(Self.escaped(referrer ?? "-"))\" \"\(Self.escaped(userAgent ?? "-"))\""
      + " rt=\(Self.seconds(milliseconds)) upstream=\(upstream ?? "-")\n"
  }

  private static func seconds(_ milliseconds: Int64) -> String {
    let rest = String(milliseconds % 1000)
    return "\(milliseconds / 1000).\(String(repeating: "0", count: 3 - rest.count))\(rest)"
  }

  /// The text with quotes, backslashes and all that is no printable ASCII as `\xXX`, as nginx has it.
  private static func escaped(_ text: String) -> String {
    var escaped = ""
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), ..<0x20, 0x7F...:
        let digits = String(byte, radix: 16, uppercase: true)
        escaped += "\\x" + (digits.count < 2 ? "0" : "") + digits
      default: escaped.unicodeScalars.append(Unicode.Scalar(byte))
      }
    }
    return escaped
  }
}
