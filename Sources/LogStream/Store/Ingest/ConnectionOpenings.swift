/// When connections were opened, by the hash of their id, until their end is seen: bounded.
///
/// Two generations: when the younger one is full it replaces the older one, whose connections are
/// forgotten.
struct ConnectionOpenings {
  private static let bound = 65_536

  private var young: [UInt64: Int64] = [:]
  private var old: [UInt64: Int64] = [:]

  /// An estimate of the bytes that the openings take.
  var byteCount: Int { (young.capacity + old.capacity) * 18 }

  /// Notes an opening.
  mutating func open(_ connection: UInt64, at time: Int64) {
    if young.count >= Self.bound {
      old = young
      young = [:]
    }
    young[connection] = time
  }

  /// The time of an opening, which is forgotten; nil when it was not seen.
  mutating func close(_ connection: UInt64) -> Int64? {
    young.removeValue(forKey: connection) ?? old.removeValue(forKey: connection)
  }
}
