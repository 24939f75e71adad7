extension Int64 {
  /// The second in which a time of so many milliseconds lies.
  @inline(__always)
  var flooredSeconds: Int64 {
    self >= 0 ? self / 1_000 : self / 1_000 - (self % 1_000 == 0 ? 0 : 1)
  }

  /// The first full second that is not before a time of so many milliseconds.
  var ceiledSeconds: Int64 { self / 1_000 + (self > 0 && self % 1_000 != 0 ? 1 : 0) }
}
