import Foundation
import MetricsModel
import SeriesStore

/// Pages of metrics in the text format.
enum TextPageTarget: FuzzTarget {
  static let name = "text-page"

  static func seeds(_ conformance: URL) -> [Data] {
    let tables = ["prometheus_textparse", "expfmt_text", "client_python_text", "promlint"]
    return tables.flatMap {
      JSONLines.texts(conformance.appendingPathComponent("textformat/\($0).jsonl"), "input")
    } + PagePair.pages(conformance.appendingPathComponent("metrics-pages"))
  }

  static func read(_ input: [UInt8]) { PagePair(input).store(.text) }
}

/// Pages of metrics in the format of OpenMetrics.
enum OpenMetricsPageTarget: FuzzTarget {
  static let name = "openmetrics-page"

  static func seeds(_ conformance: URL) -> [Data] {
    let tables = ["openmetrics/cases", "textformat/client_python_openmetrics"]
    return tables.flatMap {
      JSONLines.texts(conformance.appendingPathComponent("\($0).jsonl"), "input")
    }
  }

  static func read(_ input: [UInt8]) { PagePair(input).store(.openMetrics) }
}

/// Two pages that a target serves one after the other: what stands before a byte of 0xff and behind
/// it, or twice the same.
///
/// The byte is in no text, and the second page is the one that is compared with the page before.
private struct PagePair {
  private let pages: [[UInt8]]

  init(_ input: [UInt8]) {
    let parts = input.split(separator: 0xff, maxSplits: 1, omittingEmptySubsequences: false)
    pages = parts.count == 2 ? parts.map(Array.init) : [input, input]
  }

  /// The small ones of the captured pages.
  static func pages(_ folder: URL) -> [Data] {
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    return (files?.allObjects as? [URL] ?? []).compactMap { file in
      guard ["txt", "metrics", "prom"].contains(file.pathExtension),
        let data = try? Data(contentsOf: file), data.count < 100_000
      else { return nil }
      return data
    }
  }

  /// Rules that drop some series, make one of several and take the target's labels from others.
  private static let rules: PageRules = {
    var rules = PageRules()
    rules.honorsLabels = true
    rules.relabelling = { labels in
      labels.name.utf8.count.isMultiple(of: 3) ? nil : labels.setting("a", to: "")
    }
    return rules
  }()

  /// Stores the pages, reads them back, and holds a fresh store against one that saw both; as they are and
  /// relabelled.
  func store(_ format: ExpositionFormat) {
    store(format, by: PageRules())
    store(format, by: Self.rules)
  }

  private func store(_ format: ExpositionFormat, by rules: PageRules) {
    let both = Watched(rules)
    let verdicts = pages.enumerated().map { both.store($1, format, second: $0 + 1) }
    let fresh = Watched(rules)
    let alone = fresh.store(pages[1], format, second: 2)
    precondition(verdicts[1] == alone, "the page before changes what is read")
    precondition(both.values(second: 2) == fresh.values(second: 2), "and which values")
  }
}

/// A store with one target.
private struct Watched {
  private let store = MetricsStore(limits: .init(bytes: 1 << 20))
  private let target: MetricsStore.Target

  init(_ rules: PageRules) {
    target = store.addTarget(job: "im", instance: "gw", rules: rules, seriesLimit: 100_000)
  }

  /// Stores a page; what came of it, as a text.
  func store(_ page: [UInt8], _ format: ExpositionFormat, second: Int) -> String {
    let time = Timestamp(seconds: Double(second) * 1000)
    do {
      let report = try store.storeNow(page, format: format, of: target, at: time, seconds: 0)
      return "\(report.samples) samples, \(report.doubts.repeatedSeries) repeated, "
        + "\(report.droppedSamples) dropped"
    } catch {
      return "\(error)"
    }
  }

  /// Every series that has a value at that time, in an order of its own.
  func values(second: Int) -> [String] {
    let time = Timestamp(seconds: Double(second) * 1000)
    guard let any = try? Matcher(Labels.metricName, .notEqual, "") else { return [] }
    return store.series(matching: [any], in: TimeRange(from: time, through: time))
      .filter { $0.values.last?.isStale == false }
      .map { "\($0.labels) \($0.values.last ?? 0)" }.sorted()
  }
}
