import LogModel

extension LineParser {
  /// A line without any wrapper but syslog's.
  mutating func readUnwrapped(
    _ line: Span<UInt8>,
    _ range: Range<Int>,
    into parsed: inout ParsedLine
  ) {
    guard !range.isEmpty, line[range.lowerBound] != UInt8(ascii: "{"),
      let syslog = SyslogPrefix.read(line, range, &context)
    else { return readContent(line, range, into: &parsed) }
    readSyslog(line, syslog, into: &parsed)
  }

  /// The content of a line that came by syslog.
  mutating func readSyslog(
    _ line: Span<UInt8>,
    _ prefix: SyslogPrefix,
    into parsed: inout ParsedLine
  ) {
    let content = prefix.content
    if let format = formats.first(where: { !content.isEmpty && $0.read(line, content, &context) }),
      !(format.isLate && prefix.time != nil && dropsPairsTime(line))
    {
      accept(line, content, format, into: &parsed)
    } else {
      context.found.reset()
      LineFormat.readUntimed(line, content, &context)
      accept(line, content, .syslog, into: &parsed)
      parsed.time = prefix.time ?? parsed.time
    }
    if parsed.time == nil { parsed.time = prefix.time }
    if parsed.level == .unknown { parsed.level = prefix.level ?? .unknown }
    ongoing.textLinesLeft = 0
    wrapping.name(prefix.host)
  }
}
