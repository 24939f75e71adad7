import CByteScan

/// The writing side of a dictionary: finds the id of a text or gives it a new one, up to a bound.
///
/// A text is known by 44 bits of its hash and its place in the table, without a look at its bytes: that
/// would be two more misses of the cache a field. Of 500,000 texts two are taken for one with a
/// probability of 1 to 30 million, whatever the log.
struct InternTable {
  /// The texts by id, for readers.
  let entries = InternEntries()

  /// The part of a slot that is the id; the rest is that of the text's hash.
  private static let idBits: UInt64 = 1 << 20 - 1

  private let bound: Int
  private let mask: SecretMask
  private var slots: [UInt64]
  private var used = 0

  /// A dictionary of at most `bound` texts; what comes later is `other`, and secrets are masked.
  init(bound: Int, mask: SecretMask = SecretMask()) {
    self.bound = min(bound, Int(Self.idBits) - Int(InternEntries.firstID))
    self.mask = mask
    self.slots = Array(repeating: 0, count: 64)
  }

  /// How many bytes the dictionary takes.
  var byteCount: Int { entries.byteCount + slots.count * MemoryLayout<UInt64>.stride }

  /// The id of a text: 0 for an empty one, 1 when the dictionary is full or the text too long.
  mutating func intern(_ text: Span<UInt8>, isVerbatim: Bool = true) -> UInt32 {
    intern(text, hash: ByteHash.of(text), isVerbatim: isVerbatim, masks: true)
  }

  /// The same for a text whose hash is known.
  @inline(__always)
  mutating func intern(_ text: Span<UInt8>, hash: UInt64) -> UInt32 {
    intern(text, hash: hash, isVerbatim: true, masks: true)
  }

  /// The id of a text that is known, by its hash; nil where it is not.
  @inline(__always)
  func id(ofHash hash: UInt64) -> UInt32? {
    let tag = hash & ~Self.idBits
    var slot = Int(truncatingIfNeeded: hash) & (slots.count &- 1)
    while slots[slot] != 0 {
      let found = slots[slot]
      if found & ~Self.idBits == tag { return UInt32(truncatingIfNeeded: found & Self.idBits) }
      slot = (slot &+ 1) & (slots.count &- 1)
    }
    return nil
  }

  /// Brings the place of a text, known by its hash, into the processor's cache.
  @inline(__always)
  func prepare(hash: UInt64) {
    slots.withUnsafeBufferPointer { slots in
      guard let base = slots.baseAddress else { return }
      imtop_prefetch(base + Int(truncatingIfNeeded: hash) & (slots.count &- 1))
    }
  }

  private mutating func intern(
    _ text: Span<UInt8>,
    hash: UInt64,
    isVerbatim: Bool,
    masks: Bool
  ) -> UInt32 {
    guard text.count > 0 else { return InternEntries.absent }
    guard text.count <= InternEntries.longest else { return InternEntries.other }
    if let known = id(ofHash: hash) { return known }
    guard used < bound else { return InternEntries.other }
    if masks, let masked = mask.replaced(text) {
      let hash = ByteHash.of(masked.span)
      return intern(masked.span, hash: hash, isVerbatim: false, masks: false)
    }
    let id = entries.append(text, isVerbatim: isVerbatim)
    var slot = Int(truncatingIfNeeded: hash) & (slots.count &- 1)
    while slots[slot] != 0 { slot = (slot &+ 1) & (slots.count &- 1) }
    slots[slot] = hash & ~Self.idBits | UInt64(id)
    used += 1
    if used * 4 > slots.count * 3 { grow() }
    return id
  }

  private mutating func grow() {
    var larger = [UInt64](repeating: 0, count: slots.count * 2)
    // In the order of the ids, in which the texts stand in memory.
    for id in InternEntries.firstID..<UInt32(truncatingIfNeeded: entries.limit) {
      let hash = entries.withBytes(id) { ByteHash.of($0) }
      var slot = Int(truncatingIfNeeded: hash) & (larger.count - 1)
      while larger[slot] != 0 { slot = (slot + 1) & (larger.count - 1) }
      larger[slot] = hash & ~Self.idBits | UInt64(id)
    }
    slots = larger
  }
}
