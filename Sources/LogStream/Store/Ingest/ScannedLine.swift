/// A line of a block and what one scan found in it.
struct ScannedLine: Sendable {
  /// The bytes of the block that are kept of the line, without its newline.
  var range: Range<Int>
  /// Where the line ends, with what is not kept of it.
  var end: Int
  /// What was found; texts count from the range's beginning.
  var parsed: ParsedLine

  /// Where the line stands, in a block.
  func stretch(of block: LogBlock) -> TextStretch {
    TextStretch(
      storage: block.storage,
      offset: block.offset + Int64(range.lowerBound),
      length: end - range.lowerBound
    )
  }
}
