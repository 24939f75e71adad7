/// How many records, and how many of the errors' scope, each second has, over all that is held.
struct SecondPages: Sendable {
  private struct Page {
    var records = [Int32](repeating: 0, count: 64)
    var troubles = [Int32](repeating: 0, count: 64)
  }

  private var pages: [Int64: Page] = [:]

  /// Adds records to a second, or takes them away.
  @inline(__always)
  mutating func add(_ second: Int64, records: Int32, troubles: Int32) {
    let index = Int(second & 63)
    pages[second >> 6, default: Page()].records[index] &+= records
    if troubles != 0 { pages[second >> 6, default: Page()].troubles[index] &+= troubles }
  }

  /// Calls `body` with every second of a range that may have records, in order.
  func forEach(in seconds: Range<Int64>, _ body: (Int64, _ records: Int, _ troubles: Int) -> Void) {
    guard !seconds.isEmpty else { return }
    for number in (seconds.lowerBound >> 6)...((seconds.upperBound - 1) >> 6) {
      guard let page = pages[number] else { continue }
      for index in 0..<64 {
        let second = number << 6 + Int64(index)
        guard page.records[index] != 0, seconds.contains(second) else { continue }
        body(second, Int(page.records[index]), Int(page.troubles[index]))
      }
    }
  }
}
