import LogModel

/// Gives the raw values of a line their meaning, whatever format they came from.
struct Interpretation: Sendable {
  /// What is known of the units of latency fields.
  private(set) var latency: LatencyInference
  private var routes: WebSocketRoutes
  private var events = ConnectionEvents()
  private let levels = LevelNames()
  /// The numbers of the names that Serilog's compact lines give their time and duration.
  private let compact: (time: UInt16, elapsed: UInt16)
  /// The numbers of MongoDB's names for time and level; the latter is too short to mean it elsewhere.
  private let mongo: (time: UInt16, level: UInt16)

  /// Knows nothing of the source yet.
  init(hints: FormatHints, names: FieldNames) {
    self.compact = (names.number("@t"), names.number("elapsed"))
    self.mongo = (names.number("t.$date"), names.number("s"))
    self.latency = LatencyInference(names: names.count, configured: hints.latencyUnit)
    self.routes = WebSocketRoutes(configured: hints.webSocketPaths)
  }

  /// Knows from the beginning which events have lines of their own, and what latencies look like, as another
  /// has learnt it.
  mutating func adoptHabits(of other: Interpretation) {
    events.adoptHabits(of: other.events)
    latency.adopt(other.latency)
  }

  /// Forgets which connections have ended, so that a line that was read before tells its end again.
  mutating func forgetEnds() { events.forgetEnds() }

  /// Fills `parsed` from what was found.
  mutating func interpret(
    _ line: Span<UInt8>,
    _ context: inout FormatContext,
    into parsed: inout ParsedLine
  ) {
    parsed.isUnderstood = true
    let time = context.found[.time]
    if !time.isAbsent {
      parsed.time =
        context.times.scan(line, at: time.range.lowerBound, to: time.range.upperBound)?.milliseconds
    }
    if parsed.time == nil { parsed.time = context.time }
    parsed.level = context.level
    let tellsEvents = !context.tellsNoEvent
    readFields(line, context.found, context.names, tellsEvents: tellsEvents, into: &parsed)
  }

  private mutating func readFields(
    _ line: Span<UInt8>,
    _ found: FoundFields,
    _ names: FieldNames,
    tellsEvents: Bool,
    into parsed: inout ParsedLine
  ) {
    readTexts(line, found, into: &parsed)
    let target = readRequest(line, found, into: &parsed)
    parsed.status = Self.status(line, found)
    parsed.isRequest =
      parsed.status != 0
      && (!parsed.method.isEmpty || !parsed.path.isEmpty || Self.isAnswered(found))
    if parsed.isRequest, parsed.status >= 400 {
      parsed.edgeFailure = found.edgeFailure(line, status: parsed.status)
    }
    readLevel(line, found, into: &parsed)
    let value = found[.latency]
    if !value.isAbsent {
      var row = value.name == 0 ? nil : names[value.name]
      if value.name == compact.elapsed, found[.time].name == compact.time, value.name != 0 {
        row?.unit = .milliseconds
      }
      parsed.latency = latency.seconds(line, value, row: row)
    }
    readUpgrade(line, found, target: target, into: &parsed)
    if tellsEvents { readEvent(line, found, into: &parsed) }
  }

  /// Whether something stands in a request's place, which was answered be it a request or not.
  private static func isAnswered(_ found: FoundFields) -> Bool {
    let request = found[.requestLine]
    return !request.isAbsent && request.name == 0
  }

  private func readTexts(
    _ line: Span<UInt8>,
    _ found: FoundFields,
    into parsed: inout ParsedLine
  ) {
    parsed.message = found[.message].text
    if parsed.message.isEmpty, !found[.wrapped].isAbsent { parsed.message = found[.wrapped].text }
    parsed.agent = found[.agent].text
    parsed.user = found[.user].text
    parsed.connection = found[.connection].text
    let trace = found[.trace]
    parsed.trace = trace.text
    // A request's id stands back behind the id of its trace.
    let isCertain = trace.length != 55 && trace.rank % FoundFields.nestedRank < 2
    if !isCertain, let context = found.traceContext(line) {
      parsed.trace = ParsedLine.Text(context.trace)
    }
    parsed.reason = found[.reason].isAbsent ? found[.error].text : found[.reason].text
    readAddress(line, found, into: &parsed)
  }

  private func readAddress(
    _ line: Span<UInt8>,
    _ found: FoundFields,
    into parsed: inout ParsedLine
  ) {
    var value = found[.address]
    let client = found[.client]
    if !client.isAbsent {
      if AddressText.looksLikeAddress(line, client.range) {
        if value.isAbsent || value.rank % FoundFields.nestedRank > 1 { value = client }
      } else if parsed.connection.isEmpty {
        parsed.connection = client.text
      }
    }
    guard !value.isAbsent, value.kind != .number else { return }
    // `addr` and its like name a peer only in records about one; else it is what the server binds. `peer`
    // and its like may be a name.
    let rank = value.rank % FoundFields.nestedRank
    let isAboutPeer =
      rank < 3 || rank == 3 && AddressText.looksLikeAddress(line, value.range)
      || !found[.status].isAbsent || !found[.event].isAbsent || !parsed.connection.isEmpty
      || !parsed.user.isEmpty
    guard isAboutPeer else { return }
    parsed.address = ParsedLine.Text(
      AddressText.host(line, value.range),
      isEscaped: value.kind == .escapedText
    )
  }

