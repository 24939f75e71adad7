import LogModel

extension LogWriter {
  /// What one block has brought, to be shown to readers at once.
  struct Harvest {
    /// New rows in order, for the counts.
    var rows: [(chunk: LogChunk, range: Range<Int>)] = []
    /// Chunks that are complete, in order.
    var sealed: [ChunkView] = []
    /// Records whose text has grown though readers may have seen them.
    private(set) var grown: [LogRecordID] = []

    /// Notes a record that has grown.
    mutating func note(_ record: RecordEnd?) {
      guard let record, record.isShown else { return }
      let id = LogRecordID(chunk: record.chunk.number, row: UInt32(truncatingIfNeeded: record.row))
      if !grown.contains(id) { grown.append(id) }
    }
  }
}
