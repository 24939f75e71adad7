/// What one pass over a line found: for each slot the value whose name fits best.
struct FoundFields: Sendable {
  /// What is added to the rank of a member of an object.
  static let nestedRank: UInt8 = 8

  private var values = InlineArray<24, RawValue>(repeating: RawValue())
  /// Whether the line is an access line by its very form.
  var isAccessLine = false

  /// The value in `slot`, absent where nothing was found.
  subscript(slot: FieldSlot) -> RawValue {
    @inline(__always) get { values[Int(slot.rawValue)] }
    @inline(__always) set { values[Int(slot.rawValue)] = newValue }
  }

  /// Keeps the value unless a better one is there.
  @inline(__always)
  mutating func offer(
    _ slot: FieldSlot,
    _ range: Range<Int>,
    kind: RawValue.Kind = .text,
    name: UInt16 = 0,
    rank: UInt8 = 0
  ) {
    let index = Int(slot.rawValue)
    guard rank <= values[index].rank else { return }
    values[index] = RawValue(
      start: Int32(truncatingIfNeeded: range.lowerBound),
      length: Int32(truncatingIfNeeded: range.count),
      name: name,
      kind: kind,
      rank: rank
    )
  }

  /// Keeps the value of a field with a known name.
  ///
  /// Empty text and `-` stand for nothing, so that a header that was not sent hides no other name.
  /// Members of objects give way to fields that stand outside.
  @inline(__always)
  mutating func offer(
    _ row: FieldNames.Row,
    named name: UInt16,
    _ line: Span<UInt8>,
    _ range: Range<Int>,
    kind: RawValue.Kind,
    isNested: Bool = false
  ) {
    if range.count <= 1, row.rank > 0 || row.slot == .address,
      range.isEmpty || line[range.lowerBound] == UInt8(ascii: "-")
    {
      return
    }
    let rank = isNested ? row.rank &+ Self.nestedRank : row.rank
    offer(row.slot, range, kind: kind, name: name, rank: rank)
  }

  /// Empties all slots.
  @inline(__always)
  mutating func reset() { self = FoundFields() }
}
