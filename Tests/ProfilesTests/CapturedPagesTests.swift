import Foundation
import MetricsModel
import Profiles
import SeriesStore
import Testing

/// Pages that were captured from running servers, each with the profiles that it must give.
@Suite("Recognition of captured pages")
struct CapturedPagesTests {
  private static let conformance = URL(
    fileURLWithPath: ProcessInfo.processInfo.environment["IMTOP_CONFORMANCE"]
      ?? "../shared/conformance"
  )
  private static let folders = [
    conformance.deletingLastPathComponent().appendingPathComponent("samples"),
    conformance.appendingPathComponent("metrics-pages"),
  ]

  private static var arePresent: Bool {
    folders.allSatisfy { FileManager.default.fileExists(atPath: $0.path) }
  }

  /// The profiles of every page that is of a server in the table; all others must give none.
  private static let expected: [(folder: String, profile: String)] = [
    ("gin-im", "gin"), ("prosody", "prosody"), ("rabbitmq", "rabbitmq"),
    ("prometheus/federate", "gin"), ("datadog-extras/emqx", "emqx"),
    ("haproxy_exporter", "haproxy"),
  ]

  /// Every page, by its path below the folders.
  private static func pages() -> [String: URL] {
    var pages: [String: URL] = [:]
    for folder in folders {
      let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
      for case let file as URL in files ?? .init() {
        let name = String(file.path.dropFirst(folder.path.count + 1))
        let isPage =
          ["prom", "metrics"].contains(file.pathExtension) || name.contains("openmetrics")
          || (name.hasSuffix(".txt") && folder.lastPathComponent == "metrics-pages")
        if isPage { pages[name] = file }
      }
    }
    return pages
  }

  /// A page without the head of the answer, where it was captured with it.
  private static func body(_ page: [UInt8]) -> [UInt8] {
    guard page.starts(with: Array("HTTP/".utf8)) else { return page }
    return page.firstRange(of: Array("\r\n\r\n".utf8)).map { Array(page[$0.upperBound...]) } ?? page
  }

  /// A store that has scraped a page once; nil for a page that is refused.
  private func scrape(_ page: [UInt8]) async -> MetricsStore? {
    let store = MetricsStore()
    let target = store.addTarget(job: "page", instance: "page", seriesLimit: 200_000)
    let isOpenMetrics = page.suffix(6).elementsEqual(Array("# EOF\n".utf8))
    let report = try? await store.store(
      page,
      format: isOpenMetrics ? .openMetrics : .text,
      of: target,
      at: Self.time,
      seconds: 0.01
    )
    return report == nil ? nil : store
  }

  /// Shortly after the times that pages of `/federate` carry.
  private static let time = Timestamp(seconds: 1_795_416_800)

  private func recognise(_ source: any SeriesSource) throws -> Recognition {
    let range = TimeRange(from: Self.time.advanced(bySeconds: -300), through: Self.time)
    return Recognition(
      profiles: try Profile.builtin(),
      log: try Profile.log(),
      source: source,
      logSource: CombinedSource([]),
      range: range,
      logRange: range
    )
  }

  @Test(.enabled(if: arePresent, "the captured pages are not here"))
  func everyPageGivesItsServerAndNoOther() async throws {
    let pages = Self.pages()
    #expect(pages.count >= 40)
    var tried = 0
    for (name, file) in pages.sorted(by: { $0.key < $1.key }) {
      let page = Self.body(Array(try Data(contentsOf: file)))
      let wanted = Self.expected.filter { name.hasPrefix($0.folder) }.map(\.profile)
      guard let store = await scrape(page) else {
        #expect(wanted.isEmpty, "\(name) is refused")
        continue
      }
      tried += 1
      let found = try recognise(store)
      #expect(found.matched.map(\.name) == wanted, "\(name)")
      for profile in found.matched { #expect(found.evidence[profile.name]?.isEmpty == false) }
      let hasConnections = found.choices[.connections] != nil
      // An exporter whose server does not answer knows of nothing else.
      let isSilent = name.hasSuffix("deadline.metrics")
      #expect(hasConnections == (!wanted.isEmpty && !isSilent), "\(name)")
    }
    print("captured pages: \(tried) of \(pages.count) tried, the others are refused")
  }

  @Test(.enabled(if: arePresent, "the catalogue is not here"))
  func everyServerOfTheCatalogueIsRecognisedByItsNames() throws {
    let file = Self.conformance.appendingPathComponent("metrics-pages/im_metric_catalogue.jsonl")
    var products: [String: [Labels]] = [:]
    for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      guard let product = object?["product"] as? String, let name = object?["metric"] as? String
      else { continue }
      products[product, default: []].append(Labels(name: name))
    }
    #expect(products.count == 4)
    for (product, labels) in products {
      let found = try recognise(NamedSeries(labels))
      #expect(found.matched.map(\.name) == [product])
    }
  }
}
