extension LineFormat {
  /// The access lines of PHP-FPM, whose time has no brackets and whose request no version: `10.0.0.1 -
  /// 28/Nov/2026:05:20:03 +0000 "GET /index.php" 200`.
  static let phpAccess = LineFormat(name: accessText.name, endsPanic: true) {
    line,
    range,
    context in
    let end = range.upperBound
    var start = range.lowerBound
    if ByteScan.matches("[php-fpm:access] ", line, at: start, to: end) { start += 17 }
    let address = start..<TextScan.endOfWord(line, start, end)
    guard ByteScan.matches(" - ", line, at: address.upperBound, to: end),
      let quote = ByteScan.first(UInt8(ascii: "\""), in: line, from: address.upperBound, to: end),
      quote - 27 > address.upperBound,
      let time = context.times.scan(line, at: quote - 27, to: end), time.end == quote - 1,
      let request = quoted(line, from: quote, to: end),
      let status = status(line, after: request.upperBound + 1, end)
    else { return false }
    if AddressText.looksLikeAddress(line, address) { context.found.offer(.address, address) }
    let user = TextScan.trimmedEnd(line, address.upperBound + 3..<quote - 27)
    if user.count > 1 { context.found.offer(.user, user) }
    context.found.offer(.time, quote - 27..<time.end)
    context.found.offer(.requestLine, request)
    context.found.offer(.status, status)
    return true
  }
}
