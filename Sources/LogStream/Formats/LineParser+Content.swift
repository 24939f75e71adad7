import LogModel

extension LineParser {
  /// A record has no more lines than this without a form of their own.
  private static let textLineLimit = 1_000

  /// The content of a line, without any wrapper.
  mutating func readContent(
    _ line: Span<UInt8>,
    _ range: Range<Int>,
    into parsed: inout ParsedLine
  ) {
    guard !range.isEmpty else {
      parsed.isContinuation = true
      parsed.isUnderstood = true
      return
    }
    if !ongoing.panic.isInside, PanicTracker.continues(line, range) {
      parsed.isContinuation = true
      parsed.isUnderstood = true
      parsed.message = ParsedLine.Text(range)
      // Gin writes the errors of a request behind its line.
      if ByteScan.matches("Error #", line, at: range.lowerBound, to: range.upperBound),
        let colon = ByteScan.first(0x3a, in: line, from: range.lowerBound, to: range.upperBound)
      {
        let start = TextScan.skipSpace(line, colon + 1, range.upperBound)
        parsed.reason = ParsedLine.Text(start..<range.upperBound)
      } else {
        explain(line, range, &parsed)
      }
      return
    }
    let isObject = ByteScan.matches("{\"", line, at: range.lowerBound, to: range.upperBound)
    let isInside = ongoing.panic.isInside
    // By number: a copy of each format that refuses costs more than most refusals.
    for index in formats.indices {
      guard !isInside || formats[index].endsPanic, !(isObject && formats[index].isLate),
        formats[index].read(line, range, &context),
        !(formats[index].isLate && wrapping.time != nil && dropsPairsTime(line))
      else { continue }
      ongoing.panic.end()
      return accept(line, range, formats[index], into: &parsed)
    }
    readUnknown(line, range, into: &parsed)
  }

  /// Forgets what was found where the time is a pair's value rather than the line's own.
  mutating func dropsPairsTime(_ line: Span<UInt8>) -> Bool {
    let start = context.found[.time].range.lowerBound
    guard start > 0, line[start - 1] == UInt8(ascii: "=") else { return false }
    context.reset()
    return true
  }

  private mutating func readUnknown(
    _ line: Span<UInt8>,
    _ range: Range<Int>,
    into parsed: inout ParsedLine
  ) {
    parsed.message = ParsedLine.Text(range)
    let isTimed = wrapping.time != nil
    if isTimed, !ongoing.panic.awaitsCause, LineFormat.leadsWithLevel(line, range, context.levels),
      readTimedByWrapper(line, range, into: &parsed)
    {
      return
    } else if ongoing.panic.isInside {
      if ongoing.panic.advance(line, range) { parsed.reason = ParsedLine.Text(range) }
      parsed.isContinuation = true
      parsed.isUnderstood = true
    } else if let level = ongoing.panic.start(line, range) {
      if let text = PanicTracker.recovered(line, range) { parsed.message = ParsedLine.Text(text) }
      parsed.level = level
      parsed.isUnderstood = true
    } else if ongoing.textLinesLeft > 0 {
      ongoing.textLinesLeft -= 1
      parsed.isContinuation = true
      parsed.isUnderstood = true
      explain(line, range, &parsed)
    } else if isTimed, readTimedByWrapper(line, range, into: &parsed) {
      return
    } else if LineFormat.leveled.read(line, range, &context) {
      accept(line, range, .leveled, into: &parsed)
    }
  }

  /// Text whose time is its wrapper's, whatever pairs it holds; false where it names no level.
  private mutating func readTimedByWrapper(
    _ line: Span<UInt8>,
    _ range: Range<Int>,
    into parsed: inout ParsedLine
  ) -> Bool {
    guard LineFormat.timedByWrapper.read(line, range, &context) else { return false }
    accept(line, range, .timedByWrapper, into: &parsed)
    parsed.time = wrapping.time ?? parsed.time
    return true
  }

  /// Takes a line that continues a record for its reason, where that is awaited.
  private mutating func explain(
    _ line: Span<UInt8>,
    _ range: Range<Int>,
    _ parsed: inout ParsedLine
  ) {
    guard ongoing.awaitsReason else { return }
    ongoing.awaitsReason = false
    parsed.reason = ParsedLine.Text(
      TextScan.skipSpace(line, range.lowerBound, range.upperBound)..<range.upperBound
    )
  }

  /// Gives the fields of an understood line their meaning.
  mutating func accept(
    _ line: Span<UInt8>,
    _ range: Range<Int>,
    _ format: LineFormat,
    into parsed: inout ParsedLine
  ) {
    reading.interpret(line, &context, into: &parsed)
    ongoing.panic.end()
    ongoing.textLinesLeft = format.isFollowedByText ? Self.textLineLimit : 0
    ongoing.awaitsReason = format.isExplainedByText && parsed.level >= .warn
    if parsed.message.length > 0 {
      if let level = ongoing.panic.start(line, parsed.message.range) {
        parsed.level = max(parsed.level, level)
        ongoing.textLinesLeft = 0
        if let text = PanicTracker.recovered(line, parsed.message.range) {
          parsed.message = parsed.message.suffix(from: text.lowerBound)
        }
      }
      let start = Int(parsed.message.start)
      if format.isFollowedByText, start < range.upperBound, line[start] == UInt8(ascii: "<"),
        let isRepeated = ongoing.repeated.isRepeated(
          line,
          range.lowerBound,
          start,
          range.upperBound
        )
      {
        parsed.isContinuation = isRepeated
        mayFollowUnseen = true
        if isRepeated, ongoing.repeated.expectsReason { reading.readReason(line, into: &parsed) }
        let isClosing = parsed.event == .closed || parsed.event == .closedAbnormally
        ongoing.repeated.note(endsWithoutReason: !isRepeated && isClosing && parsed.reason.isEmpty)
      } else {
        ongoing.repeated.forget()
      }
    }
    if context.isContinuation {
      parsed.isContinuation = true
      mayFollowUnseen = true
    }
    guard !summary.isSettled else { return }
    if !context.found[.instance].isAbsent { wrapping.namesInstances = true }
    summary.note(format: format.name, line, context.found, names: context.names)
    if parsed.isRequest { summary.noteRequest(format: format.name, line, range) }
  }
}
