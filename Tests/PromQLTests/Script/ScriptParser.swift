import PromQL

/// Reads a script: blocks of lines, ended by an empty line or a comment.
struct ScriptParser {
  struct Malformed: Error {
    var line: Int
  }

  private let lines: [String]
  private var next = 0

  init(_ text: String) {
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      let trimmed = String(line).trimmed
      return trimmed.hasPrefix("#") ? "" : trimmed
    }
  }

  mutating func commands() throws -> [ScriptCommand] {
    var commands: [ScriptCommand] = []
    while next < lines.count {
      let line = lines[next]
      next += 1
      if line.isEmpty { continue }
      if line == "clear" {
        commands.append(.clear)
      } else if let match = line.wholeMatch(of: /(load|load_with_nhcb)\s+(\S+)/) {
        commands.append(
          .load(
            step: try milliseconds(match.2),
            lines: block(),
            asNative: match.1 != "load"
          )
        )
      } else {
        commands.append(.evaluate(try evaluation(line)))
      }
    }
    return commands
  }

  private mutating func block() -> [String] {
    let start = next
    while next < lines.count, !lines[next].isEmpty { next += 1 }
    return Array(lines[start..<next])
  }

  private mutating func evaluation(_ line: String) throws -> ScriptEvaluation {
    let number = next
    let command =
      /eval(_fail|_warn|_info|_ordered)?\s+(?:instant\s+at\s+(\S+)|range\s+from\s+(\S+)\s+to\s+(\S+)\s+step\s+(\S+))\s+(.+)/
    guard let match = line.wholeMatch(of: command) else { throw Malformed(line: number) }
    let time: ScriptEvaluation.Time
    if let at = match.2 {
      time = .instant(try milliseconds(at))
    } else if let from = match.3, let through = match.4, let step = match.5 {
      time = .range(
        from: try milliseconds(from),
        through: try milliseconds(through),
        step: try milliseconds(step)
      )
    } else {
      throw Malformed(line: number)
    }
    var expectations = match.1.map { [String($0.dropFirst())] } ?? []
    var results: [String] = []
    for line in block() {
      if line.hasPrefix("expect ") {
        expectations.append(String(line.dropFirst(7)).trimmed)
      } else if line.hasPrefix("expected_fail_") {
        expectations.append(
          "fail \(line.hasPrefix("expected_fail_message") ? "msg" : "regex"):"
            + (line.split(separator: " ", maxSplits: 1).last.map(String.init) ?? "")
        )
      } else {
        results.append(line)
      }
    }
    return ScriptEvaluation(
      line: number,
      time: time,
      query: String(match.6),
      expectations: expectations,
      results: results
    )
  }

  private func milliseconds(_ text: Substring) throws -> Int64 {
    guard case .number(let literal) = try PromQL.parse(String(text)).node else {
      throw Malformed(line: next)
    }
    return Int64((literal.value * 1000).rounded())
  }
}

extension String {
  var trimmed: String {
    String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
  }
}
