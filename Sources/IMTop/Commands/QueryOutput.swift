import Charts
import Foundation
import MetricsModel
import PromQL

/// The answer to a query as text.
enum QueryOutput {
  /// One line a series: the labels, then the value.
  static func table(_ value: Value) -> String {
    switch value {
    case .string(let text): return PrintableText.of(text)
    case .scalar(let number, _): return text(of: number)
    case .vector(let samples):
      guard !samples.isEmpty else { return "no series" }
      return aligned(samples.map { ("\($0.labels)", text(of: $0.value)) })
    case .matrix(let series):
      guard !series.isEmpty else { return "no series" }
      return aligned(
        series.flatMap { one in
          zip(one.timestamps, one.values).map { time, value in
            ("\(one.labels)", "\(text(of: value)) @\(Double(time) / 1000)")
          }
        }
      )
    }
  }

  /// The answer in the form of the `data` of Prometheus' HTTP API.
  static func json(_ value: Value) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(QueryAnswer(value)) else { return "{}" }
    return String(decoding: data, as: UTF8.self)
  }

  /// A number as Prometheus prints it.
  static func text(of number: Double) -> String {
    if number.isNaN { return "NaN" }
    if number.isInfinite { return number < 0 ? "-Inf" : "+Inf" }
    let text = "\(number)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  private static func aligned(_ rows: [(name: String, value: String)]) -> String {
    let printable = rows.map { (PrintableText.of($0.name), $0.value) }
    let width = printable.map { TextWidth.columns(of: $0.0) }.max() ?? 0
    return printable.map { name, value in
      name + String(repeating: " ", count: width - TextWidth.columns(of: name) + 2) + value
    }.joined(separator: "\n")
  }
}

/// The answer's form in JSON.
private struct QueryAnswer: Encodable {
  var resultType: String
  var value: Value

  init(_ value: Value) {
    self.value = value
    switch value {
    case .scalar: resultType = "scalar"
    case .string: resultType = "string"
    case .vector: resultType = "vector"
    case .matrix: resultType = "matrix"
    }
  }

  enum Key: String, CodingKey {
    case resultType
    case result
  }

  struct Element: Encodable {
    var metric: [String: String]
    var value: Point?
    var values: [Point]?
  }

  struct Point: Encodable {
    var seconds: Double
    var text: String

    func encode(to encoder: any Encoder) throws {
      var list = encoder.unkeyedContainer()
      try list.encode(seconds)
      try list.encode(text)
    }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(resultType, forKey: .resultType)
    switch value {
    case .scalar(let number, let time):
      try container.encode(
        Point(seconds: time.seconds, text: QueryOutput.text(of: number)),
        forKey: .result
      )
    case .string(let text): try container.encode(text, forKey: .result)
    case .vector(let samples):
      try container.encode(
        samples.map { sample in
          Element(
            metric: sample.labels.dictionary,
            value: Point(
              seconds: sample.timestamp.seconds,
              text: QueryOutput.text(of: sample.value)
            )
          )
        },
        forKey: .result
      )
    case .matrix(let series):
      try container.encode(
        series.map { one in
          Element(
            metric: one.labels.dictionary,
            values: zip(one.timestamps, one.values).map {
              Point(seconds: Double($0) / 1000, text: QueryOutput.text(of: $1))
            }
          )
        },
        forKey: .result
      )
    }
  }
}

extension Labels {
  fileprivate var dictionary: [String: String] {
    Dictionary(uniqueKeysWithValues: pairs.map { ($0.name, $0.value) })
  }
}
