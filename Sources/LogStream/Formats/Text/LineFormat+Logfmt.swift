extension LineFormat {
  /// Logfmt, as logrus' and slog's text handlers write it: `time=... level=info msg="..." key=value`.
  static let logfmt = LineFormat(name: "logfmt", endsPanic: false) { line, range, context in
    let start = TextScan.skipSpace(line, range.lowerBound, range.upperBound)
    guard let (key, _) = KeyValueScan.nextKey(line, from: start, to: range.upperBound),
      key.lowerBound == start
    else { return false }
    let count = context.offerPairs(line, from: start, to: range.upperBound, isStrict: true)
    let found = context.found
    let isRecord = !found[.level].isAbsent || !found[.message].isAbsent || !found[.time].isAbsent
    if count >= 2, isRecord { return true }
    context.found.reset()
    return false
  }
}
