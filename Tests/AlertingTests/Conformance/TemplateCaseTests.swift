import Foundation
import MetricsModel
import PromQL
import Testing

@testable import Alerting

/// Prometheus' table of templates and what they expand to.
@Suite(.enabled(if: Promtool.isPresent, "no conformance data at IMTOP_CONFORMANCE"))
struct TemplateCaseTests {
  /// The moment and the address that the table is made for.
  private static let now = Timestamp(seconds: 1_353_755_652)
  private static let url = "http://testhost:9090/path/prefix"

  @Test func templatesExpandAsInPrometheus() throws {
    var passed = 0
    var skipped: [String: Int] = [:]
    for entry in try Promtool.cases("template_cases.jsonl") {
      let text = try #require(entry["text"] as? String)
      if let reason = reasonToSkip(entry, text) {
        skipped[reason, default: 0] += 1
        continue
      }
      let found = Result { () throws -> String in
        let samples = (entry["queryResult"] as? [[String: Any]] ?? []).map(sample)
        let context = TemplateContext(
          labels: .empty,
          value: .nan,
          now: Self.now,
          externalURL: Self.url,
          query: { _ in samples }
        )
        let dot = entry["data"].map(value) ?? TemplateValue.none
        return try Template(text).expanded(context, dot: dot)
      }
      if entry["shouldFail"] as? Bool == true {
        #expect(throws: TemplateError.self, "\(text)") { try found.get() }
      } else {
        #expect(try found.get() == entry["output"] as? String, "\(text)")
      }
      passed += 1
    }
    print("templates: \(passed) passed, skipped: \(skipped)")
    #expect(passed > 70)
  }

  private func reasonToSkip(_ entry: [String: Any], _ text: String) -> String? {
    if entry["html"] as? Bool == true { return "HTML, for Prometheus' own pages" }
    if (entry["errorMsg"] as? String)?.contains("nil data; no entry for key") == true {
      return "missingkey=error, which rules do not set"
    }
    return nil
  }

  private func sample(_ object: [String: Any]) -> VectorSample {
    var labels: [Labels.Pair] = []
    let metric = object["Metric"] as? [String: Any]
    let words = (metric?["labels.FromStrings"] as? [String] ?? []).map {
      $0 == "labels.MetricName" ? Labels.metricName : $0
    }
    for index in stride(from: 0, to: words.count - 1, by: 2) {
      labels.append(Labels.Pair(words[index], words[index + 1]))
    }
    return VectorSample(
      labels: Labels(labels),
      timestamp: Self.now,
      value: object["F"] as? Double ?? .nan
    )
  }

  /// A value of the table, some of which are written as Go code.
  private func value(_ object: Any) -> TemplateValue {
    switch object {
    case let list as [Any]: .list(list.map(value))
    case let text as String: constant(text) ?? .text(text)
    case let call as [String: Any]:
      if let negated = (call["-"] as? [Any])?.first, case .integer(let number) = value(negated) {
        .integer(-number)
      } else if let sign = (call["math.Inf"] as? [Int])?.first {
        .number(sign < 0 ? -.infinity : .infinity)
      } else {
        .number(.nan)
      }
    case let number as NSNumber:
      "\(number)".contains(".") || number.doubleValue != number.doubleValue.rounded()
        ? .number(number.doubleValue) : .integer(number.int64Value)
    default: .none
    }
  }

  private func constant(_ text: String) -> TemplateValue? {
    switch text {
    case "math.MaxInt64": return .integer(.max)
    case "math.MinInt64": return .integer(.min)
    case "math.MaxUint64": return .number(0x1p64)
    case _ where text.contains("+") && text.first?.isNumber == true:
      let terms = text.split(separator: "+").map { term in
        term.split(separator: "*").compactMap { Int64($0) }.reduce(1, *)
      }
      return .integer(terms.reduce(0, +))
    default: return nil
    }
  }
}
