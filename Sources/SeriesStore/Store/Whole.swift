import MetricsModel

/// What a value is among whole numbers.
enum Whole: Equatable {
  case whole(Int64)
  case absent
  case stale
  case other

  @inline(__always)
  init(_ value: Double) {
    if value.magnitude < 0x1p53 {
      let whole = Int64(value)
      // The sign of a zero would be lost.
      self = Double(whole).bitPattern == value.bitPattern ? .whole(whole) : .other
    } else if value.isAbsent {
      self = .absent
    } else if value.isStale {
      self = .stale
    } else {
      self = .other
    }
  }
}
