import LogModel
import MetricsModel

/// One condition of a filter, in the form in which it is tested over columns.
enum FilterLeaf: Sendable {
  /// On a column of small numbers: ids of a dictionary, levels, statuses.
  case column(ColumnTest)
  /// On the time, in milliseconds; nil matches nothing.
  case time(ClosedRange<Int64>?)
  /// On the latency, in seconds; records without one never match.
  case latency(ClosedRange<Float>?)
  /// The trace or connection with this hash, or, where the hash is 0, any.
  case trace(UInt64)
  /// The same for the connection's id.
  case connection(UInt64)
  /// On the record's text as it stands in the log.
  case text(TextTest)
  /// On a field that no column holds: the record is read whole.
  case record(RecordTest)

  /// The leaf of a condition on a field.
  init(field name: String, _ condition: Filter.Condition, now: Timestamp, zone: LogTimeZone) {
    if name == Filter.anyField {
      self = .text(TextTest(condition))
      return
    }
    guard let field = FilterField(rawValue: name) else {
      self = .record(RecordTest(name: name, condition))
      return
    }
    switch field {
    case .time:
      let nextDay = Self.boundOfNextDay(condition, now: now, zone: zone)
      self = .time(
        NumberTest(condition, width: { OperandText.width($0) - 1 }) { text in
          OperandText.time(text, now: now, zone: zone).map {
            Double($0.milliseconds) + (text == nextDay ? 86_400_000 : 0)
          }
        }.integers
      )
    case .latency:
      self = .latency(NumberTest(condition, value: OperandText.seconds).floats)
    case .trace, .connection:
      let known = Self.hash(condition)
      if let known {
        self = field == .trace ? .trace(known) : .connection(known)
      } else {
        self = .record(RecordTest(field: field, condition))
      }
    case .event where !field.canSatisfy(condition), .status where !field.canSatisfy(condition):
      // The log's own field of that name may have such a value.
      self = .record(RecordTest(name: name, condition))
    case .span, .parentSpan: self = .record(RecordTest(field: field, condition))
    default: self = .column(ColumnTest(field, condition))
    }
  }

  /// The upper bound of a range of times of day that would else lie before the lower one, as in
  /// `[06:10 TO 06:20]` at 06:15: it is meant to come behind it.
  private static func boundOfNextDay(
    _ condition: Filter.Condition,
    now: Timestamp,
    zone: LogTimeZone
  ) -> String? {
    guard case .range(let lower?, _, let upper?, _) = condition,
      OperandText.isTimeOfDay(lower.text), OperandText.isTimeOfDay(upper.text),
      let begin = OperandText.time(lower.text, now: now, zone: zone),
      let end = OperandText.time(upper.text, now: now, zone: zone), end < begin
    else { return nil }
    return upper.text
  }

  /// What a record must cost at most for the leaf to be tested: cheap leaves come first.
  var cost: Int {
    switch self {
    case .time, .latency, .trace, .connection: 1
    case .column(let test): test.mayNeedText ? 3 : 2
    case .text: 4
    case .record: 5
    }
  }

  /// Whether a chunk with these bounds may hold a match.
  func mayMatch(_ summary: ChunkSummary) -> Bool {
    switch self {
    case .time(let range):
      range.map { $0.lowerBound <= summary.lastTime && $0.upperBound >= summary.firstTime } ?? false
    case .latency(let range): range != nil
    case .column(let test): test.mayMatch(summary)
    case .trace, .connection, .text, .record: true
    }
  }

  /// The hash of the one id that a condition asks for, 0 for any; nil for other conditions.
  private static func hash(_ condition: Filter.Condition) -> UInt64? {
    switch condition {
    case .exists: return 0
    case .resembles(let pattern) where pattern.parts.count == 1:
      return ByteHash.ofFolded(pattern.parts[0].utf8.span)
    default: return nil
    }
  }
}
