import LogModel

@testable import LogStream

/// One parsed line with its texts decoded, for comparison by value.
struct ReadLine {
  let parsed: ParsedLine
  let text: String

  var message: String { string(parsed.message) }
  var address: String { string(parsed.address) }
  var method: String { string(parsed.method) }
  var path: String { string(parsed.path) }
  var agent: String { string(parsed.agent) }
  var trace: String { string(parsed.trace) }
  var connection: String { string(parsed.connection) }
  var user: String { string(parsed.user) }
  var reason: String { string(parsed.reason) }

  private func string(_ text: ParsedLine.Text) -> String {
    text.string(from: Array(self.text.utf8).span)
  }
}

extension LineParser {
  /// 2026-11-23T06:40:00Z.
  static let reception: Int64 = 1_795_416_000_000

  init() { self.init(hints: FormatHints()) }

  mutating func read(_ text: String, receivedAt: Int64 = LineParser.reception) -> ReadLine {
    var parsed = ParsedLine()
    let bytes = Array(text.utf8)
    parse(bytes.span, into: &parsed, receivedAt: receivedAt)
    return ReadLine(parsed: parsed, text: text)
  }

  static func read(_ text: String) -> ReadLine {
    var parser = LineParser()
    return parser.read(text)
  }
}