  private mutating func readLevel(
    _ line: Span<UInt8>,
    _ found: FoundFields,
    into parsed: inout ParsedLine
  ) {
    let value = found[.level]
    let isOther = value.name == mongo.level && found[.time].name != mongo.time
    if !value.isAbsent, !isOther {
      if let number = NumberText.whole(line, value.range) {
        parsed.level = LevelNames.level(number: number) ?? .unknown
      } else {
        parsed.level = levels.level(line, value.range) ?? .unknown
      }
    } else if let number = NumberText.whole(line, found[.syslogLevel].range) {
      parsed.level = LevelNames.level(syslog: number) ?? .unknown
    }
    if parsed.status >= 500 {
      parsed.level = max(parsed.level, .error)
    } else if parsed.level == .unknown, parsed.isRequest {
      parsed.level = .info
    }
  }

  /// Marks requests that ask for an upgrade, and remembers their path.
  private mutating func readUpgrade(
    _ line: Span<UInt8>,
    _ found: FoundFields,
    target: Range<Int>,
    into parsed: inout ParsedLine
  ) {
    guard parsed.isRequest else { return }
    let path = parsed.path.range
    let upgrade = found[.upgrade]
    let asksByHeader =
      !upgrade.isAbsent
      && ByteScan.matches(
        "websocket",
        line,
        at: upgrade.range.lowerBound,
        to: upgrade.range.upperBound
      )
    if parsed.status == 101 || asksByHeader {
      parsed.isWebSocket = true
      if !path.isEmpty { routes.learn(line, path) }
    } else {
      parsed.isWebSocket = !path.isEmpty && routes.contains(line, path, target: target)
    }
  }

  /// The innermost cause of a message such as `client gone: read tcp: connection reset by peer`; empty
  /// where it names none.
  private func lastCause(_ line: Span<UInt8>, _ message: ParsedLine.Text) -> ParsedLine.Text {
    let range = message.range
    // A colon at the end says that the cause stands in the next line.
    guard range.count > 2, line[range.upperBound - 1] != UInt8(ascii: ":") else {
      return ParsedLine.Text()
    }
    if let next = Self.nextLine(line, message) { return next }
    var at = range.upperBound - 2
    while at > range.lowerBound {
      if line[at] == UInt8(ascii: ":"), line[at + 1] == UInt8(ascii: " ") {
        return message.suffix(from: at + 2)
      }
      at -= 1
    }
    return ParsedLine.Text()
  }

  /// What an escaped message says behind a colon and a newline.
  private static func nextLine(
    _ line: Span<UInt8>,
    _ message: ParsedLine.Text
  ) -> ParsedLine.Text? {
    guard message.isEscaped else { return nil }
    let range = message.range
    let colon = range.first { ByteScan.matches(#":\n"#, line, at: $0, to: range.upperBound - 1) }
    return colon.map { message.suffix(from: $0 + 3) }
  }

  /// Takes a line that continues the end of a connection for its reason: `<0.731.0> missed heartbeats from
  /// client, timeout: 60s`.
  func readReason(_ line: Span<UInt8>, into parsed: inout ParsedLine) {
    let (first, end) = (parsed.message.range.lowerBound, parsed.message.range.upperBound)
    let process = ByteScan.first(UInt8(ascii: ">"), in: line, from: first, to: end)
    let start = TextScan.skipSpace(line, process.map { $0 + 1 } ?? first, end)
    guard start < end else { return }
    parsed.reason = parsed.message.suffix(from: start)
    parsed.event = events.ending(line, parsed.reason)
  }

  private mutating func readEvent(
    _ line: Span<UInt8>,
    _ found: FoundFields,
    into parsed: inout ParsedLine
  ) {
    ErlangConnection.read(line, into: &parsed)
    let session =
      EjabberdSession.mayBegin(line, parsed.message)
      ? EjabberdSession.read(line, into: &parsed) : nil
    parsed.event = events.event(line, found, parsed)
    if let session { parsed.event = events.event(parsed.event, of: session) }
    if session == .closed, parsed.event == .none {
      parsed.reason = lastCause(line, parsed.message)
      parsed.event = events.ending(line, parsed.reason)
    }
    let isClosing = parsed.event == .closed || parsed.event == .closedAbnormally
    if parsed.reason.isEmpty {
      if isClosing {
        parsed.reason = lastCause(line, parsed.message)
      } else if parsed.event == .heartbeatTimeout {
        parsed.reason = Self.nextLine(line, parsed.message) ?? ParsedLine.Text()
      }
    }
    // structlog keeps the message under `event`.
    if parsed.message.isEmpty, !parsed.isRequest, !found[.event].isAbsent,
      found[.message].isAbsent
    {
      parsed.message = found[.event].text
    }
  }
}
