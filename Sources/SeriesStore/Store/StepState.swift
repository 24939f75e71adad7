/// Where a run of whole numbers stands: what the next one is expected to be.
struct StepState {
  private var last: Int64 = 0
  private var step: Int64 = 0
  private var isFirst = true

  /// What the next number is off the expected one.
  @inline(__always)
  mutating func change(to next: Int64) -> Int64 {
    let change = next &- last &- step
    advance(to: next)
    return change
  }

  /// The next number, which is `change` off the expected one.
  @inline(__always)
  mutating func next(_ change: Int64) -> Int64 {
    let next = last &+ step &+ change
    advance(to: next)
    return next
  }

  @inline(__always)
  private mutating func advance(to next: Int64) {
    // The way from zero to a great first number is no step; a small one may be the first of them.
    step = isFirst && next.magnitude > 1023 ? 0 : next &- last
    isFirst = false
    last = next
  }
}
