import LogModel

extension LineFormat {
  /// Redis' and Valkey's log: process and role, the time, a sign for the level:
  /// `1:M 28 Nov 2026 05:20:03.123 # text`.
  static let redis = LineFormat(name: "Redis", endsPanic: false) { line, range, context in
    let (first, end) = (range.lowerBound, range.upperBound)
    guard ByteScan.isDigit(line[first]),
      let colon = ByteScan.first(
        UInt8(ascii: ":"),
        in: line,
        from: first,
        to: min(end, first + 11)
      ),
      NumberText.whole(line, first..<colon) != nil, colon + 3 < end,
      "MSCX".utf8.contains(line[colon + 1]), line[colon + 2] == 0x20,
      let time = context.times.scan(line, at: colon + 3, to: end), time.end + 2 < end,
      line[time.end] == 0x20, line[time.end + 2] == 0x20
    else { return false }
    switch line[time.end + 1] {
    case UInt8(ascii: "."), UInt8(ascii: "-"): context.level = .debug
    case UInt8(ascii: "*"): context.level = .info
    case UInt8(ascii: "#"): context.level = .warn
    default: return false
    }
    context.found.offer(.time, colon + 3..<time.end)
    context.found.offer(.message, time.end + 3..<end)
    return true
  }
}
