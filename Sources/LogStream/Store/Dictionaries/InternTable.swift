/// The writing side of a dictionary: finds the id of a text or gives it a new one, up to a bound.
struct InternTable {
  /// The texts by id, for readers.
  let entries = InternEntries()

  private let bound: Int
  private let mask: SecretMask
  private var slots: [UInt64]
  private var used = 0

  /// A dictionary of at most `bound` texts; what comes later is `other`, and secrets are masked.
  init(bound: Int, mask: SecretMask = SecretMask()) {
    self.bound = bound
    self.mask = mask
    self.slots = Array(repeating: 0, count: 64)
  }

  /// How many bytes the dictionary takes.
  var byteCount: Int { entries.byteCount + slots.count * MemoryLayout<UInt64>.stride }

  /// The id of a text: 0 for an empty one, 1 when the dictionary is full or the text too long.
  mutating func intern(_ text: Span<UInt8>, isVerbatim: Bool = true) -> UInt32 {
    intern(text, isVerbatim: isVerbatim, masks: true)
  }

  private mutating func intern(_ text: Span<UInt8>, isVerbatim: Bool, masks: Bool) -> UInt32 {
    guard text.count > 0 else { return InternEntries.absent }
    guard text.count <= InternEntries.longest else { return InternEntries.other }
    let hash = ByteHash.of(text)
    let tag = hash & 0xffff_ffff_0000_0000
    var slot = Int(truncatingIfNeeded: hash) & (slots.count &- 1)
    while slots[slot] != 0 {
      let found = slots[slot]
      let id = UInt32(truncatingIfNeeded: found)
      if found & 0xffff_ffff_0000_0000 == tag, entries.withBytes(id, { Self.equal($0, text) }) {
        return id
      }
      slot = (slot &+ 1) & (slots.count &- 1)
    }
    guard used < bound else { return InternEntries.other }
    if masks, let masked = mask.replaced(text) {
      return intern(masked.span, isVerbatim: false, masks: false)
    }
    let id = entries.append(text, isVerbatim: isVerbatim)
    slots[slot] = tag | UInt64(id)
    used += 1
    if used * 4 > slots.count * 3 { grow() }
    return id
  }

  private mutating func grow() {
    var larger = [UInt64](repeating: 0, count: slots.count * 2)
    for found in slots where found != 0 {
      let id = UInt32(truncatingIfNeeded: found)
      let hash = entries.withBytes(id) { ByteHash.of($0) }
      var slot = Int(truncatingIfNeeded: hash) & (larger.count - 1)
      while larger[slot] != 0 { slot = (slot + 1) & (larger.count - 1) }
      larger[slot] = found
    }
    slots = larger
  }

  @inline(__always)
  private static func equal(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Bool {
    guard left.count == right.count else { return false }
    var at = 0
    while at < left.count {
      let count = min(8, left.count &- at)
      guard
        ByteScan.word(left, at: at, count: count) == ByteScan.word(right, at: at, count: count)
      else { return false }
      at &+= 8
    }
    return true
  }
}
