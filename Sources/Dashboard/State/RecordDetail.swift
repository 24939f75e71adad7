import LogModel

/// One record that is open.
struct RecordDetail: Hashable, Sendable {
  /// What is known of the record.
  enum Content: Hashable, Sendable {
    /// It was asked for; this is what its row says of it.
    case loading(LogRecord)
    /// It is here, whole.
    case loaded(LogRecord)
    /// It is no longer held; this is what its row said of it.
    case gone(LogRecord)

    /// The record as far as it is known.
    var record: LogRecord {
      switch self {
      case .loading(let record), .loaded(let record), .gone(let record): record
      }
    }
  }

  /// The row that was opened, the one record of which is shown.
  let row: LogRow
  /// The record's place.
  var id: LogRecordID { row.record.id }
  /// What is known of it.
  var content: Content
  /// The selected field.
  var selected = 0
}
