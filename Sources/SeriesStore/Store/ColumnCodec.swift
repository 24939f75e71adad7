/// Packs a column of values bit by bit.
///
/// Columns of whole numbers, which most counters are, are kept as the changes of their steps; so are
/// decimal numbers, with what their shortest form is off. Other columns are kept as Facebook's Gorilla
/// does ("Gorilla: A Fast, Scalable, In-Memory Time Series Database", 2015): each value as what
/// differs from the one before it.
enum ColumnCodec {
  private enum Form: UInt64 { case bits, steps, decimals }

  /// Appends `values` (at least one).
  static func encode(_ values: Span<Double>, into writer: inout BitWriter) {
    var others = 0
    for index in values.indices where Whole(values[index]) == .other { others += 1 }
    if others == 0 {
      writer.write(Form.steps.rawValue, count: 2)
      encodeSteps(values, into: &writer)
      return
    }
    let mayBeSteps = others * 8 <= values.count
    guard mayBeSteps || mayBeDecimals(values) else {
      writer.write(Form.bits.rawValue, count: 2)
      encodeBits(values, into: &writer)
      return
    }
    var (bits, decimals, steps) = (BitWriter(), BitWriter(), BitWriter())
    encodeBits(values, into: &bits)
    encodeDecimals(values, into: &decimals)
    if mayBeSteps { encodeSteps(values, into: &steps) }
    let forms = [(Form.bits, bits), (.decimals, decimals), (.steps, steps)]
    guard let best = forms.filter({ $0.1.count > 0 }).min(by: { $0.1.count < $1.1.count }) else {
      return
    }
    writer.write(best.0.rawValue, count: 2)
    writer.append(best.1)
  }

  /// Reads the first `count` values that `encode` wrote into `values`, from `place` on.
  static func decode(
    _ count: Int,
    from reader: inout BitReader,
    into values: inout [Double],
    at place: Int
  ) {
    guard count > 0, place >= 0, place <= values.count - count else { return }
    let range = place..<place + count
    switch Form(rawValue: reader.read(2)) {
    case .steps: decodeSteps(range, from: &reader, into: &values)
    case .decimals: decodeDecimals(range, from: &reader, into: &values)
    case .bits, nil: decodeBits(range, from: &reader, into: &values)
    }
  }
}
