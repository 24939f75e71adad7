import Foundation
import LogModel
import MetricsModel
import Testing

@testable import LogStream

/// What the store counts in the logs of a real gin service must be what a plain count over the file
/// gives.
///
/// The samples are no part of the repository: without them the suite is skipped.
@Suite(.enabled(if: Samples.arePresent, "samples of real logs are not here"))
struct SamplesTests {
  @Test func requestsOfAJSONLogAreCountedByPathStatusAndAddress() throws {
    let log = try #require(Samples.text("logrus-json.log"))
    var expected = Tally()
    for line in log.split(separator: "\n") {
      guard line.hasPrefix("{"), let path = Samples.json("path", line),
        let status = Samples.json("status", line)
      else { continue }
      expected.count(path: path, status: status, address: Samples.json("client_ip", line) ?? "")
    }
    try check(log, expected)
  }

  @Test func requestsOfGinsOwnLogAreCountedByPathStatusAndAddress() throws {
    let log = try #require(Samples.text("gin.log"))
    var expected = Tally()
    for line in log.split(separator: "\n") where line.hasPrefix("[GIN] ") {
      let parts = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      let path = parts[4].split(separator: "\"")[1].prefix { $0 != "?" }
      expected.count(path: String(path), status: parts[1], address: parts[3])
    }
    try check(log, expected)
  }

  /// A plain count.
  struct Tally {
    var requests = 0
    var paths: [String: Int] = [:]
    var statuses: [String: Int] = [:]
    var addresses: [String: Int] = [:]

    mutating func count(path: String, status: String, address: String) {
      requests += 1
      paths[path, default: 0] += 1
      statuses[status, default: 0] += 1
      addresses[address, default: 0] += 1
    }
  }

  private func check(_ log: String, _ expected: Tally) throws {
    #expect(expected.requests > 50_000)
    let fixture = StoreFixture()
    fixture.load(log, blockSize: 1 << 20, live: 1 << 18)
    let snapshot = fixture.store.snapshot()
    let newest = try #require(snapshot.newest)
    var request = LogRequest(windowSeconds: 100_000)
    request.tableRows = 100_000
    var analysis = LogAnalysis()
    let answer = analysis.report(for: request, over: snapshot, logNow: newest)
    let report = try #require(answer)
    let paths = report.paths.filter { $0.requests > 0 && $0.key != "" }
    let form = "/api/v1/users/*"
    let own = paths.filter { $0.key != form }
    for path in own { #expect(path.requests == expected.paths[path.key], "\(path.key)") }
    // Of the users' paths the first 2,000 have rows of their own; the form has all that is left.
    #expect(own.count { $0.key.hasPrefix("/api/v1/users/") } == 2_000)
    let others = Set(expected.paths.keys.filter { $0 != "" }).subtracting(own.map(\.key))
    #expect(others.allSatisfy { $0.hasPrefix("/api/v1/users/") })
    #expect(
      paths.first { $0.key == form }?.requests
        == others.reduce(0) { $0 + (expected.paths[$1] ?? 0) }
    )
    let addresses = report.addresses.filter { $0.requests > 0 }
    #expect(
      Dictionary(uniqueKeysWithValues: addresses.map { ($0.key, $0.requests) })
        == expected.addresses
    )
    var statuses: [String: Int] = [:]
    let range = TimeRange(from: newest, through: newest.advanced(bySeconds: 10))
    let matcher = Matcher(Labels.metricName, equals: "log_requests_total")
    for series in report.counts.series(matching: [matcher], in: range) {
      statuses[series.labels["status"] ?? "", default: 0] += Int(series.values.last ?? 0)
    }
    #expect(statuses == expected.statuses)
  }
}

/// The logs of a real service beside the conformance data.
enum Samples {
  private static let folder =
    (ProcessInfo.processInfo.environment["IMTOP_CONFORMANCE"] ?? "../shared/conformance")
    + "/../samples/gin-im/"

  static var arePresent: Bool { FileManager.default.fileExists(atPath: folder + "gin.log.gz") }

  /// The text of a sample that is kept compressed.
  static func text(_ name: String) -> String? {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(fileURLWithPath: "/bin/gzip")
    process.arguments = ["-dc", folder + name + ".gz"]
    process.standardOutput = pipe
    guard (try? process.run()) != nil else { return nil }
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }

  /// The value of a field of a flat JSON line without escapes.
  static func json(_ name: String, _ line: Substring) -> String? {
    guard let range = line.range(of: "\"\(name)\":") else { return nil }
    let rest = line[range.upperBound...]
    if rest.hasPrefix("\"") { return String(rest.dropFirst().prefix { $0 != "\"" }) }
    return String(rest.prefix { $0 != "," && $0 != "}" })
  }
}
