import LogModel

/// A condition on a column of ids or small numbers: asked once for each id, then looked up.
struct ColumnTest: Sendable {
  /// More ids than this are asked about on all cores.
  private static let piece = 4_096

  /// The column.
  let field: FilterField

  private let condition: Filter.Condition
  private let test: ValueTest
  private var verdicts: [ColumnVerdict] = []

  /// A test of `condition` on a field that has a column.
  init(_ field: FilterField, _ condition: Filter.Condition) {
    self.field = field
    self.condition = condition
    self.test = ValueTest(condition, isProse: Self.isProse(field))
  }

  /// Whether some records' texts may have to be read.
  var mayNeedText: Bool { field == .message || field == .reason || field == .instance }

  /// Fields whose values are prose: a pattern may occur anywhere in them.
  static func isProse(_ field: FilterField) -> Bool {
    field == .message || field == .reason || field == .userAgent
  }

  /// Asks about every id that the snapshot's records may have and that has not been asked about yet.
  mutating func prepare(for snapshot: LogSnapshot) {
    // Whether a source's lines name their writers may turn out late.
    if field == .instance { verdicts = [] }
    let known = verdicts.count
    let missing = Self.idLimit(field, snapshot) - known
    guard missing > 0 else { return }
    guard missing > Self.piece else {
      for id in known..<known + missing { verdicts.append(verdict(ofID: id, snapshot)) }
      return
    }
    let test = self
    let pieces = CoreTeam.map((missing + Self.piece - 1) / Self.piece) { index in
      let first = known + index * Self.piece
      return (first..<min(known + missing, first + Self.piece)).map {
        test.verdict(ofID: $0, snapshot)
      }
    }
    verdicts.reserveCapacity(known + missing)
    for piece in pieces { verdicts += piece }
  }

  /// Which of a chunk's active rows match, and which of them match if their texts do.
  func rows(_ view: ChunkView, active: Bitmap) -> (passing: Bitmap, undecided: Bitmap?) {
    let chunk = view.chunk
    func scan<ID>(_ column: Column<ID>) -> (passing: Bitmap, undecided: Bitmap?)
    where ID: FixedWidthInteger & UnsignedInteger & BitwiseCopyable & Sendable {
      ColumnScan.rows(column, below: view.count, active: active, verdicts: verdicts)
    }
    switch field {
    case .path: return scan(chunk.path)
    case .clientIP: return scan(chunk.address)
    case .userAgent: return scan(chunk.agent)
    case .user: return scan(chunk.user)
    case .reason: return scan(chunk.reason)
    case .message: return scan(chunk.shape)
    case .method: return scan(chunk.method)
    case .status: return scan(chunk.status)
    case .level: return scan(chunk.level)
    case .event: return scan(chunk.event)
    case .source, .instance: return scan(chunk.source)
    case .time, .latency, .trace, .span, .parentSpan, .connection:
      return (Bitmap(count: view.count), nil)
    }
  }

  /// Whether the record, read whole, matches.
  func matches(_ record: LogRecord) -> Bool {
    RecordTest.value(of: field, in: record).map(test.matches) ?? false
  }

  /// Whether a chunk with these bounds may hold a match.
  func mayMatch(_ summary: ChunkSummary) -> Bool {
    switch field {
    case .status:
      let statuses = summary.lowestStatus...max(summary.lowestStatus, summary.highestStatus)
      guard statuses.count <= 1_000 else { return true }
      return statuses.contains { $0 != 0 && test.matches("\($0)") }
    case .level:
      return Level.allCases.contains { summary.levels >> $0.rawValue & 1 == 1 && matches($0) }
    case .event:
      return ConnectionEvent.allCases.contains {
        summary.events >> $0.rawValue & 1 == 1 && $0 != .none && test.matches($0.name)
      }
    default: return true
    }
  }

  /// The id that a column holds for a row.
  @inline(__always)
  static func id(_ field: FilterField, _ chunk: LogChunk, _ row: Int) -> UInt32 {
    switch field {
    case .path: chunk.path[row]
    case .clientIP: chunk.address[row]
    case .userAgent: UInt32(chunk.agent[row])
    case .user: chunk.user[row]
    case .reason: UInt32(chunk.reason[row])
    case .message: chunk.shape[row]
    case .method: UInt32(chunk.method[row])
    case .status: UInt32(chunk.status[row])
    case .level: UInt32(chunk.level[row])
    case .event: UInt32(chunk.event[row])
    case .source, .instance: UInt32(chunk.source[row])
    case .time, .latency, .trace, .span, .parentSpan, .connection: 0
    }
  }

