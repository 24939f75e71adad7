import LogModel

extension LogWriter {
  /// What one part of a block changes.
  struct Taking {
    /// The number of the source.
    let source: Int
    /// What is remembered of it.
    var intake: SourceIntake
    /// What is shown to readers.
    var harvest: Harvest
    /// The first row that has not been harvested.
    var first: Int
  }

  /// Takes in lines that follow everything before them.
  mutating func takeLive(
    _ part: ScannedBlock.Part,
    _ scanned: ScannedBlock,
    _ harvest: inout Harvest
  ) {
    var taking = Taking(
      source: scanned.source,
      intake: intake(scanned.source),
      harvest: harvest,
      first: open.count
    )
    if !part.block.followsLast {
      release(&taking)
      taking.intake.ends = RecordEnds()
    }
    taking.intake.ends.leavePlace()
    let held = part.heldLine(isFirst: taking.intake.progress.lines == 0)
    let bytes = part.block.bytes.span
    for (index, line) in part.lines.enumerated() {
      if line.parsed.isContinuation, join(index, of: part, &taking) { continue }
      if taking.intake.pending != nil {
        encoder.finish(open.chunk, of: bytes)
        release(&taking)
      }
      let time = taking.intake.time(of: line.parsed, in: part, scanned.receivedAt)
      if index == held {
        let joined = part.joined[index]
        taking.intake.pending = PendingRecord(line, of: part.block, joined: joined, time: time)
        continue
      }
      if open.isFull {
        encoder.finish(open.chunk, of: bytes)
        sealOpen(&taking)
      }
      open.begin(
        line,
        at: index,
        of: part,
        bytes,
        time: time,
        source: scanned.source,
        ends: &taking.intake.ends,
        encoder: &encoder
      )
    }
    encoder.finish(open.chunk, of: bytes)
    taking.intake.end(part)
    intakes[scanned.source] = taking.intake
    harvest = gathered(taking)
  }

  /// Adds the record of a source that is held back, behind those whose values are all written.
  mutating func release(_ taking: inout Taking) {
    guard let record = taking.intake.pending.take() else { return }
    if open.isFull { sealOpen(&taking) }
    open.add(record, source: taking.source, ends: &taking.intake.ends, encoder: &encoder)
  }

  /// What was brought, with the rows that have not been harvested.
  func gathered(_ taking: Taking) -> Harvest {
    var harvest = taking.harvest
    if taking.first < open.count { harvest.rows.append((open.chunk, taking.first..<open.count)) }
    return harvest
  }

  /// Lets the record go on that a line continues; false where the line begins one.
  private mutating func join(
    _ index: Int,
    of part: ScannedBlock.Part,
    _ taking: inout Taking
  ) -> Bool {
    let line = part.lines[index]
    let before = taking.intake.lastWriter
    if taking.intake.pending?.parsed.writer == line.parsed.writer {
      let joined = line.parsed.isJoined ? part.joined[index] : nil
      let isApart = part.isApart(index, behind: before)
      let isJoined = taking.intake.pending?.extend(
        by: line,
        of: part.block,
        joined: joined,
        isApart: isApart
      )
      if isJoined == true { return true }
      encoder.finish(open.chunk, of: part.block.bytes.span)
      release(&taking)
    }
    let isJoined = open.join(
      index,
      of: part,
      behind: before,
      ends: &taking.intake.ends,
      encoder: &encoder
    )
    if isJoined { taking.harvest.note(taking.intake.ends.last) }
    return isJoined
  }

  /// Goes on in another chunk.
  private mutating func sealOpen(_ taking: inout Taking) {
    taking.harvest.rows.append((open.chunk, taking.first..<open.count))
    taking.first = 0
    let old = open.chunk
    let view = open.sealed(number: old.number, packs: packs)
    for key in intakes.keys { intakes[key]?.ends.move(from: old, to: view.chunk) }
    taking.intake.ends.move(from: old, to: view.chunk)
    taking.intake.ends.leavePlace()
    taking.harvest.sealed.append(view)
    open = ChunkFill(number: old.number + 1, capacity: rowLimit)
  }
}
