/// The last record of each writer of a source, which lines of that writer may continue.
///
/// Streams, pods, containers or services whose lines stand in one log write in turns. Lines that do not
/// tell who wrote them continue the record right before them or none.
struct RecordEnds {
  /// A record goes on behind no more than so many records of other writers.
  static let reach = 256
  /// The records of so many other writers are remembered.
  private static let writerLimit = 16

  /// The record of another writer than that of the last line.
  private struct Other {
    let writer: UInt32
    var end: RecordEnd
    /// How many records had begun when the next line was another writer's.
    let begun: Int
  }

  /// The record of the writer of the last line.
  private(set) var last: RecordEnd?
  /// Whether several writers have been told apart.
  private(set) var areOfSeveral = false

  private var writer: UInt32 = 0
  private var others: [Other] = []
  /// How many records have begun.
  private var begun = 0
  /// Whether the last record was begun in the chunk and in the storage that are at hand.
  private var isHere = false

  /// No record yet.
  init() {}

  /// Notes that the next record may stand in another chunk or storage than the last one, and lets go of
  /// those that cannot go on any more.
  mutating func leavePlace() {
    isHere = false
    others.removeAll { begun - $0.begun > Self.reach }
  }

  /// Notes the record of a writer that becomes a row, of which a stretch begins at `start`.
  @inline(__always)
  mutating func begin(
    _ writer: UInt32,
    _ chunk: LogChunk,
    row: Int,
    in storage: any TextStorage,
    at start: Int64
  ) {
    begun &+= 1
    if isHere, writer == self.writer {
      last?.row = row
      last?.start = start
    } else {
      begin(writer, RecordEnd(chunk: chunk, row: row, storage: storage, start: start))
    }
  }

  @inline(never)
  private mutating func begin(_ writer: UInt32, _ end: RecordEnd) {
    if writer != self.writer { putAside(for: others.firstIndex { $0.writer == writer }) }
    (self.writer, last, isHere) = (writer, end, true)
  }

  /// Makes the record the last one that a line of a writer may continue; false where there is none.
  mutating func turn(to writer: UInt32) -> Bool {
    guard writer != self.writer else { return last != nil }
    guard let index = others.firstIndex(where: { $0.writer == writer }),
      begun - others[index].begun <= Self.reach
    else { return false }
    let end = others[index].end
    putAside(for: index)
    (self.writer, last, isHere) = (writer, end, false)
    return true
  }

  /// Lets the text of the last record reach the end of a line.
  mutating func extend(
    by line: ScannedLine,
    of block: LogBlock,
    joined: JoinedLine?,
    isApart: Bool
  ) {
    last?.extend(by: line, of: block, joined: joined, isApart: isApart)
  }

  /// Notes that the rows of a chunk stand in another one now.
  mutating func move(from old: LogChunk, to new: LogChunk) {
    if last?.chunk === old { last?.chunk = new }
    for index in others.indices where others[index].end.chunk === old {
      others[index].end.chunk = new
    }
  }

  /// Remembers the last record, in the place of one that is not needed there any more.
  private mutating func putAside(for index: Int?) {
    guard let last, writer != 0 else {
      if let index { others.remove(at: index) }
      return
    }
    let other = Other(writer: writer, end: last, begun: begun)
    areOfSeveral = true
    if let index {
      others[index] = other
    } else if others.count < Self.writerLimit {
      others.append(other)
    } else if let oldest = others.indices.min(by: { others[$0].begun < others[$1].begun }) {
      others[oldest] = other
    }
  }
}
