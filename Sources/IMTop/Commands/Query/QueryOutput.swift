import Charts
import Foundation
import MetricsModel
import PromQL

/// The answer to a query as text.
struct QueryOutput {
  /// The widest line of blocks.
  private static let sparklineWidth = 60

  /// The unit of the values in tables; nil for plain numbers.
  var unit: Charts.Unit?
  /// Whether plain numbers have all their digits, as in JSON.
  var isExact = false
  /// When the expression was evaluated.
  var time: Timestamp

  /// The answer in a format.
  func text(of reply: QueryReply, as format: QueryCommand.Format) -> String {
    switch (format, reply.value) {
    case (.json, _): json(reply)
    case (.sparkline, .matrix(let series)): sparklines(series)
    default: table(reply.value)
    }
  }

  /// One line a sample: the labels, then the value.
  private func table(_ value: Value) -> String {
    switch value {
    case .string(let text): return PrintableText.of(text)
    case .scalar(let number, _): return text(of: number)
    case .vector(let samples):
      guard !samples.isEmpty else { return "no series" }
      return Self.aligned(samples.map { [Self.text(of: $0.labels), text(of: $0.value)] })
    case .matrix(let series):
      guard !series.isEmpty else { return "no series" }
      return Self.aligned(
        series.flatMap { one in
          zip(one.timestamps, one.values).map { time, value in
            [Self.text(of: one.labels), Self.text(ofTime: time), text(of: value)]
          }
        }
      )
    }
  }

  /// One line a series: the labels, its course as blocks from left to right, the last value, and
  /// between which it was.
  private func sparklines(_ series: [Series]) -> String {
    guard let first = series.compactMap(\.timestamps.first).min(),
      let last = series.compactMap(\.timestamps.last).max()
    else { return "no series" }
    let step = series.flatMap { zip($0.timestamps, $0.timestamps.dropFirst()).map { $1 - $0 } }
      .min()
    let places = Int((last - first) / max(1, step ?? 1)) + 1
    let rows = series.map { one in
      var values = [Double?](repeating: nil, count: places)
      for (time, value) in zip(one.timestamps, one.values) where value.isFinite {
        values[Int((time - first) / max(1, step ?? 1))] = value
      }
      let finite = values.compactMap { $0 }
      let range = [finite.min(), finite.max()].compactMap { $0.map { text(of: $0) } }
      return [
        Self.text(of: one.labels), Self.blocks(values), text(of: one.values.last ?? .nan),
        range.joined(separator: "…"),
      ]
    }
    let span = "\(Self.text(ofTime: first)) to \(Self.text(ofTime: last))"
    return Self.aligned(rows) + "\n" + span
  }

  private static func blocks(_ values: [Double?]) -> String {
    let width = min(values.count, sparklineWidth)
    var canvas = Canvas(size: Size(width: width, height: 1), glyphs: .unicode)
    Sparkline(values: values).draw(in: Rect(x: 0, y: 0, width: width, height: 1), on: &canvas)
    let row = canvas.text().first ?? ""
    return row + String(repeating: " ", count: max(0, width - TextWidth.columns(of: row)))
  }

  /// The answer in the form of the `data` of Prometheus' HTTP API, with its `warnings` and `infos`.
  func json(_ reply: QueryReply) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(QueryAnswer(reply.value, at: time, remarks: reply.remarks))
    else { return "{}" }
    return String(decoding: data, as: UTF8.self)
  }

  private func text(of number: Double) -> String {
    if let unit { return unit.format(number) }
    return isExact ? PromQL.text(of: number) : Self.readable(number)
  }

  /// A whole number exactly, another one with two decimals, or with so many that four digits count.
  static func readable(_ number: Double) -> String {
    let magnitude = number.magnitude
    guard number.isFinite, number.rounded() != number else { return PromQL.text(of: number) }
    guard magnitude >= 0.0001 else { return String(format: "%.4g", number) }
    let decimals = magnitude >= 100 ? 2 : 3 - Int(log10(magnitude).rounded(.down))
    let text = String(format: "%.\(decimals)f", number)
    return String(text.reversed().drop { $0 == "0" }.drop { $0 == "." }.reversed())
  }

  private static func text(of labels: Labels) -> String {
    labels.pairs.isEmpty ? "{}" : "\(labels)"
  }

  /// A time in UTC, with milliseconds where there are any.
  private static func text(ofTime milliseconds: Int64) -> String {
    Timestamp(milliseconds: milliseconds).text(withMilliseconds: milliseconds % 1000 != 0)
  }

  /// Rows with their columns below each other, two blanks between them.
  private static func aligned(_ rows: [[String]]) -> String {
    let printable = rows.map { $0.map { PrintableText.of($0) } }
    let columns = printable.map(\.count).max() ?? 0
    let widths = (0..<columns).map { column in
      printable.map { column < $0.count ? TextWidth.columns(of: $0[column]) : 0 }.max() ?? 0
    }
    return printable.map { row in
      row.enumerated().map { column, text in
        let isLast = column == row.count - 1
        let missing = isLast ? 0 : widths[column] - TextWidth.columns(of: text) + 2
        return text + String(repeating: " ", count: missing)
      }.joined()
    }.joined(separator: "\n")
  }
}
