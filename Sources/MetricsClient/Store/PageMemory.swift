/// The last page of a target and which series each of its lines belongs to.
///
/// A page of metrics looks like the page before it but for its values. What stands between two values
/// (the end of one line, comments, the next series) is one segment; where the new page has the same
/// bytes, the series is known without being parsed.
struct PageMemory {
  /// A line with a sample.
  struct Line {
    /// Where the segment begins: at the newline behind the line before, or at the page's begin.
    var segmentStart: Int
    /// The text of the series.
    var series: Range<Int>
    /// Where the segment ends and the value begins.
    var valueStart: Int
    /// The series' slot; nil where it was refused.
    var slot: Int?
    /// The type that holds at this line.
    var type: MetricType
  }

  /// The page.
  var page: [UInt8] = []
  /// Its lines that have samples.
  var lines: [Line] = []

  /// The lines by the hash of their series' text.
  func index() -> [Int: Int] {
    let span = page.span
    var index = [Int: Int](minimumCapacity: lines.count)
    for (number, line) in lines.enumerated() { index[span.hash(line.series)] = number }
    return index
  }
}
