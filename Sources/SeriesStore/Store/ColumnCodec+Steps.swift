import MetricsModel

/// Whole numbers as the changes of their steps.
extension ColumnCodec {
  static func encodeSteps(_ values: Span<Double>, into writer: inout BitWriter) {
    var state = StepState()
    var wasAbsent = false
    for index in values.indices {
      let kind = Whole(values[index])
      switch kind {
      case .whole(let whole):
        let change = state.change(to: whole)
        if change == 0, wasAbsent {
          // A single zero would say that the series is still absent.
          StepCode.writeLongZero(into: &writer)
        } else {
          StepCode.write(change, into: &writer)
        }
      case .absent where wasAbsent: writer.write(0, count: 1)
      case .absent: StepCode.write(.absent, into: &writer)
      case .stale: StepCode.write(.stale, into: &writer)
      case .other:
        StepCode.write(.other, into: &writer)
        writer.write(values[index].bitPattern, count: 64)
      }
      wasAbsent = kind == .absent
    }
  }

  static func decodeSteps(
    _ range: Range<Int>,
    from reader: inout BitReader,
    into values: inout [Double]
  ) {
    var state = StepState()
    var wasAbsent = false
    var place = range.lowerBound
    while place < range.upperBound {
      let zeros = min(reader.next.leadingZeroBitCount, range.upperBound &- place)
      if zeros > 0 {
        reader.skip(zeros)
        for place in place..<place &+ zeros {
          values[place] = wasAbsent ? .absent : Double(state.next(0))
        }
        place &+= zeros
        continue
      }
      wasAbsent = false
      switch StepCode.read(&reader) {
      case .number(let change): values[place] = Double(state.next(change))
      case .escape(.absent):
        wasAbsent = true
        values[place] = .absent
      case .escape(.stale): values[place] = .stale
      case .escape: values[place] = Double(bitPattern: reader.read(64))
      }
      place &+= 1
    }
  }
}
