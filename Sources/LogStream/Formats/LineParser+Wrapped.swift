import LogModel

extension LineParser {
  /// More prefixes than this stand before no line.
  private static let prefixLimit = 3

  /// A line of plain text, perhaps behind what those put there who gather lines of programs.
  mutating func readText(
    _ line: Span<UInt8>,
    _ range: Range<Int>,
    into parsed: inout ParsedLine,
    depth: Int = 0,
    writer: UInt64 = 0
  ) {
    guard depth < Self.prefixLimit, !range.isEmpty,
      let prefix = LinePrefix.read(line, range, &context),
      isBelieved(prefix, line, range)
    else {
      follow(writer)
      return readUnwrapped(line, range, into: &parsed)
    }
    wrapping.name(prefix.instance)
    let writer =
      (prefix.writer.isEmpty ? writer : ByteHash.of(line.extracting(prefix.writer)))
      &+ UInt64(prefix.stream)
    follow(writer)
    if prefix.kind == .runtime {
      mayFollowUnseen = true
      summary.note(wrapper: prefix.kind.rawValue)
      let end =
        prefix.isPartial ? max(prefix.content.upperBound, wrapping.lineEnd) : range.upperBound
      // Where nothing but blanks stands there, the first of them is the prefix's own.
      let isBlank = prefix.isPartial && prefix.content.isEmpty
      let start = isBlank ? min(prefix.content.lowerBound + 1, end) : prefix.content.lowerBound
      let isRead = readPiece(
        line.extracting(start..<end),
        by: writer,
        prefix.time,
        isLast: !prefix.isPartial,
        &parsed
      )
      if isRead { return }
    }
    noteWrapper(prefix.time)
    readText(line, prefix.content, into: &parsed, depth: depth + 1, writer: writer)
    if prefix.kind == .time, !parsed.isUnderstood {
      // The time was the line's own.
      parsed.reset()
      context.reset()
      wrapping.time = nil
      context.times.beginContent(takenAt: nil)
      return readUnwrapped(line, range, into: &parsed)
    }
    wrapping.contentStart = max(wrapping.contentStart, prefix.content.lowerBound)
    settleTime(line, prefix.time, into: &parsed)
    guard parsed.isUnderstood, !parsed.isContinuation else { return }
    summary.note(wrapper: prefix.kind.rawValue)
    if prefix.kind == .time {
      wrapping.hasTimes = wrapping.hasTimes || prefix.isCertain
    } else if !prefix.isCertain {
      wrapping.learn(line.extracting(range.lowerBound..<prefix.content.lowerBound))
    }
  }

  /// Whether what looks like a prefix is one.
  private mutating func isBelieved(
    _ prefix: LinePrefix,
    _ line: Span<UInt8>,
    _ range: Range<Int>
  ) -> Bool {
    let content = prefix.content
    guard prefix.kind != .time else {
      return wrapping.hasTimes && prefix.isCertain && isOfPanic(line, content)
        || LinePrefix.opensForm(line, content, &context.times)
    }
    return prefix.isCertain || LinePrefix.opensForm(line, content, &context.times)
      || wrapping.knows(line.extracting(range.lowerBound..<content.lowerBound))
  }

  /// Whether the content begins a panic or goes on with one, or with another stack.
  private func isOfPanic(_ line: Span<UInt8>, _ content: Range<Int>) -> Bool {
    var tracker = ongoing.panic
    return tracker.isInside
      || !content.isEmpty
        && (PanicTracker.continues(line, content) || tracker.start(line, content) != nil)
  }

  /// Takes a piece of a line, and reads the line where it is the last one; false where the piece is a
  /// whole line.
  ///
  private mutating func readPiece(
    _ piece: Span<UInt8>,
    by writer: UInt64,
    _ time: Int64?,
    isLast: Bool,
    _ parsed: inout ParsedLine
  ) -> Bool {
    guard !isLast || !wrapping.openLines.isEmpty else { return false }
    let open = wrapping.openLines.take(writer)
    guard open != nil || !isLast else { return false }
    var pieces = open ?? LinePieces(writer: writer, time: time)
    pieces.add(piece, room: wrapping.openLines.room)
    guard !isLast else {
      readJoined(pieces, into: &parsed)
      return true
    }
    wrapping.openLines.put(pieces)
    wrapping.hasPieces = true
    parsed.reset()
    parsed.isPiece = true
    parsed.isUnderstood = true
    parsed.time = time
    return true
  }

  /// Reads what has come of a line as if its last piece had.
  mutating func endPieces(into parsed: inout ParsedLine) {
    wrapping.openLines.giveUp()
    while let pieces = wrapping.openLines.takeGivenUp() { readJoined(pieces, into: &parsed) }
  }

  /// Reads the line that pieces make, perhaps without its end.
  mutating func readJoined(_ pieces: LinePieces, into parsed: inout ParsedLine) {
    context.found.reset()
    context.time = nil
    context.times.beginLine(receivedAt: context.times.receivedAt)
    parsed.reset()
    follow(pieces.writer)
    noteWrapper(pieces.time)
    let line = pieces.bytes.span
    readUnwrapped(line, TextScan.trimmedEnd(line, 0..<line.count), into: &parsed)
    parsed.isJoined = true
    parsed.isUnderstood = true
    settleTime(line, pieces.time, into: &parsed)
    wrapping.joined = pieces
    parsed.writer = writer
  }

