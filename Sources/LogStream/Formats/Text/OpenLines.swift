/// The lines of one source whose last piece has not come, one for each writer.
struct OpenLines: Sendable {
  /// More lines are not waited for at a time.
  private static let countLimit = 16
  /// More bytes of all of them together are not kept.
  private static let byteLimit = 2 * LinePieces.limit
  /// A line is given up when somebody has wanted to see it for so long without another piece.
  private static let patience = Duration.seconds(5)

  /// The lines; the one that has got a piece last stands last.
  private var lines: [LinePieces] = []
  /// Lines of which no other piece is waited for.
  private var givenUp: [LinePieces] = []

  /// Whether no line is waited for.
  var isEmpty: Bool { lines.isEmpty }

  /// How many bytes a line may have beside these.
  var room: Int { lines.reduce(Self.byteLimit) { $0 - $1.bytes.count } }

  /// Takes the line of a writer out.
  mutating func take(_ writer: UInt64) -> LinePieces? {
    lines.firstIndex { $0.writer == writer }.map { lines.remove(at: $0) }
  }

  /// Waits for more of a line; where there are too many, no longer for the one that has waited longest.
  mutating func put(_ line: LinePieces) {
    lines.append(line)
    if lines.count > Self.countLimit { givenUp.append(lines.removeFirst()) }
  }

  /// Notes where the piece stands that was added last.
  mutating func place(_ stretch: TextStretch) {
    guard !lines.isEmpty else { return }
    lines[lines.count - 1].stretches.add(stretch)
  }

  /// Waits for none of the lines any longer.
  mutating func giveUp() {
    givenUp += lines
    lines = []
  }

  /// Notes a look at the lines, and no longer waits for those that had patience enough.
  mutating func age(at now: ContinuousClock.Instant) {
    for index in lines.indices { lines[index].firstLook = lines[index].firstLook ?? now }
    let isOverdue = { (line: LinePieces) in
      line.firstLook.map { now - $0 >= Self.patience } ?? false
    }
    givenUp += lines.filter(isOverdue)
    lines.removeAll(where: isOverdue)
  }

  /// Takes out a line of which no other piece is waited for.
  mutating func takeGivenUp() -> LinePieces? {
    givenUp.isEmpty ? nil : givenUp.removeFirst()
  }
}
