extension KeyValueScan.Pair {
  /// Ends the value of a field other than text at its first space, or at the comma before it, where quotes
  /// do not hold it together; whether words stood behind it.
  ///
  /// A field whose name says nothing, `slot` being nil, ends there where its first word is a number.
  mutating func cut(_ line: Span<UInt8>, slot: FieldSlot?) -> Bool {
    guard !isQuoted, let first = value.first, line[first] != UInt8(ascii: "'") else { return false }
    switch slot {
    case .message, .wrapped, .reason, .error, .agent, .event, .requestLine, .group: return false
    default: break
    }
    let wordEnd = ByteScan.first(of: 0x20, 0x09, 0x09, in: line, from: first, to: value.upperBound)
    let isListed = wordEnd > first + 1 && line[wordEnd - 1] == UInt8(ascii: ",")
    var end = isListed ? wordEnd - 1 : wordEnd
    guard end > first, end < value.upperBound else { return false }
    switch slot {
    // The time of day behind the date.
    case .time where end + 1 < value.upperBound && ByteScan.isDigit(line[end + 1]): return false
    // The addresses of a client and of the proxies behind it.
    case .address where isListed: return false
    case .latency:
      // `5 ms` is one value.
      if let duration = DurationText.scan(line, at: first, to: value.upperBound),
        duration.end > end, TextScan.endOfWord(line, duration.end, value.upperBound) == duration.end
      {
        end = duration.end
      }
    case nil: guard NumberText.whole(line, first..<end) != nil else { return false }
    default: break
    }
    let hasWords = max(end, wordEnd) < value.upperBound
    value = first..<end
    return hasWords
  }
}
