import LogModel

extension ChunkFill {
  /// Adds the record that begins with a line of a part, whose bytes are `bytes`, behind those before it.
  @inline(__always)
  mutating func begin(
    _ line: ScannedLine,
    at index: Int,
    of part: ScannedBlock.Part,
    _ bytes: Span<UInt8>,
    time: Int64,
    source: Int,
    ends: inout RecordEnds,
    encoder: inout RecordEncoder
  ) {
    if line.parsed.isJoined, let joined = part.joined[index] {
      encoder.finish(chunk, of: bytes)
      let record = PendingRecord(line, of: part.block, joined: joined, time: time)
      return add(record, source: source, ends: &ends, encoder: &encoder)
    }
    let start = part.block.offset + Int64(line.range.lowerBound)
    ends.begin(line.parsed.writer, chunk, row: count, in: part.block.storage, at: start)
    add(
      line.parsed,
      of: bytes,
      line.range,
      time: time,
      source: source,
      storage: part.block.storage,
      offset: start,
      encoder: &encoder
    )
  }

  /// Lets the record go on that a line of a part continues; false where the line begins one.
  ///
  /// What readers may have seen of a record cannot change but for the end of its text: a line that tells
  /// then what happened to a connection is a record of its own, unless the record has told it, since each
  /// end counts once. An empty line begins none. `writer` wrote the line before the part.
  mutating func join(
    _ index: Int,
    of part: ScannedBlock.Part,
    behind writer: UInt32,
    ends: inout RecordEnds,
    encoder: inout RecordEncoder
  ) -> Bool {
    let line = part.lines[index]
    let parsed = line.parsed
    guard ends.turn(to: parsed.writer), let end = ends.last else { return parsed.message.isEmpty }
    let canTell = end.chunk === chunk && !end.isShown
    let hasTold = end.chunk.event[end.row] != ConnectionEvent.none.rawValue
    guard canTell || hasTold || parsed.event == .none else { return false }
    let joined = parsed.isJoined ? part.joined[index] : nil
    let isApart = part.isApart(index, behind: writer)
    ends.extend(by: line, of: part.block, joined: joined, isApart: isApart)
    if canTell, parsed.event != .none || !parsed.reason.isEmpty {
      let own = joined?.bytes ?? Array(part.block.bytes[line.range])
      promote(parsed, of: own.span, row: end.row, encoder: &encoder)
    }
    return true
  }

  /// Adds a record whose lines are all there; no other row may wait for its values.
  mutating func add(
    _ record: PendingRecord,
    source: Int,
    ends: inout RecordEnds,
    encoder: inout RecordEncoder
  ) {
    guard let end = record.stretches.last else { return }
    ends.leavePlace()
    ends.begin(record.parsed.writer, chunk, row: count, in: end.storage, at: end.offset)
    ends.leavePlace()
    add(record, source: source, encoder: &encoder)
  }
}
