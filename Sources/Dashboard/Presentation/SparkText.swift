/// A run of blocks as text, for rows in which a sparkline stands among words.
enum SparkText {
  private static let blocks: [Character] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]

  /// At most `columns` blocks, the greatest value as the highest; empty without values.
  ///
  /// Values are summed where several share a column.
  static func blocks(_ counts: [Int], columns: Int) -> String {
    guard columns > 0, !counts.isEmpty else { return "" }
    let count = min(columns, counts.count)
    let sums = (0..<count).map { place in
      let first = place * counts.count / count
      let end = max(first + 1, (place + 1) * counts.count / count)
      return counts[first..<end].reduce(0.0) { $0 + Double(max(0, $1)) }
    }
    let greatest = sums.max() ?? 0
    return String(
      sums.map { sum in
        guard greatest > 0, sum > 0 else { return blocks[0] }
        return blocks[max(1, min(7, CountText.whole(sum / greatest * 7)))]
      }
    )
  }

  /// The last values of `counts`, in groups of `stride`.
  static func recent(_ counts: [Int], columns: Int) -> String {
    blocks(Array(counts.suffix(max(0, columns))), columns: columns)
  }
}
