/// A run of scrapes of one target, turned into one compressed column for each series.
final class SealedBlock: Sendable {
  /// The scrapes' times, ascending.
  let times: [Int64]
  /// The memory of the block in bytes.
  let bytes: Int
  /// How many samples the block holds.
  let samples: Int

  private let data: [UInt8]
  /// Where each slot's column begins; as long as the one before it ends, the column is empty.
  private let offsets: [UInt32]
  private let explicit: [Int: SampleRun]

  /// The block of `rows`, in their order.
  init(_ rows: [ScrapeRow]) {
    let slots = rows.map(\.values.count).max() ?? 0
    var writer = BitWriter()
    var offsets: [UInt32] = [0]
    offsets.reserveCapacity(slots + 1)
    var column = [Double](repeating: .absent, count: rows.count)
    var samples = 0
    for slot in 0..<slots {
      let before = samples
      for (index, row) in rows.enumerated() {
        column[index] = row[slot]
        if !column[index].isAbsent { samples += 1 }
      }
      if samples > before {
        ColumnCodec.encode(column, into: &writer)
        writer.align()
      }
      offsets.append(UInt32(clamping: writer.bytes.count))
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
    self.data = writer.bytes.withUnsafeBufferPointer { Array($0) }
    self.offsets = offsets
    self.explicit = explicit
    self.bytes =
      data.count + offsets.count * 4 + times.count * 8
      + explicit.values.reduce(0) { $0 + 64 + $1.times.count * 16 }
  }

  /// The last point in time that any sample of the block has.
  var end: Int64 {
    max(times.last ?? .min, explicit.values.compactMap(\.times.last).max() ?? .min)
  }

  /// Puts the values of a slot at those of `times` that `range` says into `values`, from `start` on;
  /// nothing where the slot has none in this block.
  func decode(
    slot: Int,
    _ range: Range<Int>,
    into values: inout [Double],
    at start: Int
  ) {
    guard slot + 1 < offsets.count, offsets[slot] < offsets[slot + 1] else { return }
    ColumnCodec.decode(data, from: Int(offsets[slot]), range, into: &values, at: start)
  }

  /// Whether samples of the block have times of their own.
  var hasExplicit: Bool { !explicit.isEmpty }

  /// The samples of a slot with times of their own.
  func explicit(ofSlot slot: Int) -> SampleRun? { explicit[slot] }

  /// Whether the slot has any sample in this block.
  func holds(_ slot: Int) -> Bool {
    explicit[slot] != nil || (slot + 1 < offsets.count && offsets[slot] < offsets[slot + 1])
  }
}
