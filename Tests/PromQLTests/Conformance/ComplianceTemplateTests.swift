import Foundation
import PromQL
import Testing

/// The queries with which implementations of PromQL are compared: all that Prometheus answers parse.
@Suite(.enabled(if: Conformance.isPresent, "no conformance data at IMTOP_CONFORMANCE"))
struct ComplianceTemplateTests {
  /// What stands for the names in double braces.
  private static let variants: [String: [String]] = [
    "simpleAggrOp": ["sum", "avg", "max", "min", "count", "stddev", "stdvar"],
    "topBottomOp": ["topk", "bottomk"],
    "quantile": ["-0.5", "0.1", "0.99", "1", "1.5"],
    "arithBinOp": ["+", "-", "*", "/", "%", "^"],
    "compBinOp": ["==", "!=", "<", ">", "<=", ">="],
    "binOp": ["+", "-", "*", "/", "%", "^", "==", "!=", "<", ">", "<=", ">="],
    "range": ["1s", "15s", "1m", "5m", "15m", "1h"],
    "offset": ["1m", "5m", "10m"],
    "simpleMathFunc": ["abs", "ceil", "floor", "exp", "sqrt", "ln", "log2", "log10"],
    "extrapolatedRateFunc": ["delta", "rate", "increase"],
    "clampFunc": ["clamp_min", "clamp_max"],
    "instantRateFunc": ["idelta", "irate"],
    "dateFunc": [
      "day_of_month", "day_of_week", "days_in_month", "hour", "minute", "month", "year",
    ],
    "simpleTimeAggrOp": [
      "sum", "avg", "max", "min", "count", "stddev", "stdvar", "absent", "last", "present",
    ],
  ]

  @Test func queriesOfEveryTemplateParse() throws {
    let text = try String(
      contentsOf: Conformance.folder.appendingPathComponent("compliance/promql-test-queries.yml"),
      encoding: .utf8
    )
    let lines = text.split(separator: "\n").map(String.init)
    var counts = (templates: 0, queries: 0, refused: 0)
    for (index, line) in lines.enumerated() {
      guard let match = line.wholeMatch(of: /\s*- query: (.+)/) else { continue }
      let template = Self.unquoted(String(match.1))
      counts.templates += 1
      let isRefused = index + 1 < lines.count && lines[index + 1].contains("should_fail: true")
      for query in Self.expanded(template) {
        counts.queries += 1
        do {
          let expression = try PromQL.parse(query)
          #expect(try PromQL.parse(expression.description) == expression, "\(query)")
        } catch {
          counts.refused += 1
          if !isRefused { Issue.record("\(query): \(error)") }
        }
      }
    }
    print(
      "compliance: \(counts.templates) templates, \(counts.queries) queries, \(counts.refused) "
        + "refused as they should be"
    )
    #expect(counts.templates > 100)
  }

  private static func expanded(_ template: String) -> [String] {
    guard let match = template.firstMatch(of: /\{\{\.(\w+)\}\}/) else { return [template] }
    return (variants[String(match.1)] ?? []).flatMap { value in
      expanded(template.replacingOccurrences(of: String(match.0), with: value))
    }
  }

  /// A scalar of YAML without its quotes.
  private static func unquoted(_ text: String) -> String {
    if text.hasPrefix("'") {
      return text.dropFirst().dropLast().replacingOccurrences(of: "''", with: "'")
    }
    guard text.hasPrefix("\"") else { return text }
    return text.dropFirst().dropLast().replacingOccurrences(of: "\\\"", with: "\"")
      .replacingOccurrences(of: "\\\\", with: "\\")
  }
}
