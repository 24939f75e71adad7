/// What becomes of a block's lines that are pieces.
struct PieceGathering {
  /// By index: lines that pieces make.
  private(set) var joined: [Int: JoinedLine] = [:]
  /// The indices of lines before which pieces stand.
  private(set) var apart: Set<Int> = []
  /// How many lines were cut off because they are too long.
  private(set) var cut = 0
  /// Whether pieces stand before the line that comes next.
  private var isBehindPieces = false

  /// Whether the line that was scanned last is to be shown to `take`.
  @inline(__always)
  func concern(_ parsed: ParsedLine) -> Bool {
    parsed.isPiece || parsed.isJoined || isBehindPieces
  }

  /// Takes the line that was scanned last, which `parser` has just read, out of `lines` or completes it.
  mutating func take(of block: LogBlock, _ parser: inout LineParser, _ lines: inout [ScannedLine]) {
    guard let line = lines.last else { return }
    if line.parsed.isPiece {
      lines.removeLast()
      parser.wrapping.openLines.place(line.stretch(of: block))
      readGivenUp(&parser, into: &lines)
      isBehindPieces = true
      return
    }
    if isBehindPieces { apart.insert(lines.count - 1) }
    isBehindPieces = false
    guard line.parsed.isJoined else { return }
    var pieces = parser.wrapping.joined
    pieces.stretches.add(line.stretch(of: block))
    note(pieces, at: lines.count - 1)
  }

  /// Reads what has come of lines whose last piece is no longer waited for.
  mutating func readGivenUp(_ parser: inout LineParser, into lines: inout [ScannedLine]) {
    while let pieces = parser.wrapping.openLines.takeGivenUp() {
      var line = ScannedLine(range: 0..<0, end: 0, parsed: ParsedLine())
      parser.readJoined(pieces, into: &line.parsed)
      lines.append(line)
      note(pieces, at: lines.count - 1)
      isBehindPieces = true
    }
  }

  private mutating func note(_ pieces: LinePieces, at index: Int) {
    joined[index] = JoinedLine(bytes: pieces.bytes, stretches: pieces.stretches)
    if pieces.isCut { cut += 1 }
  }
}
