/// Where the text of a sample can be cut so that what stands before is understood by itself.
///
/// A line of a page mostly begins like the line before it: up to the last cut within what is the same,
/// its labels are known.
struct LineCuts {
  private struct Cut {
    /// Its offset from the begin of the line.
    var end: Int
    /// How many labels stand before it.
    var labels: Int
    /// Whether the metric's name stands before it.
    var isNamed: Bool
  }

  private var cuts: [Cut] = []
  /// Where the line begins.
  private var start = 0

  /// Forgets everything, because the same text may mean something else now.
  mutating func forget() { cuts.removeAll(keepingCapacity: true) }

  /// Begins a line at `start`, for whose labels nothing of the line before counts.
  mutating func begin(at start: Int) {
    self.start = start
    forget()
  }

  /// Cuts at `offset` of the page.
  @inline(__always)
  mutating func cut(at offset: Int, labels: Int, isNamed: Bool) {
    cuts.append(Cut(end: offset &- start, labels: labels, isNamed: isNamed))
  }

  /// Begins a line at `start` that may begin like the line before; gives where it goes on, or nil
  /// where it is different from its begin on.
  @inline(__always)
  mutating func goOn(
    _ page: Span<UInt8>,
    at start: Int
  ) -> (offset: Int, labels: Int, isNamed: Bool)? {
    guard let last = cuts.last else { return nil }
    let common = page.commonLength(self.start, start, limit: last.end)
    while let cut = cuts.last {
      if cut.end <= common {
        self.start = start
        return (start &+ cut.end, cut.labels, cut.isNamed)
      }
      cuts.removeLast()
    }
    return nil
  }
}
