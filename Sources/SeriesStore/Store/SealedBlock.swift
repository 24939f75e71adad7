/// A run of scrapes of one target, turned into one compressed column for each series.
final class SealedBlock: Sendable {
  /// The scrapes' times, ascending.
  let times: [Int64]
  /// The memory of the block in bytes.
  let bytes: Int
  /// How many samples the block holds.
  let samples: Int

  private let data: [UInt64]
  /// At which bit each slot's column begins; as long as the one before it ends, the column is empty.
  private let offsets: [UInt32]
  private let explicit: [Int: SampleRun]

  /// How many columns are gathered from the rows at once.
  private static let columnsAtOnce = 8

  /// The block of `rows`, in their order.
  init(_ rows: [ScrapeRow]) {
    let slots = rows.map(\.values.count).max() ?? 0
    var writer = BitWriter()
    var offsets: [UInt32] = [0]
    offsets.reserveCapacity(slots + 1)
    var samples = 0
    var columns = [Double](repeating: .absent, count: rows.count * Self.columnsAtOnce)
    for first in stride(from: 0, to: slots, by: Self.columnsAtOnce) {
      let count = min(Self.columnsAtOnce, slots - first)
      Self.gather(rows, first..<first + count, into: &columns)
      for column in 0..<count {
        let values = columns.span.extracting(column * rows.count..<(column + 1) * rows.count)
        var present = 0
        for index in values.indices where !values[index].isAbsent { present += 1 }
        if present > 0 { ColumnCodec.encode(values, into: &writer) }
        samples += present
        offsets.append(UInt32(clamping: writer.count))
      }
    }
    var explicit: [Int: SampleRun] = [:]
    for row in rows {
      for sample in row.explicit {
        explicit[sample.slot, default: SampleRun()].append(sample.time, sample.value)
      }
    }
    self.times = rows.map(\.time)
    self.samples = explicit.values.reduce(samples) { $0 + $1.times.count }
    // Copied, so that the capacity that appending left over is given back.
    self.data = writer.finished().withUnsafeBufferPointer { Array($0) }
    self.offsets = offsets
    self.explicit = explicit
    self.bytes =
      data.count * 8 + offsets.count * 4 + times.count * 8
      + explicit.values.reduce(0) { $0 + 64 + $1.times.count * 16 }
  }

  private static func gather(
    _ rows: [ScrapeRow],
    _ slots: Range<Int>,
    into columns: inout [Double]
  ) {
    for row in rows.indices {
      let values = rows[row].values
      var place = row
      for slot in slots {
        columns[place] = slot < values.count ? values[slot] : .absent
        place &+= rows.count
      }
    }
  }

  /// The last point in time that any sample of the block has.
  var end: Int64 {
    max(times.last ?? .min, explicit.values.compactMap(\.times.last).max() ?? .min)
  }

  /// Puts the values of a slot at those of `times` that `range` says into `values`, from `start` on.
  func decode(
    slot: Int,
    _ range: Range<Int>,
    into values: inout [Double],
    at start: Int
  ) {
    guard slot + 1 < offsets.count, offsets[slot] < offsets[slot + 1] else {
      for place in start..<start + range.count { values[place] = .absent }
      return
    }
    var reader = BitReader(data, from: Int(offsets[slot]))
    if range.lowerBound == 0 {
      ColumnCodec.decode(range.count, from: &reader, into: &values, at: start)
      return
    }
    var column = [Double](repeating: .absent, count: range.upperBound)
    ColumnCodec.decode(column.count, from: &reader, into: &column, at: 0)
    for index in range { values[start + index - range.lowerBound] = column[index] }
  }

  /// Whether any sample has a time of its own.
  var hasExplicit: Bool { !explicit.isEmpty }

  /// The samples of a slot with times of their own.
  func explicit(ofSlot slot: Int) -> SampleRun? { explicit[slot] }

  /// Whether the slot has any sample in this block.
  func holds(_ slot: Int) -> Bool {
    explicit[slot] != nil || (slot + 1 < offsets.count && offsets[slot] < offsets[slot + 1])
  }
}
