/// The buckets of a window, aligned to absolute time so that they stand still while time goes on.
///
/// The last bucket is the one in which the window ends.
struct BucketGrid: Hashable, Sendable {
  /// How many buckets there are.
  let count: Int
  /// The width of a bucket in milliseconds.
  let width: Int64
  private let first: Int64

  /// `count` buckets over a window.
  init(_ span: WindowSpan, count: Int) {
    self.count = max(1, min(10_000, count))
    self.width = max(1, span.length * 1_000 / Int64(self.count))
    self.first = (span.end * 1_000 - 1).flooredDivision(by: width) + 1 - Int64(self.count)
  }

  /// The number, counted from the epoch, of the bucket in which a second begins.
  @inline(__always)
  func number(of second: Int64) -> Int64 { (second &* 1_000).flooredDivision(by: width) }

  /// Where in a row of all buckets a numbered one stands; nil outside.
  @inline(__always)
  func index(of number: Int64) -> Int? {
    let index = Int(number - first)
    return index >= 0 && index < count ? index : nil
  }
}

extension Int64 {
  /// The quotient rounded down.
  @inline(__always)
  fileprivate func flooredDivision(by divisor: Int64) -> Int64 {
    self >= 0 ? self / divisor : (self - divisor + 1) / divisor
  }
}
