/// Where in a block of the past the records begin that have nothing to do with what stands before it.
///
/// Lines of several writers come in turns: as far as a record may go on behind those of others, lines are
/// looked for that go on with one which began before the block, or before its head ends.
struct RecordBegins {
  /// How many bytes belong to what stands before the block, with all that stands between.
  private(set) var headLength = 0
  /// Whether no line is expected any more that goes on with a record of the head.
  private(set) var areAll = false

  /// Where each writer's last record begins that does so for certain.
  private var begins: [UInt32: Int] = [:]
  private var writers: Set<UInt32> = []
  private var hasTime = false
  /// How many records have begun behind the head.
  private var behind = 0

  /// No line has been looked at.
  init() {}

  /// Whether no record has begun for certain.
  var areNone: Bool { begins.isEmpty }

  /// Notes the next line that is not empty, which `parser` has just read.
  mutating func note(_ parsed: ParsedLine, _ parser: LineParser, from start: Int, to end: Int) {
    let writer = parsed.writer
    let isFirst = writers.insert(writer).inserted
    let isWhole = !parsed.isContinuation && !parsed.isPiece && !parsed.isJoined
    hasTime = hasTime || isWhole && parsed.time != nil
    // A line without a time has that of a record before it.
    let isBegin = isWhole && (parsed.time != nil || hasTime && parsed.isUnderstood)
    if isBegin, !isFirst || !parser.mayFollowUnseen {
      begins[writer] = start
      behind += 1
    } else if begins[writer] ?? -1 < headLength {
      (headLength, behind) = (end, 0)
      return
    }
    // Nothing goes on behind the records of others where lines do not tell who wrote them.
    let isAlone = writer == 0 && !parser.hasSeveralWriters
    areAll = isAlone && !areNone || behind > RecordEnds.reach
  }
}
