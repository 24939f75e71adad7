/// What one pass over a line found: for each slot the value whose name fits best.
struct FoundFields: Sendable {
  /// What is added to the rank of a member of an object.
  static let nestedRank: UInt8 = 8

  private var values = InlineArray<32, RawValue>(repeating: RawValue())
  /// A bit for each slot that holds a value of this line.
  private var filled: UInt32 = 0

  /// The value in `slot`, absent where nothing was found.
  subscript(slot: FieldSlot) -> RawValue {
    @inline(__always) get {
      filled &>> UInt32(slot.rawValue) & 1 == 1 ? values[Int(slot.rawValue)] : RawValue()
    }
  }

  /// Whether the line may be a program's line that a container runtime or the journal wrapped.
  @inline(__always) var mayBeWrapped: Bool { filled & Self.wrappers != 0 }

  /// Whether there is neither text for people nor a request.
  var tellsNothing: Bool {
    guard self[.message].isAbsent, self[.wrapped].isAbsent, self[.event].isAbsent else {
      return false
    }
    return self[.status].isAbsent
      || self[.method].isAbsent && self[.path].isAbsent && self[.requestLine].isAbsent
  }

  private static let wrappers: UInt32 =
    1 << UInt32(FieldSlot.wrapped.rawValue) | 1 << UInt32(FieldSlot.journalTime.rawValue)

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
    let bit: UInt32 = 1 &<< UInt32(slot.rawValue)
    guard filled & bit == 0 || rank <= values[index].rank else { return }
    filled |= bit
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
    guard kind != .absent else { return }
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
  mutating func reset() { filled = 0 }
}
