import MetricsModel
import PromQL

/// The answer's form in JSON: the `data` of Prometheus' HTTP API, with what the API says beside it.
struct QueryAnswer: Encodable {
  var resultType: String
  var value: Value
  /// When the expression was evaluated.
  var time: Timestamp

  /// What is doubtful, and what is only worth knowing; left out where empty.
  var warnings: [String]
  var infos: [String]

  init(_ value: Value, at time: Timestamp, remarks: [QueryRemark] = []) {
    self.value = value
    warnings = remarks.filter { $0.level == .warning }.map(\.text)
    infos = remarks.filter { $0.level == .info }.map(\.text)
    self.time = time
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
    case warnings
    case infos
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
    if !warnings.isEmpty { try container.encode(warnings, forKey: .warnings) }
    if !infos.isEmpty { try container.encode(infos, forKey: .infos) }
    switch value {
    case .scalar(let number, let time):
      try container.encode(
        Point(seconds: time.seconds, text: PromQL.text(of: number)),
        forKey: .result
      )
    case .string(let text):
      try container.encode(Point(seconds: time.seconds, text: text), forKey: .result)
    case .vector(let samples):
      try container.encode(
        samples.map { sample in
          Element(
            metric: sample.labels.dictionary,
            value: Point(
              seconds: sample.timestamp.seconds,
              text: PromQL.text(of: sample.value)
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
              Point(seconds: Double($0) / 1000, text: PromQL.text(of: $1))
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
