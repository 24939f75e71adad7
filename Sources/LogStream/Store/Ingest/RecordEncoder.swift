import LogModel

/// Turns a parsed line into the values of a row: interns its texts, finds its shape, pairs the ends of
/// connections.
struct RecordEncoder {
  /// The dictionaries.
  var tables: DictionaryTables

  private var messages = TemplateCutter(keepsShortNumbers: false)
  private var reasons = TemplateCutter(keepsShortNumbers: true)
  private var folding: PathFolding
  private var recentMessages = RecentIDs()
  private var recentReasons = RecentIDs()
  private var pathTemplates: [UInt32] = []
  private var texts = TextIntake()
  private var openings = ConnectionOpenings()
  /// By source number: the requests of the lines that come now, and those of the block of the past that
  /// is read.
  private var requests: [RecentRequests] = []
  private var pastRequests: [Int: RecentRequests] = [:]
  /// The source whose past is being encoded, and what follows the block.
  private var past: (source: Int, requests: RecentRequests, following: RecentRequests)?
  private var addresses = WaitingTexts()
  private var users = WaitingTexts()

  /// An encoder with empty dictionaries, in which secrets are masked.
  init(mask: SecretMask, folding: PathFolding = PathFolding()) {
    tables = DictionaryTables(mask: mask)
    self.folding = folding
  }

  /// An estimate of the bytes that dictionaries and tables take.
  var byteCount: Int { tables.byteCount + pathTemplates.count * 4 + openings.byteCount }

  /// Writes the values of a line of a block, but for its place in the text, into a row.
  ///
  /// Some of them are written by `finish` only, which must come before another chunk or block.
  mutating func encode(
    _ parsed: ParsedLine,
    of block: Span<UInt8>,
    _ range: Range<Int>,
    time: Int64,
    source: Int,
    into chunk: LogChunk,
    row: Int
  ) {
    let line = block.extracting(range)
    if addresses.isFull || users.isFull { finish(chunk, of: block) }
    var shape = Shape()
    shape.level = parsed.level.rawValue
    shape.event = parsed.event.rawValue
    chunk.time[row] = time
    chunk.source[row] = UInt16(truncatingIfNeeded: source)
    chunk.level[row] = parsed.level.rawValue
    chunk.event[row] = parsed.event.rawValue
    chunk.status[row] = parsed.status
    let path = encodeNames(parsed, of: block, range, line, into: chunk, row: row)
    let method = UInt8(
      truncatingIfNeeded: texts.intern(parsed.method, line, into: &tables.methods)
    )
    chunk.method[row] = method
    chunk.trace[row] = texts.hash(parsed.trace, line)
    let connection = texts.hash(parsed.connection, line)
    chunk.connection[row] = connection
    let reason = reason(of: parsed, line)
    chunk.reason[row] = reason
    shape.reason = reason
    shape.message = texts.internTemplate(
      parsed.message,
      line,
      cutter: &messages,
      into: &tables.templates,
      recent: &recentMessages
    )
    if parsed.isRequest {
      shape.status = parsed.status
      shape.method = method
      shape.path = template(ofPath: path)
    }
    chunk.shape[row] = tables.shapes.id(of: shape)
    let life = life(of: parsed, connection: connection, source: source, time: time)
    chunk.latency[row] = life
    var flags = Self.flags(of: parsed, life: life)
    if parsed.isRequest {
      let request = RecentRequests.Request(parsed, line, path: path, method: method, time: time)
      flags.formUnion(repeats(of: request, source: source, row: row))
    }
    chunk.flags[row] = flags
  }

  /// Writes the path, whose id it returns, and who asked.
  @inline(__always)
  private mutating func encodeNames(
    _ parsed: ParsedLine,
    of block: Span<UInt8>,
    _ range: Range<Int>,
    _ line: Span<UInt8>,
    into chunk: LogChunk,
    row: Int
  ) -> UInt32 {
    let path = texts.internPath(parsed.path, line, &folding, &tables)
    chunk.path[row] = path
    if parsed.address.isPlain {
      addresses.add(block, parsed.address.range(in: range), row: row)
    } else {
      chunk.address[row] = texts.intern(parsed.address, line, into: &tables.addresses)
    }
    chunk.agent[row] = UInt16(
      truncatingIfNeeded: texts.intern(parsed.agent, line, into: &tables.agents)
    )
    if parsed.user.isPlain {
      users.add(block, parsed.user.range(in: range), row: row)
    } else {
      chunk.user[row] = texts.intern(parsed.user, line, into: &tables.users)
    }
    return path
  }

  /// The flags of a row about a request of which the source has told already.
  @inline(__always)
  private mutating func repeats(
    of request: RecentRequests.Request,
    source: Int,
    row: Int
  ) -> RowFlags {
    guard past == nil else { return past?.requests.flags(of: request, row: row) ?? [] }
    while requests.count <= source { requests.append(RecentRequests()) }
    return requests[source].flags(of: request, row: row)
  }

