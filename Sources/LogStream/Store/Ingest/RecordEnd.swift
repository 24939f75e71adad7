/// A record whose text may still grow: where the last stretch of it stands.
struct RecordEnd {
  /// The chunk.
  var chunk: LogChunk
  /// The row.
  var row: Int
  /// What the stretch stands in.
  var storage: any TextStorage
  /// Where the stretch begins.
  var start: Int64

  /// Whether readers may have seen the record.
  var isShown: Bool { row < chunk.count }

  /// Lets the text reach the end of a line that continues the record.
  ///
  /// A line stands apart when others than empty ones may stand between it and the stretch.
  mutating func extend(
    by line: ScannedLine,
    of block: LogBlock,
    joined: JoinedLine?,
    isApart: Bool
  ) {
    let end = block.offset + Int64(line.end)
    if let joined {
      add(joined.stretches, hasPieces: true)
    } else if isApart || storage !== block.storage || end <= start {
      add([line.stretch(of: block)], hasPieces: false)
    } else {
      chunk.extend(row: row, to: end - start)
    }
  }

  private mutating func add(_ stretches: [TextStretch], hasPieces: Bool) {
    chunk.add(stretches, toRow: row, hasPieces: hasPieces)
    guard let last = stretches.last else { return }
    (storage, start) = (last.storage, last.offset)
  }
}
