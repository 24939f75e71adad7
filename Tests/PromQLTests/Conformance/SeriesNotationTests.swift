import Foundation
import MetricsModel
import SeriesScripts
import Testing

/// Prometheus' table of series as its tests write them.
@Suite(.enabled(if: Conformance.isPresent, "no conformance data at IMTOP_CONFORMANCE"))
struct SeriesNotationTests {
  @Test func readsWhatPrometheusReads() throws {
    let cases = try Conformance.cases("series_notation_cases.jsonl")
    for entry in cases {
      let input = try #require(entry["input"] as? String)
      let notation = SeriesNotation(input)
      #expect((notation != nil) == entry["valid"] as? Bool, "\(input)")
      guard let notation, let labels = entry["labels"] as? [String: String] else { continue }
      #expect(notation.labels == Labels(labels.map { Labels.Pair($0, $1) }), "\(input)")
      let points = (entry["values"] as? [Any] ?? []).map { value in
        (value as? NSNumber).map { SeriesNotation.Point.value($0.doubleValue) } ?? .missing
      }
      #expect(notation.points == points, "\(input)")
    }
    print("series notation: \(cases.count) cases")
  }
}
