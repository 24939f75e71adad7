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
    var last: RecordEnd?
    var lastTime: Int64?
    for (index, line) in part.lines.enumerated() {
      let parsed = line.parsed
      let joined = parsed.isJoined ? part.joined[index] : nil
      if parsed.isContinuation, last != nil {
        last?.extend(by: line, of: block, joined: joined, isApart: part.apart.contains(index))
        if parsed.event != .none || !parsed.reason.isEmpty {
          fill.promote(line, of: bytes, joined: joined, encoder: &encoder)
        }
        continue
      }
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
      let time = lastTime ?? part.firstTime ?? intake.earliestTime ?? scanned.receivedAt
      let start = block.offset + Int64(line.range.lowerBound)
      if last == nil {
        last = RecordEnd(chunk: fill.chunk, row: fill.count, storage: block.storage, start: start)
      }
      last?.row = fill.count
      last?.start = joined?.stretches.last?.offset ?? start
      if let joined {
        encoder.finish(fill.chunk, of: bytes)
        let record = PendingRecord(line, of: block, joined: joined, time: time)
        fill.add(record, source: scanned.source, encoder: &encoder)
        continue
      }
      fill.add(
        parsed,
        of: bytes,
        line.range,
        time: time,
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
