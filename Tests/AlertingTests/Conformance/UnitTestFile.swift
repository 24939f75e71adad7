import Foundation
import MetricsModel
import SeriesScripts
import StrictYAML

/// A file of Prometheus' rule unit tests.
struct UnitTestFile {
  /// A series that a group of tests begins with.
  struct Input {
    var series: String
    var values: String
  }

  /// An expression and what it must give.
  struct Query {
    var expression: String
    var time: Double
    var samples: [(labels: String, value: Double)]
    var needsHistograms: Bool
  }

  /// The alerts of one name that must fire at a time.
  struct Alerts {
    var name: String
    var time: Double
    var expected: [(labels: [String: String], annotations: [String: String])]
  }

  struct Group {
    var name: String
    var interval: Double
    var start: Double
    var inputs: [Input]
    var queries: [Query]
    var alerts: [Alerts]
  }

  var ruleFiles: [String]
  var evaluationInterval: Double
  var isFuzzy: Bool
  var groups: [Group]

  init(_ text: String, file: String) throws {
    let document = try DocumentValue(text: text, file: file).mapping(keys: [
      "rule_files", "evaluation_interval", "fuzzy_compare", "group_eval_order", "tests",
    ])
    ruleFiles = try document.strings("rule_files") ?? []
    let interval = try document["evaluation_interval"]?.duration() ?? 60
    evaluationInterval = interval
    isFuzzy = try document["fuzzy_compare"]?.boolean() ?? false
    groups = try (document["tests"]?.list() ?? []).map { try Group($0, interval: interval) }
  }
}

extension UnitTestFile.Group {
  init(_ value: DocumentValue, interval: Double) throws {
    let mapping = try value.mapping(keys: [
      "interval", "start_timestamp", "name", "input_series", "promql_expr_test", "alert_rule_test",
    ])
    name = try mapping.string("name") ?? ""
    self.interval = try mapping["interval"]?.duration() ?? interval
    let begin = try mapping.string("start_timestamp") ?? "0"
    start = try Double(begin) ?? Date.ISO8601FormatStyle().parse(begin).timeIntervalSince1970
    inputs = try (mapping["input_series"]?.list() ?? []).map { item in
      let series = try item.mapping(keys: ["series", "values"])
      return UnitTestFile.Input(
        series: try series.required("series").string(),
        values: try series.required("values").string()
      )
    }
    queries = try (mapping["promql_expr_test"]?.list() ?? []).map(Self.query)
    alerts = try (mapping["alert_rule_test"]?.list() ?? []).map(Self.alerts)
  }

  private static func query(_ value: DocumentValue) throws -> UnitTestFile.Query {
    let mapping = try value.openMapping()
    let samples = try (mapping["exp_samples"]?.list() ?? []).map { try $0.openMapping() }
    return UnitTestFile.Query(
      expression: try mapping.required("expr").string(),
      time: try time(mapping),
      samples: try samples.map {
        (try $0.string("labels") ?? "", try $0["value"]?.number() ?? .nan)
      },
      needsHistograms: samples.contains { $0["histogram"] != nil }
    )
  }

  private static func alerts(_ value: DocumentValue) throws -> UnitTestFile.Alerts {
    let mapping = try value.openMapping()
    return UnitTestFile.Alerts(
      name: try mapping.string("alertname") ?? "",
      time: try time(mapping),
      expected: try (mapping["exp_alerts"]?.list() ?? []).map { item in
        let alert = try item.openMapping()
        return (
          Dictionary(try alert.stringMap("exp_labels").map { ($0.name, $0.value) }) { $1 },
          Dictionary(try alert.stringMap("exp_annotations").map { ($0.name, $0.value) }) { $1 }
        )
      }
    )
  }

  /// A time of the file, which may lie farther ahead than durations of rules.
  private static func time(_ mapping: DocumentMapping) throws -> Double {
    let text = try mapping.string("eval_time") ?? "0"
    if let days = text.hasSuffix("d") ? Double(text.dropLast()) : nil { return days * 86_400 }
    if text.dropLast().allSatisfy({ $0 == "0" }) { return 0 }
    return try mapping.required("eval_time").duration()
  }
}
