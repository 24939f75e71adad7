import LogModel

extension LogWriter {
  /// Takes in lines that precede everything that the source gave before.
  ///
  /// Lines at a block's beginning that have no time of their own belong to a record further back, or
  /// have its time: they wait for the block in which that record stands.
  mutating func takeHistory(_ block: LogBlock, receivedAt: Int64) -> Harvest {
    var block = block
    var harvest = Harvest()
    if let head = intakes[block.source]?.head {
      intakes[block.source]?.head = nil
      if head.storage === block.storage, head.offset == block.offset + Int64(block.bytes.count) {
        block.bytes += head.bytes
      } else {
        harvest = readHistory(head, receivedAt: receivedAt)
      }
    }
    let length = headLength(of: block, receivedAt: receivedAt)
    if length > 0 {
      var head = block
      head.bytes = Array(block.bytes[..<length])
      var intake = intake(block.source)
      intake.head = head
      intakes[block.source] = intake
      block.offset += Int64(length)
      block.bytes.removeFirst(length)
    }
    let read = readHistory(block, receivedAt: receivedAt)
    harvest.sealed = read.sealed + harvest.sealed
    harvest.rows = harvest.sealed.map { ($0.chunk, 0..<$0.count) }
    return harvest
  }

  /// How many bytes stand before the first line with a time; 0 where nothing stands before the block,
  /// and where there would be too many of them.
  private func headLength(of block: LogBlock, receivedAt: Int64) -> Int {
    guard block.offset > 0 else { return 0 }
    var parser = intakes[block.source].map { $0.history ?? $0.live } ?? intake(block.source).live
    parser.startRun()
    var parsed = ParsedLine()
    let bytes = block.bytes.span
    var cursor = LineCursor()
    while let line = cursor.next(in: bytes) {
      guard !line.isEmpty else { continue }
      guard line.upperBound <= Self.lineLimit else { return 0 }
      parser.parse(bytes.extracting(line), into: &parsed, receivedAt: receivedAt)
      if parsed.time != nil, !parsed.isContinuation { return line.lowerBound }
    }
    return block.bytes.count
  }

  private mutating func readHistory(_ block: LogBlock, receivedAt: Int64) -> Harvest {
    var harvest = Harvest()
    var intake = intake(block.source)
    var parser = intake.history ?? intake.live
    parser.startRun()
    let bytes = block.bytes.span
    var number = reserveNumbers(for: bytes)
    var fill = ChunkFill(number: 0, capacity: rowLimit)
    var lastStart: Int64?
    var lastTime: Int64?
    var cursor = LineCursor()
    while let line = cursor.next(in: bytes) {
      intake.progress.lines += 1
      guard !line.isEmpty else { continue }
      let range = Self.limited(line, &intake.progress)
      parser.parse(
        bytes.extracting(Self.surroundings(of: range, in: bytes)),
        count: range.count,
        into: &parsed,
        receivedAt: receivedAt
      )
      if parsed.isContinuation, let lastStart, fill.count > 0 {
        let end = block.offset + Int64(line.upperBound)
        fill.chunk.extend(row: fill.count - 1, to: end - lastStart)
        if parsed.event != .none {
          fill.promote(parsed, of: bytes.extracting(range), encoder: &encoder)
        }
        continue
      }
      if !parsed.isUnderstood { intake.progress.notUnderstood += 1 }
      if fill.isFull {
        encoder.finish(fill.chunk, of: bytes)
        harvest.sealed.append(fill.sealed(number: number))
        number += 1
        fill = ChunkFill(number: 0, capacity: rowLimit)
      }
      lastTime = parsed.time ?? lastTime
      if let time = parsed.time { intake.note(past: time) }
      lastStart = block.offset + Int64(range.lowerBound)
      fill.add(
        parsed,
        of: bytes,
        range,
        time: lastTime ?? intake.earliestTime ?? receivedAt,
        source: block.source,
        storage: block.storage,
        offset: block.offset + Int64(range.lowerBound),
        encoder: &encoder
      )
    }
    encoder.finish(fill.chunk, of: bytes)
    if fill.count > 0 { harvest.sealed.append(fill.sealed(number: number)) }
    intake.history = parser
    if intake.progress.inferred.isEmpty { intake.progress.inferred = parser.inferred }
    intakes[block.source] = intake
    return harvest
  }

  /// Numbers for the chunks that a block may need, in order; the lowest is returned.
  private mutating func reserveNumbers(for bytes: Span<UInt8>) -> UInt32 {
    let needed = max(1, (LineCursor.count(in: bytes) + rowLimit - 1) / rowLimit)
    let lowest = nextHistory &- UInt32(truncatingIfNeeded: needed) &+ 1
    nextHistory = lowest &- 1
    return lowest
  }
}
