extension LineFormat {
  /// Android's log: `05-26 11:18:41.509  1000 23402 23402 V Camera: text`, `05-26 14:57:03.870
  /// V/Camera( 1766): text`.
  static let logcat = LineFormat(name: "logcat", endsPanic: true) { line, range, context in
    let end = range.upperBound
    guard range.count > 20, line[range.lowerBound + 2] == UInt8(ascii: "-"),
      line[range.lowerBound + 5] == 0x20,
      let time = context.times.scan(line, at: range.lowerBound, to: end)
    else { return false }
    var at = TextScan.skipSpace(line, time.end, end)
    for _ in 0..<3 {
      let word = at..<TextScan.endOfWord(line, at, end)
      guard !word.isEmpty, word.allSatisfy({ isIdentity(line[$0]) }) else { break }
      at = TextScan.skipSpace(line, word.upperBound, end)
    }
    let letters = "VDIWEF".utf8
    guard at + 2 < end, letters.contains(line[at]),
      line[at + 1] == 0x20 || line[at + 1] == UInt8(ascii: "/")
    else { return false }
    context.found.offer(.time, range.lowerBound..<time.end)
    context.found.offer(.level, at..<at + 1)
    let tag = at + 2
    let colon = ByteScan.first(UInt8(ascii: ":"), in: line, from: tag, to: min(end, tag + 80))
    let text = TextScan.skipSpace(line, colon.map { $0 + 1 } ?? tag, end)
    context.found.offer(.message, TextScan.trimmedEnd(line, text..<end), rank: 1)
    return true
  }

  /// A part of the number or name of a user, a process or a thread.
  private static func isIdentity(_ byte: UInt8) -> Bool {
    ByteScan.isDigit(byte) || (97...122).contains(byte) || byte == UInt8(ascii: "_")
  }
}
