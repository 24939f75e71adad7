import Foundation
import MetricsModel

/// The envelope of every answer of Prometheus' HTTP API.
struct RemoteDocument<Payload: Decodable & Sendable>: Decodable, Sendable {
  var status: String
  var data: Payload?
  var errorType: String?
  var error: String?
  var warnings: [String]?
  /// Prometheus 3's remarks on queries that are hardly meant so.
  var infos: [String]?
  /// VictoriaMetrics' word for an answer that lacks the data of some nodes.
  var isPartial: Bool?
}

/// An envelope without content: what a refusal is read as.
struct RemoteNothing: Decodable, Sendable {
  init(from decoder: any Decoder) {}
}

/// `data` of `/api/v1/status/buildinfo`.
struct RemoteBuild: Decodable, Sendable {
  var version: String?
  var application: String?
}

/// `data` of `/api/v1/query` and `/api/v1/query_range`: series, a scalar being one without labels.
struct RemoteResult: Decodable, Sendable {
  /// The series, in the order of the answer.
  var series: [Series] = []
  /// How many series were native histograms.
  var histograms = 0

  private enum Key: String, CodingKey {
    case resultType
    case result
  }

  private struct Element: Decodable {
    var metric: [String: String]
    var value: Point?
    var values: [Point]?

    var labels: Labels { Labels(metric.map { Labels.Pair($0.key, $0.value) }) }
  }

  /// A sample: `[1435781451.781, "1"]`.
  private struct Point: Decodable {
    var time: Int64
    var value: Double

    init(from decoder: any Decoder) throws {
      var list = try decoder.unkeyedContainer()
      time = Timestamp(seconds: try list.decode(Double.self)).milliseconds
      let text = try list.decode(String.self)
      guard let value = Double(text) else {
        throw DecodingError.dataCorruptedError(in: list, debugDescription: "\"\(text)\" as a value")
      }
      self.value = value
    }
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    switch try container.decode(String.self, forKey: .resultType) {
    case "matrix", "vector":
      for element in try container.decode([Element].self, forKey: .result) {
        let points = element.values ?? element.value.map { [$0] } ?? []
        if points.isEmpty {
          histograms += 1
        } else {
          series.append(Self.series(element.labels, points))
        }
      }
    case "scalar":
      series = [Self.series(.empty, [try container.decode(Point.self, forKey: .result)])]
    case let other:
      throw DecodingError.dataCorruptedError(
        forKey: .resultType,
        in: container,
        debugDescription: "a result of type \"\(other)\""
      )
    }
  }

  /// A series of points, of which only those count whose time grows.
  private static func series(_ labels: Labels, _ points: [Point]) -> Series {
    var series = Series(labels: labels)
    for point in points where series.timestamps.last.map({ $0 < point.time }) ?? true {
      series.timestamps.append(point.time)
      series.values.append(point.value)
    }
    return series
  }
}