  /// One more than the highest id that records of the snapshot may have.
  private static func idLimit(_ field: FilterField, _ snapshot: LogSnapshot) -> Int {
    let dictionaries = snapshot.dictionaries
    switch field {
    case .path: return dictionaries.paths.limit
    case .clientIP: return dictionaries.addresses.limit
    case .userAgent: return dictionaries.agents.limit
    case .user: return dictionaries.users.limit
    case .method: return dictionaries.methods.limit
    case .reason: return dictionaries.reasons.limit
    case .message: return dictionaries.shapes.count
    case .status: return 1 + Int(snapshot.chunks.map(\.summary.highestStatus).max() ?? 0)
    case .level: return Level.allCases.count
    case .event: return ConnectionEvent.allCases.count
    case .source, .instance:
      return max(snapshot.sourceNames.count, 1 + (snapshot.decoders.keys.max() ?? 0))
    case .time, .latency, .trace, .span, .parentSpan, .connection: return 0
    }
  }

  private func verdict(ofID id: Int, _ snapshot: LogSnapshot) -> ColumnVerdict {
    let dictionaries = snapshot.dictionaries
    let id32 = UInt32(truncatingIfNeeded: id)
    switch field {
    case .path: return verdict(id32, dictionaries.paths)
    case .clientIP: return verdict(id32, dictionaries.addresses)
    case .userAgent: return verdict(id32, dictionaries.agents)
    case .user: return verdict(id32, dictionaries.users)
    case .method: return verdict(id32, dictionaries.methods)
    case .reason: return verdict(id32, dictionaries.reasons)
    case .message:
      // Shape 0 stands for shapes without a place too.
      guard id < dictionaries.shapes.count else { return .no }
      return id == 0 ? .text : verdict(dictionaries.shapes[id].message, dictionaries.templates)
    case .status: return id != 0 && test.matches("\(id)") ? .yes : .no
    case .level:
      return Level(rawValue: UInt8(truncatingIfNeeded: id)).map(matches) ?? false ? .yes : .no
    case .event:
      let event = ConnectionEvent(rawValue: UInt8(truncatingIfNeeded: id)) ?? .none
      return event != .none && test.matches(event.name) ? .yes : .no
    case .source: return snapshot.sourceTexts(id).contains { test.matches($0) } ? .yes : .no
    case .instance:
      if snapshot.decoders[id]?.namesInstances == true { return .text }
      if case .exists = condition { return snapshot.instances[id] == nil ? .no : .yes }
      return snapshot.sourceTexts(id).contains { test.matches($0) } ? .yes : .no
    case .time, .latency, .trace, .span, .parentSpan, .connection: return .no
    }
  }

  private func verdict(_ id: UInt32, _ entries: InternEntries) -> ColumnVerdict {
    if id == InternEntries.absent { return .no }
    if case .exists = condition { return .yes }
    if id == InternEntries.other { return .text }
    if entries.isVerbatim(id) {
      return entries.withBytes(id) { test.matches($0) } ? .yes : .no
    }
    // A path's form is a value like others: what a table offers must be found.
    switch condition {
    // In a message's form, a mark stands for what differs: it has not as many characters.
    case .resembles(let pattern) where pattern.asksForCharacters && field != .path: break
    case .equals, .resembles: if entries.withBytes(id, { test.matches($0) }) { return .yes }
    default: break
    }
    if let needle = test.needle, entries.withBytes(id, { needle.occurs(in: $0) }) { return .yes }
    return .text
  }

  private func matches(_ level: Level) -> Bool {
    switch condition {
    case .exists: return level != .unknown
    case .resembles(let pattern) where pattern.parts.count == 1:
      return OperandText.level(pattern.parts[0]) == level
    case .equals(let text): return OperandText.level(text) == level
    case .compares(let comparison, let operand):
      guard let bound = OperandText.level(operand.text) else { return false }
      switch comparison {
      case .less: return level < bound
      case .lessOrEqual: return level <= bound
      case .greater: return level > bound
      case .greaterOrEqual: return level >= bound
      }
    case .range(let lower, let includesLower, let upper, let includesUpper):
      let low = lower.map { OperandText.level($0.text) } ?? .unknown
      let high = upper.map { OperandText.level($0.text) } ?? .fatal
      guard let low, let high else { return false }
      return (includesLower || lower == nil ? level >= low : level > low)
        && (includesUpper || upper == nil ? level <= high : level < high)
    case .resembles, .network, .expression: return test.matches(level.name)
    }
  }
}
