extension LineFormat {
  /// The text of a program behind syslog's prefix that has no form of its own.
  static let syslog = LineFormat(name: "syslog", endsPanic: true) { line, range, context in
    readUntimed(line, range, &context)
    return true
  }

  /// The text of an entry of systemd's journal that has no form of its own.
  static let journal = LineFormat(name: "text", endsPanic: true) { line, range, context in
    readUntimed(line, range, &context)
    return true
  }

  /// Fills in level, message and pairs of a text without a time: `INFO:synapse.app: started`, `error:
  /// no route`, `connected user_id=7`.
  static func readUntimed(
    _ line: Span<UInt8>,
    _ range: Range<Int>,
    _ context: inout FormatContext
  ) {
    let end = range.upperBound
    var at = range.lowerBound
    if let level = levelWord(line, from: at, to: end, context.levels) {
      context.found.offer(.level, level.word)
      at = skipSeparators(line, level.end, end)
    }
    if readSynapse(line, range, &context) { return }
    offerText(line, at..<end, &context)
  }
}
