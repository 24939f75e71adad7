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
    _ count: Int,
    from reader: inout BitReader,
    into values: inout [Double]
  ) {
    var state = StepState()
    var wasAbsent = false
    while values.count < count {
      let zeros = min(reader.next.leadingZeroBitCount, count &- values.count)
      if zeros > 0 {
        reader.skip(zeros)
        for _ in 0..<zeros {
          values.append(wasAbsent ? .absent : Double(state.next(0)))
        }
        continue
      }
      wasAbsent = false
      switch StepCode.read(&reader) {
      case .number(let change):
        values.append(Double(state.next(change)))
      case .escape(.absent):
        wasAbsent = true
        values.append(.absent)
      case .escape(.stale): values.append(.stale)
      case .escape: values.append(Double(bitPattern: reader.read(64)))
      }
    }
  }
}
