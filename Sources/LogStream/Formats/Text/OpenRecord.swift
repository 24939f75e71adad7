/// What the next line of one writer may continue: a stream, perhaps of one of several pods.
struct OpenRecord: Sendable {
  /// The writer; 0 where lines do not tell.
  var writer: UInt64 = 0
  /// The panic that has not ended.
  var panic = PanicTracker()
  /// The prefix that the next line may repeat.
  var repeated = RepeatedPrefix()
  /// How many lines without a form of their own may still continue the record.
  var textLinesLeft = 0
  /// Whether the next line, where it continues the record, says what went wrong.
  var awaitsReason = false
  /// The time of the last line that a wrapper gave one, in milliseconds.
  var wrapperTime: Int64?
}
