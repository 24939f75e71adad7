import MetricsModel

extension ExpositionParser {
  /// The name of the last `HELP`, `TYPE` or `UNIT`, or of the last sample.
  func name(_ page: Span<UInt8>) throws(PageRefusal) -> String {
    guard let name = page.validated(nameRange) else {
      throw refusal(page, nameRange.lowerBound, .notUTF8(.metricName))
    }
    guard !name.isEmpty else { throw refusal(page, nameRange.lowerBound, .missingName) }
    return unescaped(name)
  }

  /// The text of the last `HELP` or `UNIT`, unescaped as the format says.
  func text(_ page: Span<UInt8>) -> String {
    unescaped(page.string(textRange), quotes: format == .openMetrics)
  }

  /// The labels of the last sample, its name among them.
  ///
  /// `le` of histograms and `quantile` of summaries are written as Prometheus 3 normalises them.
  func labels(_ page: Span<UInt8>) throws(PageRefusal) -> [Labels.Pair] {
    var pairs = [Labels.Pair(Labels.metricName, try name(page))]
    pairs.reserveCapacity(labelRanges.count + 1)
    for range in labelRanges {
      guard let rawName = page.validated(range.name) else {
        throw refusal(page, range.name.lowerBound, .notUTF8(.labelName))
      }
      guard let rawValue = page.validated(range.value) else {
        throw refusal(page, range.value.lowerBound, .notUTF8(.labelValue))
      }
      let name = unescaped(rawName)
      guard !name.isEmpty else { throw expected(.labelName, page, range.name.lowerBound) }
      guard !pairs.contains(where: { $0.name == name }) else {
        throw refusal(page, range.name.lowerBound, .duplicateLabel(name))
      }
      let value = unescaped(rawValue)
      pairs.append(Labels.Pair(name, isBound(name) ? normalizedBound(value) : value))
    }
    return pairs
  }

  private func isBound(_ name: String) -> Bool {
    type == .histogram && name == "le" || type == .summary && name == "quantile"
  }
}

/// `text` with `\\`, `\n` and, where they are escaped, `\"` in their place; other backslashes stay.
private func unescaped(_ text: String, quotes: Bool = true) -> String {
  guard text.utf8.contains(Byte.backslash) else { return text }
  var bytes: [UInt8] = []
  var rest = text.utf8[...]
  while let byte = rest.popFirst() {
    switch (byte, rest.first) {
    case (Byte.backslash, Byte.backslash):
      bytes.append(Byte.backslash)
      rest.removeFirst()
    case (Byte.backslash, UInt8(ascii: "n")):
      bytes.append(Byte.newline)
      rest.removeFirst()
    case (Byte.backslash, Byte.quote) where quotes:
      bytes.append(Byte.quote)
      rest.removeFirst()
    default: bytes.append(byte)
    }
  }
  return String(decoding: bytes, as: UTF8.self)
}
