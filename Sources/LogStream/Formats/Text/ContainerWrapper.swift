/// What container runtimes put around each line of a program's output.
struct ContainerWrapper: Sendable {
  /// The prefix of the Kubernetes runtime: `2016-10-06T00:17:09.669794202Z stdout F content`.
  struct Prefix {
    /// When the runtime read the line, in milliseconds.
    var time: Int64
    /// Whether the line was too long for one piece and goes on in the next.
    var isPartial: Bool
    /// Where the program's own text stands.
    var content: Range<Int>
  }

  /// The decoded content of Docker's `log` field.
  private(set) var bytes: [UInt8] = []
  /// For each decoded byte the offset of its source in the line, and the end.
  private var offsets: [Int32] = []

  /// The prefix, nil where the line has none.
  static func prefix(_ line: Span<UInt8>, _ range: Range<Int>, times: inout TimeText) -> Prefix? {
    guard ByteScan.isDigit(line[range.lowerBound]), range.count > 30 else { return nil }
    let timeEnd = TextScan.endOfWord(line, range.lowerBound, range.upperBound)
    let stream = TextScan.skipSpace(line, timeEnd, range.upperBound)
    guard
      ByteScan.matches("stdout ", line, at: stream, to: range.upperBound)
        || ByteScan.matches("stderr ", line, at: stream, to: range.upperBound),
      stream + 8 <= range.upperBound, let time = times.scan(line, at: range.lowerBound, to: timeEnd)
    else { return nil }
    let tag = line[stream + 7]
    guard tag == UInt8(ascii: "F") || tag == UInt8(ascii: "P") else { return nil }
    return Prefix(
      time: time.milliseconds,
      isPartial: tag == UInt8(ascii: "P"),
      content: min(stream + 9, range.upperBound)..<range.upperBound
    )
  }

  /// Decodes the content of the `log` field.
  mutating func open(_ line: Span<UInt8>, _ range: Range<Int>) {
    bytes.removeAll(keepingCapacity: true)
    offsets.removeAll(keepingCapacity: true)
    var sources = offsets
    JSONText.decode(line, range, into: &bytes) { sources.append(Int32(truncatingIfNeeded: $0)) }
    sources.append(Int32(truncatingIfNeeded: range.upperBound))
    offsets = sources
  }

  /// Turns ranges of the decoded content into ranges of the line.
  func mapBack(_ parsed: inout ParsedLine) {
    parsed.message = mapped(parsed.message)
    parsed.address = mapped(parsed.address)
    parsed.method = mapped(parsed.method)
    parsed.path = mapped(parsed.path)
    parsed.agent = mapped(parsed.agent)
    parsed.trace = mapped(parsed.trace)
    parsed.connection = mapped(parsed.connection)
    parsed.user = mapped(parsed.user)
    parsed.reason = mapped(parsed.reason)
  }

  private func mapped(_ text: ParsedLine.Text) -> ParsedLine.Text {
    guard text.length > 0, text.range.upperBound < offsets.count else { return ParsedLine.Text() }
    let start = offsets[text.range.lowerBound]
    let end = offsets[text.range.upperBound]
    var mapped = ParsedLine.Text(Int(start)..<Int(end), isEscaped: end - start != text.length)
    mapped.isEscapedTwice = text.isEscaped
    mapped.isEscaped = mapped.isEscaped || text.isEscaped
    return mapped
  }
}
