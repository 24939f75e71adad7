/// The shapes by id, found or added by the writing thread and read by any.
struct ShapeTable {
  /// The shapes by id; id 0 is the empty shape, which also stands for those that found no place.
  let entries = AppendOnly<Shape>()

  private let bound: Int
  private var ids: [Shape: UInt32] = [:]
  private var recent: [(shape: Shape, id: UInt32)]

  /// A table of at most `bound` shapes.
  init(bound: Int) {
    self.bound = bound
    recent = Array(repeating: (Shape(), 0), count: 256)
    entries.append(Shape())
  }

  /// An estimate of the bytes that the table takes.
  var byteCount: Int { entries.byteCount + ids.capacity * 32 }

  /// The id of a shape.
  mutating func id(of shape: Shape) -> UInt32 {
    let slot = Self.slot(of: shape)
    if recent[slot].shape == shape { return recent[slot].id }
    let id = ids[shape] ?? add(shape)
    recent[slot] = (shape, id)
    return id
  }

  private mutating func add(_ shape: Shape) -> UInt32 {
    guard ids.count < bound else { return 0 }
    let id = UInt32(truncatingIfNeeded: entries.count)
    entries.append(shape)
    ids[shape] = id
    return id
  }

  @inline(__always)
  private static func slot(of shape: Shape) -> Int {
    let mixed =
      shape.message &* 31 &+ shape.path &* 17 &+ UInt32(shape.status) &* 7
      &+ UInt32(shape.reason) &* 3 &+ UInt32(shape.method) &+ UInt32(shape.level) &* 64
    return Int(mixed & 255)
  }
}
