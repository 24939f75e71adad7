/// What the last page of a target looked like between its values, and which series its lines belong
/// to.
///
/// A page of metrics looks like the page before it but for its values. What stands between two values
/// (the end of one line, comments, the next series) is one segment; where the new page has the same
/// bytes, the series is known without being parsed.
struct PageTemplate {
  /// A line with a sample.
  struct Line {
    /// How long its segment is; it ends where the value begins.
    var length: Int32
    /// The series' slot, or why it has none.
    var slot: Int32
    /// The type that holds at this line.
    var type: MetricType
  }

  /// The segments, one behind the other.
  private(set) var text: [UInt8] = []
  /// The lines that have samples.
  private(set) var lines: [Line] = []

  /// The memory in bytes.
  var bytes: Int { text.capacity + lines.capacity * MemoryLayout<Line>.stride }

  /// Adds a line whose segment stands in `range` of `page`.
  mutating func append(_ page: Span<UInt8>, _ range: Range<Int>, slot: Int32, type: MetricType) {
    page.extracting(range).withUnsafeBufferPointer { text.append(contentsOf: $0) }
    lines.append(Line(length: Int32(clamping: range.count), slot: slot, type: type))
  }

  /// Makes room for a page of `count` bytes.
  mutating func reserve(_ count: Int) {
    text.reserveCapacity(count)
    // A line is hardly ever shorter than this.
    lines.reserveCapacity(count / 64)
  }

  /// The first `count` lines, whose segments end at `end`.
  func prefix(_ count: Int, end: Int) -> PageTemplate {
    PageTemplate(text: Array(text[..<end]), lines: Array(lines[..<count]))
  }
}

extension PageTemplate {
  /// Finds lines by their slots, and their segments by lines.
  struct Index {
    /// The line of each slot; -1 where there is none.
    private var lineOfSlot: [Int32]
    /// Where the segment of each line begins.
    private var starts: [Int]

    init(_ template: PageTemplate) {
      let slots = template.lines.reduce(0) { max($0, Int($1.slot) + 1) }
      self.lineOfSlot = [Int32](repeating: -1, count: slots)
      self.starts = []
      starts.reserveCapacity(template.lines.count + 1)
      var start = 0
      for (number, line) in template.lines.enumerated() {
        starts.append(start)
        start += Int(line.length)
        if line.slot >= 0 { lineOfSlot[Int(line.slot)] = Int32(clamping: number) }
      }
      starts.append(start)
    }

    /// The line behind that of a slot, and where its segment begins; nil where the slot has none.
    func lineBehind(_ slot: Int32) -> (line: Int, start: Int)? {
      guard slot >= 0, slot < lineOfSlot.count, lineOfSlot[Int(slot)] >= 0 else { return nil }
      let line = Int(lineOfSlot[Int(slot)]) + 1
      return (line, starts[line])
    }
  }
}
