/// Finds secrets among the arguments of a command, which stand side by side or, in JSON, in quotes with commas
/// between them.
enum SecretOption {
  /// So far before an option the name of its command is looked for.
  private static let reach = 1_024

  /// The value behind `--password` or `-token`, where the next argument is one.
  static func range(_ text: Span<UInt8>, at start: Int) -> Range<Int>? {
    guard isFirst(text, start) else { return nil }
    var name = start + 1
    if name < text.count, text[name] == UInt8(ascii: "-") { name += 1 }
    var end = name
    while end < text.count, SecretScan.isTokenByte(text[end]), end - start < 64 { end += 1 }
    guard end > name, let value = nextArgument(text, from: end),
      SecretNames.contains(
        text.extracting(SecretScan.startOfName(text, endingAt: end)..<end)
      )
    else { return nil }
    return value
  }

  /// The password in the argument of curl's `-u name:password`.
  static func user(_ text: Span<UInt8>, at start: Int) -> Range<Int>? {
    guard isFirst(text, start) else { return nil }
    let names: [StaticString] = ["--proxy-user", "--user", "-u"]
    guard
      let name = names.first(where: { ByteScan.matches($0, text, at: start, to: text.count) })
    else { return nil }
    let end = start + name.utf8CodeUnitCount
    var value = nextArgument(text, from: end)
    if value == nil, end < text.count, end == start + 2 || text[end] == UInt8(ascii: "=") {
      // `-uname:password`, `--user=name:password`
      let first = text[end] == UInt8(ascii: "=") ? end + 1 : end
      value = first..<SecretValue.endOfWord(text, from: first)
    }
    guard let value,
      let colon = value.first(where: { text[$0] == UInt8(ascii: ":") }),
      ByteScan.contains("curl", text, from: max(0, start - reach), to: start)
    else { return nil }
    return colon + 1..<value.upperBound
  }

  /// Whether an argument may begin here.
  private static func isFirst(_ text: Span<UInt8>, _ start: Int) -> Bool {
    start == 0 || text[start - 1] <= 0x20 || SecretScan.isQuoting(text[start - 1])
  }

  /// The argument behind one that ends here, quotes left out; nil where none stands there, or an option.
  private static func nextArgument(_ text: Span<UInt8>, from end: Int) -> Range<Int>? {
    var at = end
    while at < text.count, isBetween(text[at]) { at += 1 }
    guard at > end, at < text.count, text[at] > 0x20, text[at] != UInt8(ascii: "-"),
      text[at] != UInt8(ascii: "]")
    else { return nil }
    let isQuoted = SecretScan.isQuoting(text[at - 1])
    guard isQuoted else { return SecretValue.range(text, at: at, .word) }
    var stop = at
    while stop < text.count, text[stop] != text[at - 1], text[stop] != UInt8(ascii: "\\") {
      stop += 1
    }
    return at..<stop
  }

  private static func isBetween(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"")
      || byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\\")
  }
}
