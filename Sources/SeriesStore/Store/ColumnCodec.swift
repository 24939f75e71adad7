import MetricsModel

/// Packs a column of values bit by bit.
///
/// Columns of whole numbers, which most counters are, are kept as the changes of their steps; other
/// columns as Facebook's Gorilla does: each value as what differs from the one before it.
enum ColumnCodec {
  private enum Form: UInt64 { case bits, steps }

  /// Appends `values` (at least one).
  static func encode(_ values: [Double], into writer: inout BitWriter) {
    guard let first = values.first else { return }
    let others = values.count { WholeStep($0) == .other }
    if others * 8 <= values.count {
      writer.write(Form.steps.rawValue, count: 1)
      encodeSteps(values, into: &writer)
    } else {
      writer.write(Form.bits.rawValue, count: 1)
      encodeBits(first, values, into: &writer)
    }
  }

  /// Puts those of the values that `encode` wrote whose places are in `range` into `values`, from
  /// `start` on.
  static func decode(
    _ data: [UInt8],
    from offset: Int,
    _ range: Range<Int>,
    into values: inout [Double],
    at start: Int
  ) {
    guard !range.isEmpty, start + range.count <= values.count else { return }
    var reader = BitReader(from: offset)
    if reader.read(1, data.span) == Form.steps.rawValue {
      decodeSteps(data, &reader, range, into: &values, at: start)
    } else {
      decodeBits(data, &reader, range, into: &values, at: start)
    }
  }

  // MARK: The bits that differ

  private static func encodeBits(
    _ first: Double,
    _ values: [Double],
    into writer: inout BitWriter
  ) {
    var last = first.bitPattern
    var window = (leading: 0, length: 0)
    writer.write(last, count: 64)
    for value in values.dropFirst() {
      let difference = value.bitPattern ^ last
      last = value.bitPattern
      guard difference != 0 else {
        writer.write(0, count: 1)
        continue
      }
      let leading = min(difference.leadingZeroBitCount, 31)
      let length = 64 - leading - difference.trailingZeroBitCount
      let windowEnd = window.leading + window.length
      if window.length > 0, leading >= window.leading, leading + length <= windowEnd {
        writer.write(0b10, count: 2)
      } else {
        window = (leading, length)
        writer.write(0b11, count: 2)
        writer.write(UInt64(leading), count: 5)
        writer.write(UInt64(length - 1), count: 6)
      }
      writer.write(
        difference >> UInt64(64 - window.leading - window.length),
        count: window.length
      )
    }
  }

  private static func decodeBits(
    _ data: [UInt8],
    _ reader: inout BitReader,
    _ range: Range<Int>,
    into column: inout [Double],
    at start: Int
  ) {
    let bytes = data.span
    var values = column.mutableSpan
    var last = reader.read(64, bytes)
    var window = (leading: 0, length: 1)
    for index in 0..<range.upperBound {
      if index > 0 {
        reader.fill(bytes)
        if reader.take(1) == 1 {
          if reader.take(1) == 1 {
            window.leading = Int(reader.take(5))
            window.length = Int(reader.take(6)) + 1
          }
          let shift = max(64 - window.leading - window.length, 0)
          last ^= reader.read(window.length, bytes) << UInt64(shift)
        }
      }
      if index >= range.lowerBound {
        values[start &+ index &- range.lowerBound] = Double(bitPattern: last)
      }
    }
  }

  // MARK: The steps between whole numbers

  /// What a value is among whole numbers.
  private enum WholeStep: Equatable {
    case whole(Int64)
    case absent
    case stale
    case other

    init(_ value: Double) {
      if value.isAbsent {
        self = .absent
      } else if value.isStale {
        self = .stale
      } else if value.magnitude < 0x1p53, let whole = Int64(exactly: value),
        whole != 0 || value.sign == .plus
      {
        self = .whole(whole)
      } else {
        self = .other
      }
    }
  }

  /// The classes of changes: how many ones announce one, and how many bits it has.
  ///
  /// A single zero says that the step is as before, or that the series is still absent; five ones
  /// announce what is no small change, in two more bits.
  private static let classes: [(ones: Int, count: Int)] = [(1, 4), (2, 8), (3, 13), (4, 22)]
  private static let escape: UInt64 = 0b11111

  private static func encodeSteps(_ values: [Double], into writer: inout BitWriter) {
    var (last, step): (Int64, Int64) = (0, 0)
    var wasAbsent = false
    for value in values {
      let kind = WholeStep(value)
      defer { wasAbsent = kind == .absent }
      switch kind {
      case .absent where wasAbsent: writer.write(0, count: 1)
      case .absent: writer.write(escape << 2 | 0b10, count: 7)
      case .stale: writer.write(escape << 2 | 0b11, count: 7)
      case .other:
        writer.write(escape << 2 | 0b01, count: 7)
        writer.write(value.bitPattern, count: 64)
      case .whole(let whole):
        let change = whole &- last &- step
        (step, last) = (whole &- last, whole)
        if change == 0, !wasAbsent {
          writer.write(0, count: 1)
        } else {
          writeChange(UInt64(bitPattern: (change << 1) ^ (change >> 63)), into: &writer)
        }
      }
    }
  }

  private static func writeChange(_ zigzag: UInt64, into writer: inout BitWriter) {
    if let form = classes.first(where: { zigzag >> UInt64($0.count) == 0 }) {
      writer.write((1 << UInt64(form.ones + 1)) - 2, count: form.ones + 1)
      writer.write(zigzag, count: form.count)
    } else {
      writer.write(escape << 2, count: 7)
      writer.write(zigzag, count: 64)
    }
  }

  private static func decodeSteps(
    _ data: [UInt8],
    _ reader: inout BitReader,
    _ range: Range<Int>,
    into column: inout [Double],
    at start: Int
  ) {
    let bytes = data.span
    var values = column.mutableSpan
    var (last, step): (Int64, Int64) = (0, 0)
    var wasAbsent = false
    for index in 0..<range.upperBound {
      reader.fill(bytes)
      var value: Double?
      let ones = (~reader.bits).leadingZeroBitCount
      if ones == 0 {
        reader.skip(1)
        if wasAbsent { value = .absent }
      } else if ones < 5 {
        reader.skip(ones &+ 1)
        step &+= Self.change(reader.take(Self.length(ofClass: ones)))
      } else {
        reader.skip(5)
        switch reader.take(2) {
        case 0b00: step &+= Self.change(reader.read(64, bytes))
        case 0b01: value = Double(bitPattern: reader.read(64, bytes))
        case 0b10: value = .absent
        default: value = .stale
        }
      }
      wasAbsent = value?.isAbsent ?? false
      if value == nil { last &+= step }
      if index >= range.lowerBound {
        values[start &+ index &- range.lowerBound] = value ?? Double(last)
      }
    }
  }

  /// How many bits a change has that so many ones announce.
  @inline(__always)
  private static func length(ofClass ones: Int) -> Int {
    switch ones {
    case 1: 4
    case 2: 8
    case 3: 13
    default: 22
    }
  }

  @inline(__always)
  private static func change(_ zigzag: UInt64) -> Int64 {
    Int64(bitPattern: zigzag >> 1) ^ -Int64(bitPattern: zigzag & 1)
  }
}