  /// Goes on with a block of the past of a source, which precedes all that was encoded of it before.
  mutating func beginPast(of source: Int) {
    let live = requests.indices.contains(source) ? requests[source] : RecentRequests()
    past = (source, RecentRequests(), pastRequests[source] ?? live)
  }

  /// Says that the rows so far stand in another chunk now.
  mutating func leaveChunk() { past?.requests.forgetRows() }

  /// Ends the block of the past, of which the last rows stand in `chunk`.
  mutating func endPast(in chunk: LogChunk) {
    guard var past else { return }
    for (row, flags) in past.requests.repeated(before: past.following) {
      chunk.flags[row].formUnion(flags)
    }
    pastRequests[past.source] = past.requests
    self.past = nil
  }

  /// Lets a row that is not published yet say what a line that continues it says.
  mutating func promote(_ parsed: ParsedLine, of line: Span<UInt8>, in chunk: LogChunk, row: Int) {
    chunk.event[row] = parsed.event.rawValue
    chunk.reason[row] = reason(of: parsed, line)
    var shape = tables.shapes.entries[Int(chunk.shape[row])]
    shape.event = parsed.event.rawValue
    shape.reason = chunk.reason[row]
    chunk.shape[row] = tables.shapes.id(of: shape)
    chunk.flags[row].formUnion(Self.flags(of: parsed, life: chunk.latency[row]))
  }

  /// Gives a row that is not published yet and has no reason the one that a line which continues it tells.
  mutating func explain(_ parsed: ParsedLine, of line: Span<UInt8>, in chunk: LogChunk, row: Int) {
    guard UInt32(chunk.reason[row]) == InternEntries.absent else { return }
    chunk.reason[row] = reason(of: parsed, line)
    var shape = tables.shapes.entries[Int(chunk.shape[row])]
    shape.reason = chunk.reason[row]
    chunk.shape[row] = tables.shapes.id(of: shape)
  }

  /// Writes the values of the chunk's rows that are still missing; the rows' lines stand in `block`.
  mutating func finish(_ chunk: LogChunk, of block: Span<UInt8>) {
    addresses.finish(in: block, &tables.addresses, chunk.address)
    users.finish(in: block, &tables.users, chunk.user)
  }

  /// The id of the reason; a heartbeat timeout is its own reason.
  private mutating func reason(of parsed: ParsedLine, _ line: Span<UInt8>) -> UInt16 {
    if parsed.reason.isEmpty, parsed.event == .heartbeatTimeout {
      return UInt16(truncatingIfNeeded: tables.reasons.intern("heartbeat_timeout".utf8Span.span))
    }
    return UInt16(
      truncatingIfNeeded: texts.internTemplate(
        parsed.reason,
        line,
        cutter: &reasons,
        into: &tables.reasons,
        recent: &recentReasons
      )
    )
  }

  private static func flags(of parsed: ParsedLine, life: Float) -> RowFlags {
    var flags: RowFlags = []
    if parsed.isRequest { flags.insert(.request) }
    switch parsed.edgeFailure {
    case .none: break
    case .supposed: flags.formUnion([.ofEdge, .supposed])
    case .told: flags.insert(.ofEdge)
    }
    if parsed.isWebSocket { flags.insert(.webSocket) }
    if parsed.isUnderstood { flags.insert(.understood) }
    if !parsed.message.isEmpty { flags.insert(.message) }
    switch parsed.event {
    case .none, .opened: break
    case .closed, .closedAbnormally, .heartbeatTimeout:
      if life >= 0, life < SourceCounts.shortLife { flags.insert(.shortLived) }
    }
    if parsed.level >= .warn || parsed.status >= 500 || parsed.event == .closedAbnormally
      || parsed.event == .heartbeatTimeout
    {
      flags.insert(.trouble)
    }
    return flags
  }

  /// The latency of a record; for the end of a connection its life, from its opening where the record
  /// does not say it.
  private mutating func life(
    of parsed: ParsedLine,
    connection: UInt64,
    source: Int,
    time: Int64
  ) -> Float {
    let own = parsed.latency.isNaN ? LogChunk.noLatency : Float(max(0, min(1e9, parsed.latency)))
    guard connection != 0, parsed.event != .none else { return own }
    // Gateways that count their connections give the same ids.
    let connection = connection &+ UInt64(source)
    if parsed.event == .opened {
      openings.open(connection, at: time)
      return own
    }
    let opened = openings.close(connection)
    guard own < 0, let opened, opened <= time else { return own }
    return Float(time - opened) / 1_000
  }

  private mutating func template(ofPath path: UInt32) -> UInt32 {
    guard path >= InternEntries.firstID else { return path }
    let index = Int(path)
    if index >= pathTemplates.count {
      let missing = index + 1 + index / 2 - pathTemplates.count
      pathTemplates.append(contentsOf: repeatElement(0, count: missing))
    }
    if pathTemplates[index] == 0 {
      pathTemplates[index] = cutPath(path)
    }
    return pathTemplates[index]
  }

  private mutating func cutPath(_ path: UInt32) -> UInt32 {
    tables.paths.entries.withBytes(path) { messages.run($0) }
    return messages.internLast(into: &tables.templates)
  }
}
