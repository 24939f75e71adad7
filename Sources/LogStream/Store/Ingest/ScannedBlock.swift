import LogModel

/// A block whose lines have been scanned, on its way into columns.
///
/// Scanning needs to know the lines of the source that were scanned before, columns need to know the
/// records that were filled in before: the two can be done by two threads, each in order.
public struct ScannedBlock: Sendable {
  /// Lines that stand side by side.
  struct Part: Sendable {
    /// Where they stand.
    var block: LogBlock
    /// The lines that are not empty.
    var lines: [ScannedLine] = []
    /// By index: lines that pieces make, to which the texts belong that were found.
    var joined: [Int: JoinedLine] = [:]
    /// The indices of lines that do not stand right behind the line before them, but behind pieces.
    var apart: Set<Int> = []
    /// How many lines have come with them, empty ones included.
    var count = 0
    /// How many of them were cut off.
    var truncated = 0
    /// What is known of the source after them.
    var inferred = ""
    /// The first time in the lines: that of records before it which have none.
    var firstTime: Int64? {
      for line in lines { if let time = line.parsed.time { return time } }
      return nil
    }
    /// Where the source's writer stands, as far as its lines tell.
    var role: LogRole?
    /// Whether the last record of the last line's writer may go on behind them.
    var continuation = LineParser.Continuation.hardly
    /// Who that is.
    var writer: UInt32 = 0
  }

  /// The number of the source.
  public let source: Int
  /// Whether the lines are new.
  public let order: LogBlock.Order
  /// The parts, of the past the younger one first.
  var parts: [Part]
  /// Lines right behind the block that have waited for it; of the past only.
  var head: LogBlock?
  /// The host's clock when the block came, in milliseconds.
  var receivedAt: Int64 = 0
  /// Reads the source's records whole; nil where nothing was scanned.
  var parser: LineParser?

  /// A block as it came, for those who need nothing of its lines but their bytes.
  public init(_ block: LogBlock) { self.init(block, parts: [Part(block: block)]) }

  init(_ block: LogBlock, parts: [Part]) {
    source = block.source
    order = block.order
    self.parts = parts
  }

  /// Gives back the memory of the bytes, which nobody needs any more.
  mutating func releaseBytes() -> [UInt8] {
    guard let last = parts.indices.last else { return [] }
    var bytes: [UInt8] = []
    swap(&bytes, &parts[last].block.bytes)
    return bytes
  }

  /// The bytes, those of all parts.
  public var bytes: [UInt8] { parts.reversed().flatMap(\.block.bytes) }
}

extension ScannedBlock.Part {
  /// Whether others than empty lines may stand between a line and the one before it of its writer, where
  /// `writer` wrote the line before the part.
  func isApart(_ index: Int, behind writer: UInt32) -> Bool {
    let before = index > 0 ? lines[index - 1].parsed.writer : writer
    return before != lines[index].parsed.writer || apart.contains(index)
  }

  /// The line with which the last record begins, where it is to be held back because it may go on behind
  /// the block.
  ///
  /// Of what is read at first only a record that is likely to go on is: the rest was written before.
  func heldLine(isFirst: Bool) -> Int? {
    switch continuation {
    case .hardly: return nil
    case .perhaps where isFirst: return nil
    case .perhaps, .likely: break
    }
    guard let index = lines.lastIndex(where: { !$0.parsed.isContinuation }),
      lines[index].parsed.writer == writer,
      joined[index]?.bytes.count ?? lines[index].range.count < PendingRecord.limit
    else { return nil }
    return index
  }
}
