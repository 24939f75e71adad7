/// The shapes by id, found or added by the writing thread and read by any.
struct ShapeTable {
  /// The shapes by id; id 0 is the empty shape, which also stands for those that found no place.
  let entries = AppendOnly<Shape>()

  private let bound: Int
  /// Ids by the hash of their shape, 0 where a place is free.
  private var slots = [UInt32](repeating: 0, count: 256)

  /// A table of at most `bound` shapes.
  init(bound: Int) {
    self.bound = bound
    entries.append(Shape())
  }

  /// An estimate of the bytes that the table takes.
  var byteCount: Int { entries.byteCount + slots.count * MemoryLayout<UInt32>.stride }

  /// The id of a shape.
  mutating func id(of shape: Shape) -> UInt32 {
    var slot = Self.hash(of: shape) & (slots.count &- 1)
    while slots[slot] != 0 {
      if entries[Int(slots[slot])] == shape { return slots[slot] }
      slot = (slot &+ 1) & (slots.count &- 1)
    }
    guard shape != Shape(), entries.count <= bound else { return 0 }
    let id = UInt32(truncatingIfNeeded: entries.count)
    entries.append(shape)
    slots[slot] = id
    if entries.count * 2 > slots.count { grow() }
    return id
  }

  private mutating func grow() {
    var larger = [UInt32](repeating: 0, count: slots.count * 2)
    for id in slots where id != 0 {
      var slot = Self.hash(of: entries[Int(id)]) & (larger.count - 1)
      while larger[slot] != 0 { slot = (slot + 1) & (larger.count - 1) }
      larger[slot] = id
    }
    slots = larger
  }

  @inline(__always)
  private static func hash(of shape: Shape) -> Int {
    let texts = UInt64(shape.message) | UInt64(shape.path) &<< 32
    let codes =
      UInt64(shape.reason) | UInt64(shape.status) &<< 16 | UInt64(shape.method) &<< 32
      | UInt64(shape.level) &<< 40 | UInt64(shape.event) &<< 48
    let mixed = (texts ^ codes &* 0xa076_1d64_78bd_642f) &* 0x9e37_79b9_7f4a_7c15
    return Int(truncatingIfNeeded: mixed &>> 32)
  }
}
