import LogModel

extension LogWriter {
  /// What one part of the past comes to.
  private struct Past {
    /// The chunk that is filled.
    var fill: ChunkFill
    /// Its number.
    var number: UInt32
    /// What is remembered of the source.
    var intake: SourceIntake
    /// The records that may go on.
    var ends = RecordEnds()
    /// The chunks that are full.
    var sealed: [ChunkView] = []
    /// The last time that a line told.
    private var lastTime: Int64?

    init(fill: ChunkFill, number: UInt32, intake: SourceIntake) {
      (self.fill, self.number, self.intake) = (fill, number, intake)
    }

    /// The time of a record that begins with a line.
    mutating func time(
      of parsed: ParsedLine,
      in part: ScannedBlock.Part,
      _ receivedAt: Int64
    ) -> Int64 {
      if !parsed.isUnderstood { intake.progress.notUnderstood += 1 }
      lastTime = parsed.time ?? lastTime
      if let time = parsed.time { intake.note(past: time) }
      return lastTime ?? part.firstTime ?? intake.earliestTime ?? receivedAt
    }

    /// Packs the rows, and goes on with none.
    mutating func seal() {
      let view = fill.sealed(number: number, packs: true)
      ends.move(from: fill.chunk, to: view.chunk)
      ends.leavePlace()
      sealed.append(view)
      number += 1
      fill.clear()
    }
  }

  /// Takes in lines that precede everything that the source gave before; the chunks that they fill.
  mutating func takeHistory(
    _ part: ScannedBlock.Part,
    _ scanned: ScannedBlock
  ) -> [ChunkView] {
    var past = Past(
      fill: gathering,
      number: reserveNumbers(for: part.lines.count),
      intake: intake(scanned.source)
    )
    past.fill.clear()
    encoder.beginPast(of: scanned.source)
    let bytes = part.block.bytes.span
    for (index, line) in part.lines.enumerated() {
      if line.parsed.isContinuation,
        past.fill.join(index, of: part, behind: 0, ends: &past.ends, encoder: &encoder)
      {
        continue
      }
      if past.fill.isFull {
        encoder.finish(past.fill.chunk, of: bytes)
        past.seal()
        encoder.leaveChunk()
      }
      past.fill.begin(
        line,
        at: index,
        of: part,
        bytes,
        time: past.time(of: line.parsed, in: part, scanned.receivedAt),
        source: scanned.source,
        ends: &past.ends,
        encoder: &encoder
      )
    }
    encoder.finish(past.fill.chunk, of: bytes)
    encoder.endPast(in: past.fill.chunk)
    if past.fill.count > 0 { past.seal() }
    past.intake.end(past: part)
    intakes[scanned.source] = past.intake
    return past.sealed
  }

  /// Numbers for the chunks that so many records may need, in order; the lowest is returned.
  private mutating func reserveNumbers(for records: Int) -> UInt32 {
    let needed = max(1, (records + rowLimit - 1) / rowLimit)
    let lowest = nextHistory &- UInt32(truncatingIfNeeded: needed) &+ 1
    nextHistory = lowest &- 1
    return lowest
  }
}
