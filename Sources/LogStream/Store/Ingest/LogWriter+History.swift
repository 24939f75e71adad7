import LogModel

extension LogWriter {
  /// Takes in lines that precede everything that the source gave before; the chunks that they fill.
  mutating func takeHistory(
    _ part: ScannedBlock.Part,
    _ scanned: ScannedBlock
  ) -> [ChunkView] {
    var sealed: [ChunkView] = []
    let block = part.block
    var intake = intake(scanned.source)
    let bytes = block.bytes.span
    var number = reserveNumbers(for: part.lines.count)
    var fill = gathering
    fill.clear()
    encoder.beginPast(of: scanned.source)
    var lastStart: Int64?
    var lastTime: Int64?
    for (index, line) in part.lines.enumerated() {
      var parsed = line.parsed
      if parsed.isContinuation, let lastStart, fill.count > 0 {
        fill.chunk.extend(row: fill.count - 1, to: block.offset + Int64(line.end) - lastStart)
        if parsed.isJoined {
          guard let whole = part.joined[index] else { continue }
          encoder.finish(fill.chunk, of: bytes)
          fill.replace(parsed, of: whole.span, encoder: &encoder)
        } else if parsed.event != .none || !parsed.reason.isEmpty {
          fill.promote(parsed, of: bytes.extracting(line.range), encoder: &encoder)
        }
        continue
      }
      // Its texts stand in the whole line, of which nothing else is there.
      if parsed.isJoined { parsed = ParsedLine() }
      if !parsed.isUnderstood { intake.progress.notUnderstood += 1 }
      if fill.isFull {
        encoder.finish(fill.chunk, of: bytes)
        sealed.append(fill.sealed(number: number, packs: true))
        number += 1
        fill.clear()
        encoder.leaveChunk()
      }
      lastTime = parsed.time ?? lastTime
      if let time = parsed.time { intake.note(past: time) }
      let start = block.offset + Int64(line.range.lowerBound)
      lastStart = start
      fill.add(
        parsed,
        of: bytes,
        line.range,
        time: lastTime ?? part.firstTime ?? intake.earliestTime ?? scanned.receivedAt,
        source: scanned.source,
        storage: block.storage,
        offset: start,
        encoder: &encoder
      )
    }
    encoder.finish(fill.chunk, of: bytes)
    encoder.endPast(in: fill.chunk)
    if fill.count > 0 { sealed.append(fill.sealed(number: number, packs: true)) }
    intake.progress.add(part)
    if intake.progress.inferred.isEmpty { intake.progress.inferred = part.inferred }
    intake.seenRole.past = part.role
    intakes[scanned.source] = intake
    return sealed
  }

  /// Numbers for the chunks that so many records may need, in order; the lowest is returned.
  private mutating func reserveNumbers(for records: Int) -> UInt32 {
    let needed = max(1, (records + rowLimit - 1) / rowLimit)
    let lowest = nextHistory &- UInt32(truncatingIfNeeded: needed) &+ 1
    nextHistory = lowest &- 1
    return lowest
  }
}
