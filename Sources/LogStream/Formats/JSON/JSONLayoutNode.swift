/// One step of `JSONLayouts`: a text and the value behind it.
struct JSONLayoutNode: Sendable {
  /// The first eight bytes of the text, all of a shorter one.
  var head: UInt64 = 0
  /// The bits of `head` that are the text's.
  var mask: UInt64 = 0
  /// The last eight bytes of the text.
  var tail: UInt64 = 0
  /// Where the whole text stands.
  var textStart: UInt32 = 0
  /// How many bytes the text has; the quote before a string is one of them.
  var count: UInt16 = 0
  /// The value's name, 0 where it is unknown.
  var name: UInt16 = 0
  /// The first step that may follow, 0 where none does.
  var child: UInt16 = 0
  /// Another step that may stand in this one's place.
  var sibling: UInt16 = 0
  /// How the value is written; absent where the line ends.
  var kind = RawValue.Kind.absent
  /// What the name means.
  var row = FieldNames.Row(slot: .group, rank: .max, unit: nil)
  /// Whether the value stands in an inner object.
  var isNested = false
}

/// A plain value of a JSON line that was read in full.
struct JSONValuePlace: Sendable {
  /// The offset of its first byte, behind the quote of a string.
  var start = 0
  /// The offset behind it and its quote.
  var end = 0
  /// How it is written: `text` for strings, `number`, `boolean` for the literals.
  var kind = RawValue.Kind.absent
  /// The value's name, 0 where it is unknown.
  var name: UInt16 = 0
  /// What the name means.
  var row = FieldNames.Row(slot: .group, rank: .max, unit: nil)
  /// Whether it stands in an inner object.
  var isNested = false
}
