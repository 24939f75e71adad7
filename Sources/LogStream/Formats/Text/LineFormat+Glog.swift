extension LineFormat {
  /// The lines of glog and klog, which Kubernetes' components write: `E0517 15:04:22.619632 31 main.go:9]
  /// text`; some write the year too.
  static let glog = LineFormat(name: "glog", endsPanic: true, isFollowedByText: true) {
    line,
    range,
    context in
    let first = range.lowerBound
    let end = range.upperBound
    let letters: [UInt8] = [
      UInt8(ascii: "I"), UInt8(ascii: "W"), UInt8(ascii: "E"), UInt8(ascii: "F"),
    ]
    guard range.count > 22, letters.contains(line[first]) else { return false }
    var dayEnd = first + 1
    while dayEnd < end, ByteScan.isDigit(line[dayEnd]) { dayEnd += 1 }
    guard dayEnd - first == 5 || dayEnd - first == 9, line[dayEnd] == 0x20,
      let day = NumberText.whole(line, dayEnd - 4..<dayEnd)
    else { return false }
    var time = CivilTime(
      year: CivilTime.year(ofMilliseconds: context.times.receivedAt),
      month: day / 100,
      day: day % 100
    )
    if dayEnd - first == 9 { time.year = NumberText.whole(line, first + 1..<dayEnd - 4) ?? 0 }
    guard let after = TimeText.scanClock(line, at: dayEnd + 1, to: end, into: &time),
      time.isValid,
      let bracket = ByteScan.first(
        UInt8(ascii: "]"),
        in: line,
        from: after,
        to: min(end, after + 160)
      )
    else { return false }
    context.found.offer(.level, first..<first + 1)
    context.time = context.times.milliseconds(of: time)
    let message = TextScan.skipSpace(line, bracket + 1, end)
    // A structured line has its message in quotes, and pairs behind it.
    let quoted = quoted(line, from: message, to: end)
    let isPairs = quoted.map { KeyValueScan.nextKey(line, from: $0.upperBound + 1, to: end) != nil }
    context.found.offer(
      .message,
      isPairs == true ? quoted ?? message..<end : message..<end,
      rank: 1
    )
    _ = context.offerPairs(line, from: bracket + 1, to: end, isStrict: false)
    // No pair overrides the time that leads the line.
    context.found.offer(.time, first..<after)
    return true
  }
}