  /// Reads the line inside of a JSON object that may wrap one; false where it is to be read as it stands.
  mutating func readWrapped(_ line: Span<UInt8>, into parsed: inout ParsedLine) -> Bool {
    guard context.found[.journalTime].isAbsent else { return readJournal(line, into: &parsed) }
    guard isContainerLine(line) else {
      LineFormat.offerSynapse(line, context.found[.wrapped], &context)
      return false
    }
    let outer = context.found
    let time = self.time(line, outer[.time])
    summary.note(wrapper: "Docker")
    let wrapper = open(line, outer[.wrapped].range)
    defer { wrapping.opened = wrapper }
    let isEnded = wrapper.bytes.last == UInt8(ascii: "\n")
    wrapping.endsLines = wrapping.endsLines || isEnded
    let stream = outer[.stream]
    let name = line.extracting(outer[.instance].range)
    let writer =
      (name.isEmpty ? 0 : ByteHash.of(name)) &+ UInt64(stream.range.last.map { line[$0] } ?? 0)
    follow(writer)
    // Its begin may stand before.
    mayFollowUnseen = !stream.isAbsent
    if !stream.isAbsent, wrapping.endsLines, !wrapper.bytes.isEmpty {
      let isRead = readPiece(
        wrapper.bytes.span,
        by: writer,
        time,
        isLast: isEnded,
        &parsed
      )
      if isRead { return true }
    }
    let content = TextScan.trimmedEnd(wrapper.bytes.span, 0..<wrapper.bytes.count)
    noteWrapper(time)
    readContent(wrapper.bytes.span, content, into: &parsed)
    wrapping.isOpened = parsed.isUnderstood
    settleTime(wrapper.bytes.span, time, into: &parsed)
    wrapper.mapBack(&parsed)
    return true
  }

  /// An entry of systemd's journal, as `journalctl -o json` writes it.
  ///
  /// A message that is not printable stands there as a list of bytes.
  private mutating func readJournal(_ line: Span<UInt8>, into parsed: inout ParsedLine) -> Bool {
    let outer = context.found
    let message = outer[.message]
    let time = self.time(line, outer[.journalTime])
    var range = message.range
    let isList = message.kind == .number && line[range.lowerBound - 1] == UInt8(ascii: "[")
    guard isList || message.kind == .text || message.kind == .escapedText else {
      context.time = time
      return false
    }
    if isList {
      let end = ByteScan.first(UInt8(ascii: "]"), in: line, from: range.upperBound, to: line.count)
      range = range.lowerBound..<(end ?? range.upperBound)
    }
    summary.note(wrapper: "journal")
    mayFollowUnseen = true
    // A service's stream has an id of its own; what others write has their process.
    follow(outer[.stream].isAbsent ? 0 : ByteHash.of(line.extracting(outer[.stream].range)))
    let wrapper = open(line, range, isList: isList)
    context.times.beginContent(takenAt: time)
    let content = TextScan.trimmedEnd(wrapper.bytes.span, 0..<wrapper.bytes.count)
    readContent(wrapper.bytes.span, content, into: &parsed)
    if !parsed.isUnderstood {
      parsed.reset()
      context.found.reset()
      LineFormat.readUntimed(wrapper.bytes.span, content, &context)
      accept(wrapper.bytes.span, content, .journal, into: &parsed)
      parsed.time = time ?? parsed.time
    }
    wrapping.isOpened = true
    settleTime(wrapper.bytes.span, time, into: &parsed)
    wrapper.mapBack(&parsed)
    wrapping.opened = wrapper
    wrapping.name(outer[.instance].range)
    if parsed.level == .unknown, !parsed.isContinuation,
      let priority = NumberText.whole(line, outer[.syslogLevel].range)
    {
      parsed.level = LevelNames.level(syslog: priority) ?? .unknown
    }
    return true
  }

  /// Whether the `log` field is a line that a container runtime wrapped rather than a message.
  private func isContainerLine(_ line: Span<UInt8>) -> Bool {
    let found = context.found
    guard found[.message].isAbsent, found[.level].isAbsent else { return false }
    if !found[.stream].isAbsent { return true }
    let range = found[.wrapped].range
    return ByteScan.matches("{\\\"", line, at: range.lowerBound, to: range.upperBound)
      || ByteScan.matches("[GIN", line, at: range.lowerBound, to: range.upperBound)
  }

  /// The time that a wrapper gives, in milliseconds.
  private mutating func time(_ line: Span<UInt8>, _ value: RawValue) -> Int64? {
    guard !value.isAbsent else { return nil }
    return context.times.scan(line, at: value.range.lowerBound, to: value.range.upperBound)?
      .milliseconds
  }

  /// The content of a wrapper, decoded; what was found of the line is forgotten.
  private mutating func open(
    _ line: Span<UInt8>,
    _ range: Range<Int>,
    isList: Bool = false
  ) -> ContainerWrapper {
    var wrapper = wrapping.opened
    wrapping.opened = ContainerWrapper()
    wrapper.open(line, range, isList: isList)
    context.found.reset()
    context.times.beginLine(receivedAt: context.times.receivedAt)
    return wrapper
  }
}
