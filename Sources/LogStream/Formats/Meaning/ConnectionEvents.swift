import LogModel

/// What records say of connections' lives, each end told by one record only.
///
/// Servers differ in how many lines they write for one event, so the source's habits are remembered:
/// where events have lines of their own, access lines open nothing; where a heartbeat timeout was
/// logged, the closing line of the same connection ends nothing a second time.
struct ConnectionEvents: Sendable {
  /// How many connections that ended by their heartbeat are remembered.
  private static let memory = 256

  /// A closing line so many milliseconds from a timeout is about another connection: a server that is
  /// started again counts its ids from the beginning.
  private static let sameEnd: Int64 = 10_000

  /// Which events have lines of their own.
  private struct Habits {
    var showsOpenings = false
    var showsEndings = false
    var showsTimeouts = false
    var showsSessions = false
  }

  private let words = EventWords.table()
  private var habits = Habits()
  private var timedOut: [(id: UInt64, time: Int64?)] = []
  private var oldest = 0

  /// What the record says; `parsed` has everything but its event.
  mutating func event(
    _ line: Span<UInt8>,
    _ found: FoundFields,
    _ parsed: ParsedLine
  ) -> ConnectionEvent {
    let named = found[.event]
    var own = named.isAbsent ? [] : words.eventWords(line, named.range, limit: 64)
    if own.isSuperset(of: [.subject, .created]) { own.insert(.opened) }
    if !own.isDisjoint(with: [.opened, .closed, .heartbeat]) {
      return classify(own, line, found, parsed)
    }
    return parsed.isRequest ? requestEvent(parsed) : spokenEvent(line, found, parsed)
  }

  /// What a line of ejabberd says, of which `event` was read: where it tells of sessions, those are the
  /// connections, for servers and whoever fails to log in are accepted too.
  mutating func event(
    _ event: ConnectionEvent,
    of session: EjabberdSession.Kind
  ) -> ConnectionEvent {
    if session == .opened { habits.showsSessions = true }
    return session == .accepted && habits.showsSessions ? .none : event
  }

  /// Knows from the beginning what another has learnt of the same source.
  mutating func adoptHabits(of other: ConnectionEvents) { habits = other.habits }

  /// Forgets which connections have ended, so that a line that was read before tells its end again.
  mutating func forgetEnds() { timedOut = [] }

  /// An access line opens a connection where nothing else tells of it.
  private func requestEvent(_ parsed: ParsedLine) -> ConnectionEvent {
    guard parsed.isWebSocket, !habits.showsOpenings, parsed.status == 101 || parsed.status == 200
    else {
      return .none
    }
    return .opened
  }

  /// The event of a record that has no event field, by its message or error.
  private mutating func spokenEvent(
    _ line: Span<UInt8>,
    _ found: FoundFields,
    _ parsed: ParsedLine
  ) -> ConnectionEvent {
    let isAboutSomeone =
      !parsed.address.isEmpty || !parsed.connection.isEmpty || !parsed.user.isEmpty
    let said = words.eventWords(line, parsed.message.range, limit: 120)
    if said.tellsHeartbeatTimeout, isAboutSomeone || parsed.level >= .warn {
      return ended(.heartbeatTimeout, line, parsed)
    }
    if isAboutSomeone, said.contains(.subject), said.isDisjoint(with: .failed) {
      if said.contains(.closed) { return classify(said, line, found, parsed) }
      if said.contains(.opened) { return classify(said, line, found, parsed) }
    }
    guard !habits.showsEndings else { return .none }
    let error = words.eventWords(line, parsed.reason.range).union(said)
    return error.isSuperset(of: [.subject, .closed, .abnormal])
      ? ended(.closedAbnormally, line, parsed) : .none
  }

  private mutating func classify(
    _ own: EventWords,
    _ line: Span<UInt8>,
    _ found: FoundFields,
    _ parsed: ParsedLine
  ) -> ConnectionEvent {
    if own.tellsHeartbeatTimeout {
      habits.showsTimeouts = true
      return ended(.heartbeatTimeout, line, parsed)
    }
    if own.contains(.closed) {
      habits.showsEndings = true
      let ending = closing(own, line, found)
      let isTold = ending == .heartbeatTimeout && habits.showsTimeouts && parsed.connection.isEmpty
      return isTold ? .none : ended(ending, line, parsed)
    }
    guard own.contains(.opened), own.isDisjoint(with: .failed) else { return .none }
    habits.showsOpenings = true
    forget(line, parsed.connection)
    return .opened
  }

  /// How a connection was closed, by code, reason and error.
  private func closing(
    _ own: EventWords,
    _ line: Span<UInt8>,
    _ found: FoundFields
  )
    -> ConnectionEvent
  {
    let reason = found[.reason].isAbsent ? [] : words.eventWords(line, found[.reason].range)
    if reason.tellsHeartbeatTimeout { return .heartbeatTimeout }
    if own.contains(.abnormal) || !reason.isDisjoint(with: [.abnormal, .failed]) {
      return .closedAbnormally
    }
    let code = found[.closeCode].isAbsent ? found[.code] : found[.closeCode]
    if let code = NumberText.whole(line, code.range), Self.isAbnormal(closeCode: code) {
      return .closedAbnormally
    }
    let error = found[.error]
    guard !error.isAbsent, words.eventWords(line, error.range).contains(.abnormal) else {
      return .closed
    }
    return .closedAbnormally
  }

  /// How a connection ended for the given reason.
  func ending(_ line: Span<UInt8>, _ reason: ParsedLine.Text) -> ConnectionEvent {
    let said = words.eventWords(line, reason.range)
    if said.tellsHeartbeatTimeout { return .heartbeatTimeout }
    return said.isDisjoint(with: [.abnormal, .failed]) ? .closed : .closedAbnormally
  }

  /// Whether a WebSocket close code tells of a failure (RFC 6455, section 7.4.1).
  static func isAbnormal(closeCode: Int) -> Bool {
    switch closeCode {
    case 1002, 1003, 1006...1011, 1014, 1015: true
    default: false
    }
  }

  /// The event, unless the connection's heartbeat timeout has told its end already.
  private mutating func ended(
    _ event: ConnectionEvent,
    _ line: Span<UInt8>,
    _ parsed: ParsedLine
  ) -> ConnectionEvent {
    guard !parsed.connection.isEmpty else { return event }
    let hash = ByteHash.of(line.extracting(parsed.connection.range))
    let isTold = timedOut.contains { $0.id == hash && Self.areNear($0.time, parsed.time) }
    if isTold { return .none }
    guard event == .heartbeatTimeout else { return event }
    if timedOut.count < Self.memory {
      timedOut.append((hash, parsed.time))
    } else {
      timedOut[oldest] = (hash, parsed.time)
      oldest = (oldest + 1) % Self.memory
    }
    return event
  }

  /// Forgets an ended connection whose id is used again.
  private mutating func forget(_ line: Span<UInt8>, _ connection: ParsedLine.Text) {
    guard !connection.isEmpty, !timedOut.isEmpty else { return }
    let hash = ByteHash.of(line.extracting(connection.range))
    if let index = timedOut.firstIndex(where: { $0.id == hash }) { timedOut[index].id = 0 }
  }

  /// Whether two ends of one id may be of one connection; times that are not known may.
  private static func areNear(_ first: Int64?, _ second: Int64?) -> Bool {
    guard let first, let second else { return true }
    let (apart, overflow) = first.subtractingReportingOverflow(second)
    return !overflow && apart.magnitude <= UInt64(sameEnd)
  }
}
