/// The ids of texts seen lately, by the hash of their bytes: a text that comes again is neither decoded nor
/// cut.
struct RecentIDs {
  private static let bits: UInt64 = 10

  private var places = [(hash: UInt64, id: UInt32)](repeating: (0, 0), count: 1 << Int(bits))

  /// No text was seen yet.
  init() {}

  /// The id of a hash, nil where it was not seen lately.
  @inline(__always)
  func id(of hash: UInt64) -> UInt32? {
    let place = places[Self.place(of: hash)]
    return place.hash == hash ? place.id : nil
  }

  /// Remembers an id.
  mutating func remember(_ id: UInt32, of hash: UInt64) {
    places[Self.place(of: hash)] = (hash, id)
  }

  @inline(__always)
  private static func place(of hash: UInt64) -> Int {
    Int(truncatingIfNeeded: hash &>> (64 - bits))
  }
}
