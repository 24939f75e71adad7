import LogModel

extension LineFormat {
  /// The log of PHP's errors, whose words for the level stand in a sentence, and whose zone may be a
  /// place: `[28-Nov-2026 05:20:03 Europe/Berlin] PHP Fatal error:  Uncaught Exception`.
  static let php = LineFormat(name: "PHP", endsPanic: true, isFollowedByText: true) {
    line,
    range,
    context in
    let end = range.upperBound
    guard line[range.lowerBound] == UInt8(ascii: "["),
      let time = context.times.scan(line, at: range.lowerBound + 1, to: end),
      let close = ByteScan.first(UInt8(ascii: "]"), in: line, from: time.end, to: end),
      close - time.end <= 40, ByteScan.matches("] PHP ", line, at: close, to: end)
    else { return false }
    let text = close + 6
    let kinds: [(StaticString, Level)] = [
      ("Fatal error: ", .fatal), ("Parse error: ", .fatal), ("Recoverable fatal error: ", .error),
      ("Warning: ", .warn), ("Notice: ", .info), ("Deprecated: ", .info),
    ]
    guard let kind = kinds.first(where: { ByteScan.matches($0.0, line, at: text, to: end) }) else {
      return false
    }
    context.level = kind.1
    context.found.offer(.time, range.lowerBound + 1..<time.end)
    let message = TextScan.skipSpace(line, text + kind.0.utf8CodeUnitCount, end)
    context.found.offer(.message, message..<end)
    return true
  }
}
