/// Values as the bits that differ from the value before.
extension ColumnCodec {
  static func encodeBits(_ values: Span<Double>, into writer: inout BitWriter) {
    var last = values[0].bitPattern
    var window = (leading: 0, length: 0)
    writer.write(last, count: 64)
    for index in 1..<values.count {
      let difference = values[index].bitPattern ^ last
      last = values[index].bitPattern
      guard difference != 0 else {
        writer.write(0, count: 1)
        continue
      }
      let leading = min(difference.leadingZeroBitCount, 31)
      let length = 64 - leading - difference.trailingZeroBitCount
      let windowEnd = window.leading + window.length
      // A new window costs eleven bits: the old one stays as long as it wastes less.
      if window.length > 0, leading >= window.leading, leading + length <= windowEnd,
        window.length - length <= 11
      {
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

  static func decodeBits(
    _ range: Range<Int>,
    from reader: inout BitReader,
    into values: inout [Double]
  ) {
    var last = reader.read(64)
    var (leading, length) = (0, 1)
    values[range.lowerBound] = Double(bitPattern: last)
    for place in range.dropFirst() {
      let bits = reader.next
      if bits >> 63 == 0 {
        reader.skip(1)
      } else {
        if bits >> 62 == 0b11 {
          leading = Int((bits >> 57) & 31)
          length = Int((bits >> 51) & 63) + 1
          reader.skip(13)
        } else {
          reader.skip(2)
        }
        last ^= reader.read(length) << UInt64(max(64 - leading - length, 0))
      }
      values[place] = Double(bitPattern: last)
    }
  }
}
