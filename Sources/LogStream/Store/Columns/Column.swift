/// One value a record, at a fixed place in memory: written by one thread, read by many.
///
/// The chunk that owns the column publishes how many rows are complete; readers stay below that. A
/// column whose values are all the same keeps one of them.
struct Column<Value: BitwiseCopyable & Sendable & Equatable>: @unchecked Sendable {
  private final class Memory {
    let base: UnsafeMutablePointer<Value>

    init(capacity: Int) { base = .allocate(capacity: max(1, capacity)) }

    deinit { base.deallocate() }
  }

  private let memory: Memory
  private let base: UnsafeMutablePointer<Value>
  private let mask: Int
  private let capacity: Int

  /// A column for at most `capacity` rows.
  init(capacity: Int) {
    memory = Memory(capacity: capacity)
    base = memory.base
    mask = -1
    self.capacity = capacity
  }

  /// The first `count` rows of `other` in as little memory as they need.
  init(packing other: Column, count: Int) {
    let first = count > 0 ? other[0] : nil
    let isConstant = (0..<count).allSatisfy { other[$0] == first }
    let kept = isConstant ? min(1, count) : count
    memory = Memory(capacity: kept)
    base = memory.base
    mask = isConstant ? 0 : -1
    capacity = count
    for row in 0..<kept { base[row] = other[row] }
  }

  /// The value of a row below the number of rows that the chunk has published.
  @inline(__always)
  subscript(row: Int) -> Value {
    get {
      precondition(row >= 0 && row < capacity)
      return base[row & mask]
    }
    nonmutating set {
      precondition(row >= 0 && row < capacity && mask == -1)
      base[row] = newValue
    }
  }

  /// Calls `body` with the values of the rows below `count`, side by side; none where `constant`
  /// stands for all of them.
  @inline(__always)
  func withValues<Result>(below count: Int, _ body: (Span<Value>) -> Result) -> Result {
    precondition(count >= 0 && count <= capacity)
    return body(UnsafeBufferPointer(start: base, count: mask == 0 ? 0 : count).span)
  }

  /// The one value of all rows, nil where they differ or the column is still written.
  var constant: Value? { mask == 0 && capacity > 0 ? base[0] : nil }

  /// How many bytes the rows take.
  var byteCount: Int { (mask == 0 ? 1 : capacity) * MemoryLayout<Value>.stride }
}
