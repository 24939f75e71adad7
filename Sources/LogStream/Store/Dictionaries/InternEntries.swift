/// The texts of one dictionary, by id: read by any thread while one thread adds to them.
///
/// Id 0 stands for an absent text, id 1 for one that found no place any more (`other`): whoever must
/// know it reads the record's own text.
final class InternEntries: Sendable {
  /// The id of a text that is absent.
  static let absent: UInt32 = 0
  /// The id of every text that found no place.
  static let other: UInt32 = 1
  /// The id of the first text.
  static let firstID: UInt32 = 2
  /// Longer texts find no place.
  static let longest = 1_000

  private let bytes = AppendOnly<UInt8>()
  private let places = AppendOnly<UInt64>()

  /// One more than the highest id.
  var limit: Int { places.count + Int(Self.firstID) }

  /// How many bytes the texts take.
  var byteCount: Int { bytes.byteCount + places.byteCount }

  /// Adds a text of at most `longest` bytes; `isVerbatim` says that nothing was cut out of it.
  func append(_ text: Span<UInt8>, isVerbatim: Bool) -> UInt32 {
    let id = UInt32(truncatingIfNeeded: limit)
    let start = bytes.appendContiguous(text)
    places.append(
      UInt64(truncatingIfNeeded: start) << 16 | UInt64(truncatingIfNeeded: text.count) << 1
        | (isVerbatim ? 1 : 0)
    )
    return id
  }

  /// Calls `body` with the bytes of an id; none for `absent` and `other`.
  @inline(__always)
  func withBytes<Result>(_ id: UInt32, _ body: (Span<UInt8>) -> Result) -> Result {
    guard id >= Self.firstID, Int(id) < limit else { return bytes.withContiguous(0, 0, body) }
    let place = places[Int(id &- Self.firstID)]
    return bytes.withContiguous(Int(place >> 16), Int(place >> 1 & 0x7fff), body)
  }

  /// Whether the text stands in the log as it stands here.
  func isVerbatim(_ id: UInt32) -> Bool {
    guard id >= Self.firstID, Int(id) < limit else { return false }
    return places[Int(id &- Self.firstID)] & 1 == 1
  }

  /// The text of an id: empty for `absent`, `other` for texts without a place.
  func text(_ id: UInt32) -> String {
    if id == Self.other { return "other" }
    return withBytes(id) { span in
      span.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
    }
  }
}
