import Foundation
import MetricsModel
import SeriesStore

/// What the store costs: memory, and time of the processor, which means something on a busy machine,
/// too.
///
/// - `store-figures memory [SERIES] [SCRAPES]`: a target whose pages are made up, one a second.
/// - `store-figures pages PAGE...`: bytes a sample when these pages follow each other and are sealed.
/// - `store-figures filters FILE [FILTER...]`: how long new filters take over the lines of a log.
/// - `store-figures speed`: a page at first sight and again, in megabytes a second.
@main
enum StoreFigures {
  static func main() throws {
    let words = Array(CommandLine.arguments.dropFirst())
    let numbers = words.dropFirst().compactMap { Int($0) }
    switch words.first {
    case "memory": try makeUp(series: numbers.first ?? 5000, scrapes: numbers.last ?? 3600)
    case "pages": try replay(Array(words.dropFirst()))
    case "filters":
      try FilterSpeed.measure(words.dropFirst().first ?? "", Array(words.dropFirst(2)))
    case "speed": try PageSpeed.measure()
    default:
      print(
        "store-figures: memory [SERIES SCRAPES], pages PAGE..., filters FILE [FILTER...], or speed"
      )
      exit(2)
    }
  }

  private static func makeUp(series: Int, scrapes: Int) throws {
    let store = MetricsStore(limits: .init(bytes: 1 << 30))
    let target = store.addTarget(job: "im", instance: "gw-1:8080", seriesLimit: 100_000)
    var gateway = BusyGateway(series: series)
    _ = gateway.page()
    let before = privateMegabytes
    for second in 0..<scrapes {
      gateway.tick()
      let time = Timestamp(seconds: 1e9 + Double(second))
      let page = gateway.page()
      let report = try store.storeNow(page, format: .text, of: target, at: time, seconds: 0.01)
      guard report.samples == gateway.samples, report.doubts.count == 0 else { exit(1) }
    }
    print("\(gateway.samples) series, \(scrapes) scrapes")
    tell(store)
    print(String(format: "private memory %.1f MB, %.1f MB before", privateMegabytes, before))
  }

  private static func replay(_ files: [String]) throws {
    let store = MetricsStore(limits: .init(bytes: 1 << 30))
    let target = store.addTarget(job: "im", instance: "gw-1:8080", seriesLimit: 100_000)
    for (number, file) in files.enumerated() {
      let page = [UInt8](try Data(contentsOf: URL(fileURLWithPath: file)))
      let format = ExpositionFormat(contentType: nil, page: page)
      let time = Timestamp(seconds: 1e9 + Double(number) * 5)
      _ = try store.storeNow(page, format: format, of: target, at: time, seconds: 0.01)
    }
    store.seal()
    print("\(files.count) pages")
    tell(store)
  }

  private static func tell(_ store: MetricsStore) {
    let usage = store.usage
    print(
      "\(usage.samples) samples in \(usage.sampleBytes) bytes:",
      String(format: "%.2f bytes a sample;", Double(usage.sampleBytes) / Double(usage.samples)),
      "\(usage.series) series in \(usage.bytes - usage.sampleBytes) bytes"
    )
  }

  /// `RssAnon`: the memory that is the program's own.
  static var privateMegabytes: Double {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("RssAnon:") }
    return (line?.split(separator: " ").dropFirst().first.flatMap { Double($0) } ?? 0) / 1024
  }
}
