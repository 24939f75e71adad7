import MetricsModel

/// Decimal numbers as whole ones, and how many doubles lie between them and the real value.
///
/// Sums of durations, which clients count in nanoseconds and add up as doubles, are a few doubles off
/// a multiple of 10⁻⁹.
extension ColumnCodec {
  private static let mostPlaces = 9
  /// How far off, in doubles, decimals are worth a try, and how many values say so.
  private static let nearby: Int64 = 4096
  private static let probes = 3

  /// Whether the first values that are no whole numbers look like decimals.
  static func mayBeDecimals(_ values: Span<Double>) -> Bool {
    let scale = Double(DecimalFloat.powersOfTen[mostPlaces])
    var left = probes
    for index in values.indices where Whole(values[index]) == .other {
      let scaled = (values[index] * scale).rounded()
      guard scaled.magnitude < 0x1p53 else { return false }
      let off = distance(values[index], scaled / scale)
      guard off > -nearby, off < nearby else { return false }
      left -= 1
      if left == 0 { break }
    }
    return true
  }

  static func encodeDecimals(_ values: Span<Double>, into writer: inout BitWriter) {
    let places = places(values)
    let scale = Double(DecimalFloat.powersOfTen[places])
    writer.write(UInt64(places), count: 4)
    var state = StepState()
    for index in values.indices {
      let value = values[index]
      let scaled = (value * scale).rounded()
      if value.isAbsent {
        StepCode.write(.absent, into: &writer)
      } else if value.isStale {
        StepCode.write(.stale, into: &writer)
      } else if scaled.magnitude < 0x1p53, value != 0 || value.sign == .plus {
        let whole = Int64(scaled)
        StepCode.write(state.change(to: whole), into: &writer)
        StepCode.write(distance(value, Double(whole) / scale), into: &writer)
      } else {
        StepCode.write(.other, into: &writer)
        writer.write(value.bitPattern, count: 64)
      }
    }
  }

  static func decodeDecimals(
    _ range: Range<Int>,
    from reader: inout BitReader,
    into values: inout [Double]
  ) {
    let places = min(Int(reader.read(4)), mostPlaces)
    let scale = Double(DecimalFloat.powersOfTen[places])
    var state = StepState()
    for place in range {
      switch StepCode.read(&reader) {
      case .number(let change):
        let whole = state.next(change)
        var offset: Int64 = 0
        if case .number(let number) = StepCode.read(&reader) { offset = number }
        let bits = Int64(bitPattern: (Double(whole) / scale).bitPattern) &+ offset
        values[place] = Double(bitPattern: UInt64(bitPattern: bits))
      case .escape(.absent): values[place] = .absent
      case .escape(.stale): values[place] = .stale
      case .escape: values[place] = Double(bitPattern: reader.read(64))
      }
    }
  }

  /// The fewest decimal places that give every value exactly; the most there can be where none do.
  private static func places(_ values: Span<Double>) -> Int {
    var places = 0
    for index in values.indices where Whole(values[index]) == .other && values[index].isFinite {
      while places < mostPlaces {
        let scale = Double(DecimalFloat.powersOfTen[places])
        if (values[index] * scale).rounded() / scale == values[index] { break }
        places += 1
      }
    }
    return places
  }

  private static func distance(_ value: Double, _ other: Double) -> Int64 {
    Int64(bitPattern: value.bitPattern) &- Int64(bitPattern: other.bitPattern)
  }
}
