import Charts
import Dashboard
import LogModel

/// Findings as text: what is right, then what is doubtful, then what is wrong, a mark in front of each.
struct CheckText {
  /// Whether everything is told, however long.
  var isVerbose = false
  /// How many columns there are; nil where lines may be of any length.
  var width: Int?
  var style = OutputStyle(hasColor: false)
  /// What may be drawn: other marks stand where it is ASCII alone.
  var glyphs = Canvas.Glyphs.unicode

  /// A text as it may be drawn; names and lines of others stay what they are.
  func drawn(_ text: String) -> String {
    guard glyphs == .ascii else { return text }
    return Self.substitutes.reduce(text) { $0.replacing($1.sign, with: $1.substitute) }
  }

  private static let substitutes: [(sign: String, substitute: String)] = [
    ("✓", "+"), ("✗", "x"), ("…", "..."), ("µs", "us"),
  ]

  /// The findings line by line, each kind bounded; control characters are made visible.
  func lines(_ findings: [CheckFinding]) -> [String] {
    CheckFinding.Mark.allCases.flatMap { mark in
      lines(findings.filter { $0.mark == mark }, mark).map(drawn)
    }
  }

  /// The findings of one mark.
  private func lines(_ findings: [CheckFinding], _ mark: CheckFinding.Mark) -> [String] {
    var counts: [CheckFinding.Kind: Int] = [:]
    var lines: [String] = []
    for finding in findings {
      let count = counts[finding.kind, default: 0] + 1
      counts[finding.kind] = count
      if isVerbose || count <= mark.limit { lines += text(of: finding) }
    }
    guard !isVerbose else { return lines }
    for (kind, count) in counts.sorted(by: { $0.key.rawValue < $1.key.rawValue })
    where count > mark.limit {
      let rest = "… and \(count - mark.limit) further \(kind.rawValue) (--verbose)"
      lines.append(row("\(mark.rawValue) \(rest)", mark))
    }
    return lines
  }

  /// The last line: how much is wrong, and how much doubtful.
  func verdict(_ findings: [CheckFinding]) -> String {
    let wrong = findings.count { $0.mark == .wrong }
    let doubtful = findings.count { $0.mark == .doubtful }
    let mark = wrong > 0 ? CheckFinding.Mark.wrong : .fine
    let text = (wrong > 0 ? "\(wrong)" : "nothing") + " wrong"
    let doubts = doubtful > 0 ? ", \(doubtful) doubtful" : ""
    return drawn(row("\(mark.rawValue) \(text)\(doubts)", mark))
  }

  private func text(of finding: CheckFinding) -> [String] {
    let headline = rows("\(finding.mark.rawValue) \(finding.headline)", indent: 2)
    let below = finding.details + (isVerbose ? finding.more : [])
    return (headline.first.map { [row($0, finding.mark)] } ?? []) + headline.dropFirst()
      + below.flatMap { rows("  \($0)", indent: 4) }
  }

  /// A text as rows; those that go on with a line that is too long begin with blanks.
  private func rows(_ text: String, indent: Int) -> [String] {
    text.printableLines.split(separator: "\n", omittingEmptySubsequences: false).flatMap {
      broken(String($0), indent: indent)
    }
  }

  private func broken(_ line: String, indent: Int) -> [String] {
    guard let width, width > 20, let begin = WrappedText.rows(line, width: width, limit: 1).first,
      begin.count < line.count
    else { return [line] }
    let rest = WrappedText.rows(String(line.dropFirst(begin.count)), width: width - indent)
    return ([begin] + rest.map { String(repeating: " ", count: indent) + $0 }).map {
      $0.last == " " ? String($0.dropLast()) : $0
    }
  }

  /// A row whose mark has its colour.
  private func row(_ text: String, _ mark: CheckFinding.Mark) -> String {
    let rest = text.dropFirst(mark.rawValue.count)
    return switch mark {
    case .fine: text
    case .doubtful: style.line(mark.rawValue, .warn) + rest
    case .wrong: style.bad(mark.rawValue) + rest
    }
  }
}
