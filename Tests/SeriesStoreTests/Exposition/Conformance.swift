import Foundation

@testable import SeriesStore

/// Other people's test data: read from outside the repository, absent where it is not installed.
enum Conformance {
  /// The folder, from `IMTOP_CONFORMANCE` or beside the package.
  static let folder = URL(
    fileURLWithPath: ProcessInfo.processInfo.environment["IMTOP_CONFORMANCE"]
      ?? "../shared/conformance"
  )

  static var isPresent: Bool {
    FileManager.default.fileExists(atPath: folder.appendingPathComponent("textformat").path)
  }

  /// Captured pages, beside the conformance data.
  static let samples = folder.deletingLastPathComponent().appendingPathComponent("samples")

  static var hasSamples: Bool { FileManager.default.fileExists(atPath: samples.path) }

  /// One case of a table.
  struct Case {
    var name: String
    var format: ExpositionFormat
    var page: [UInt8]
    var isValid: Bool
    /// The samples that the page must give, in any order; nil where the table does not say.
    var samples: [Sample]?
  }

  /// A sample as a table has it.
  struct Sample: Hashable, CustomStringConvertible {
    var name: String
    var labels: [String: String]
    /// The value's shortest text, so that NaN equals NaN.
    var value: String
    var milliseconds: Int64?

    var description: String {
      let inner = labels.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
      let time = milliseconds.map { " @\($0)" } ?? ""
      return "\(name){\(inner.joined(separator: ","))} \(value)\(time)"
    }
  }

  /// The cases of a file of JSON lines, whose format is `format` unless a case says it.
  static func cases(_ path: String, _ format: ExpositionFormat) throws -> [Case] {
    let text = try String(contentsOf: folder.appendingPathComponent(path), encoding: .utf8)
    return try text.split(separator: "\n").map { line in
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any] ?? [:]
      return Case(object, format)
    }
  }
}

extension Conformance.Case {
  init(_ object: [String: Any], _ format: ExpositionFormat) {
    let named = object["format"] as? String
    self.name = object["name"] as? String ?? ""
    self.format = named.map { $0.hasPrefix("openmetrics") ? .openMetrics : .text } ?? format
    self.isValid = object["valid"] as? Bool ?? false
    if let text = object["input"] as? String {
      self.page = Array(text.utf8)
    } else {
      let digits = Array(object["input_hex"] as? String ?? "")
      self.page = stride(from: 0, to: digits.count - 1, by: 2).compactMap {
        UInt8(String(digits[$0...($0 + 1)]), radix: 16)
      }
    }
    self.samples = (object["samples"] as? [[String: Any]])?.map(Conformance.Sample.init)
    self.page += Array(Self.appended[name, default: ""].utf8)
  }

  /// What the tests that the table was made from append to their pages while they run.
  private static let appended = [
    "prometheus/textparse/TestPromParse": "\nnull_byte_metric{a=\"abc\0\"} 1",
    "prometheus/textparse/TestOpenMetricsParse": "\nnull_byte_metric{a=\"abc\0\"} 1\n# EOF\n",
    "prometheus/textparse/TestOpenMetricsParse_UTF8": "# EOF\n",
  ]
}

extension Conformance.Sample {
  init(_ object: [String: Any]) {
    self.name = object["metric"] as? String ?? ""
    self.labels = (object["labels"] as? [String: String] ?? [:]).filter { !$0.value.isEmpty }
    switch object["value"] {
    case let text as String: self.value = Self.text(Double(text) ?? .nan)
    case let number as NSNumber: self.value = Self.text(number.doubleValue)
    default: self.value = "?"
    }
    if let time = object["timestamp_ms"] as? NSNumber {
      self.milliseconds = time.int64Value
    } else if let time = object["timestamp"] as? NSNumber {
      self.milliseconds = Int64(clampedMilliseconds: time.doubleValue * 1000)
    }
  }

  /// Fourteen digits: what Foundation's JSON reader keeps of a number.
  static func text(_ value: Double) -> String {
    value.isNaN ? "NaN" : String(format: "%.14g", value)
  }

  /// The sample as all tables agree on it: bounds as Prometheus normalises them, without the
  /// `_total` that Python adds to counters.
  var normalized: Conformance.Sample {
    var sample = self
    if name.hasSuffix("_total") { sample.name.removeLast("_total".count) }
    // The table has the name of a Go constant where the page has its value.
    if labels["__type__"] == "model.MetricTypeCounter" { sample.labels["__type__"] = "counter" }
    for bound in ["le", "quantile"] { sample.labels[bound] = labels[bound].map(normalizedBound) }
    return sample
  }
}
