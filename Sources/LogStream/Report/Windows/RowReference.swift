import LogModel

/// A record by its place in time: the order of the list.
struct RowReference: Hashable, Comparable, Sendable {
  /// Milliseconds.
  var time: Int64
  /// The chunk's number.
  var chunk: UInt32
  /// The row.
  var row: UInt32

  /// The record's id.
  var id: LogRecordID { LogRecordID(chunk: chunk, row: row) }

  static func < (left: RowReference, right: RowReference) -> Bool {
    (left.time, left.chunk, left.row) < (right.time, right.chunk, right.row)
  }
}
