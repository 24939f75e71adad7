import Foundation
import MetricsModel
import Testing

@testable import SeriesStore

/// The tables of Prometheus, its Go and Python clients and OpenMetrics; absent tables skip them.
@Suite(.enabled(if: Conformance.isPresent, "conformance data is not installed"))
struct ExpositionConformanceTests {
  @Test(arguments: [
    ("textformat/prometheus_textparse.jsonl", ExpositionFormat.text),
    ("textformat/expfmt_text.jsonl", .text),
    ("textformat/client_python_text.jsonl", .text),
    ("textformat/client_python_openmetrics.jsonl", .openMetrics),
    ("openmetrics/cases.jsonl", .openMetrics),
  ])
  func pagesGiveWhatPrometheusReads(_ file: String, _ format: ExpositionFormat) throws {
    var (passed, excepted) = (0, 0)
    var failures: [String] = []
    for item in try Conformance.cases(file, format) {
      let failure = Self.failure(item)
      switch (failure, ConformanceExceptions.reason(item.name)) {
      case (nil, nil): passed += 1
      case (_?, _?): excepted += 1
      case (let failure?, nil): failures.append("\(item.name): \(failure)")
      case (nil, let reason?): failures.append("\(item.name): passes, yet is listed: \(reason)")
      }
    }
    print("\(file): \(passed) passed, \(failures.count) failed, \(excepted) skipped")
    #expect(failures == [])
  }

  @Test func goodPagesOfOpenMetricsAreAboveSuspicion() throws {
    for item in try Conformance.cases("openmetrics/cases.jsonl", .openMetrics) where item.isValid {
      // A parser may take samples twice; a store keeps the first.
      let findings = PageAudit.findings(item.page, format: .openMetrics)
        .filter { $0.kind != .repeatedSeries }
      #expect(findings == [], "\(item.name)")
    }
  }

  @Test func realPagesGiveAllTheirSamples() throws {
    let folder = Conformance.folder.appendingPathComponent("metrics-pages")
    let index = try String(
      contentsOf: folder.appendingPathComponent("index.jsonl"),
      encoding: .utf8
    )
    var (passed, absent) = (0, 0)
    for line in index.split(separator: "\n") {
      let entry = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any] ?? [:]
      let path = entry["path"] as? String ?? ""
      guard let data = try? Data(contentsOf: folder.appendingPathComponent(path)) else {
        absent += 1
        continue
      }
      let page = [UInt8](data)
      do {
        let samples = try Self.samples(page, ExpositionFormat(contentType: nil, page: page))
        #expect(samples.count == entry["sample_lines"] as? Int, "\(path)")
        passed += 1
      } catch {
        Issue.record("\(path): \(error)")
      }
    }
    print("metrics-pages: \(passed) read, \(absent) not installed")
  }

  /// What is wrong with the reading of a case; nil where it is as the table has it.
  private static func failure(_ item: Conformance.Case) -> String? {
    do {
      // The Go tests of OpenMetrics run with such series left out, which Prometheus itself keeps.
      let leftOut = item.name.hasPrefix("prometheus/textparse/TestOpenMetrics") ? "_created" : "?"
      let samples = Set(try samples(item.page, item.format).map(\.normalized))
        .filter { !$0.name.hasSuffix(leftOut) }
      guard item.isValid else {
        // What only a stricter parser refuses is accepted, and told by the audit.
        let isPrometheus = item.name.hasPrefix("prometheus/")
        let findings = PageAudit.findings(item.page, format: item.format)
        return isPrometheus || findings.isEmpty ? "accepted" : nil
      }
      let wanted = Set((item.samples ?? []).map(\.normalized))
        .filter { !$0.name.hasSuffix(leftOut) }
      guard item.samples != nil, samples != wanted else { return nil }
      return "gave \(samples.subtracting(wanted)) for \(wanted.subtracting(samples))"
    } catch {
      return item.isValid ? "refused: \(error)" : nil
    }
  }

  /// The samples of a page.
  static func samples(
    _ bytes: [UInt8],
    _ format: ExpositionFormat
  ) throws -> [Conformance.Sample] {
    let page = bytes.span
    var parser = ExpositionParser(format: format)
    var samples: [Conformance.Sample] = []
    while true {
      switch try parser.next(page) {
      case .end: return samples
      case .sample:
        let labels = parser.sampleLabels
        samples.append(
          Conformance.Sample(
            name: labels.name,
            labels: Dictionary(
              uniqueKeysWithValues: labels.withoutName.pairs.map { ($0.name, $0.value) }
            ),
            value: Conformance.Sample.text(parser.value),
            milliseconds: parser.timestamp
          )
        )
      default: continue
      }
    }
  }
}
