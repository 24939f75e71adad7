import Foundation
import HTTPFetch
import MetricsModel
import Testing

@testable import MetricsClient

/// Against the real Prometheus, where Debian's package is installed.
@Suite(.enabled(if: PrometheusServer.isInstalled, "Debian's package prometheus is not installed"))
struct PrometheusTests {
  @Test(.timeLimit(.minutes(1))) func aRealServerAnswersAsTheAPIIsRead() async throws {
    let server = try await PrometheusServer.start()
    defer { server.stop() }
    let remote = server.api
    #expect(await remote.server()?.hasPrefix("Prometheus") == true)

    let now = Timestamp(seconds: Date().timeIntervalSince1970)
    let day = TimeRange(from: now.advanced(bySeconds: -86_400), through: now)
    #expect(try await remote.values(ofLabel: "__name__", in: day).value.contains("up"))
    let names = try await remote.labelNames(matching: "{__name__=\"up\"}", in: day).value
    #expect(names == ["__name__", "instance", "job"])

    let range = try await remote.range(
      "up",
      from: now.advanced(bySeconds: -10),
      through: now,
      step: 1000
    )
    #expect(range.value.first?.labels["job"] == "self")
    #expect(range.value.first?.values.last == 1)

    // Eleven thousand points are the most that Prometheus gives at once.
    await #expect {
      try await remote.range("up", from: day.from, through: day.through, step: 1000)
    } throws: { error in
      guard case .refused(_, let refusal) = error as? RemoteError else { return false }
      return refusal.cause == .tooMuch
    }
    let whole = try await remote.rangeInParts(
      "up",
      from: day.from,
      through: day.through,
      step: 1000
    )
    #expect(whole.value.first?.values.last == 1)
    await #expect {
      try await remote.instant("sum(", at: now)
    } throws: { error in
      guard case .refused(_, let refusal) = error as? RemoteError else { return false }
      return refusal.cause == .query && refusal.kind == "bad_data"
    }
  }

  @Test(.timeLimit(.minutes(1))) func aServerComputesPartsOfRulesOrSaysWhyNot() async throws {
    let server = try await PrometheusServer.start()
    defer { server.stop() }
    let history = RemoteHistory(
      server.api,
      pace: 1,
      now: { Timestamp(seconds: Date().timeIntervalSince1970) },
      onChange: {}
    )
    defer { history.stop() }
    func answer(_ query: String) async throws -> StepLines? {
      let deadline = ContinuousClock.now + .seconds(20)
      while ContinuousClock.now < deadline {
        let now = Int64(Date().timeIntervalSince1970) * 1000
        let lines = try history.newest(query, at: now, step: 1000)
        if let lines, !lines.lines.isEmpty { return lines }
        try await Task.sleep(for: .milliseconds(20))
      }
      return nil
    }
    let sum = try #require(try await answer(#"sum({__name__=~"u.", job="self"})"#))
    #expect(sum.lines == [.empty: [1]])
    await #expect {
      _ = try await answer(#"count({__name__=~".+"}) by (x) + on () {__name__=~".+"}"#)
    } throws: { error in
      (error as? RemoteSilence)?.reason.contains("(422)") ?? false
    }
  }
}

/// A Prometheus that scrapes itself every second.
private final class PrometheusServer {
  private static let program = "/usr/bin/prometheus"
  private let process: Process
  private let directory: URL
  let api: RemoteAPI

  static var isInstalled: Bool { FileManager.default.isExecutableFile(atPath: program) }

  private init(_ process: Process, _ directory: URL, port: Int) throws {
    self.process = process
    self.directory = directory
    api = RemoteAPI(
      try RemoteConfiguration(parsing: "http://127.0.0.1:\(port)/prom"),
      fetcher: HTTPFetcher()
    )
  }

  /// A server that has scraped itself at least once.
  static func start() async throws -> PrometheusServer {
    let directory = FileManager.default.temporaryDirectory
      .appendingPathComponent("imtop-prometheus-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    // The port that a server got which is closed again.
    let free = try await PageServer { "" }
    await free.stop()
    let address = "127.0.0.1:\(free.port)"
    let configuration = """
      scrape_configs:
        - job_name: self
          scrape_interval: 1s
          metrics_path: /prom/metrics
          static_configs: [{targets: ['\(address)']}]
      """
    let file = directory.appendingPathComponent("prometheus.yml")
    try configuration.write(to: file, atomically: true, encoding: .utf8)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = [
      "--config.file=\(file.path)", "--storage.tsdb.path=\(directory.path)/data",
      "--web.listen-address=\(address)", "--web.external-url=http://\(address)/prom",
    ]
    process.standardError = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    let server = try PrometheusServer(process, directory, port: free.port)
    let deadline = ContinuousClock.now + .seconds(30)
    while ContinuousClock.now < deadline {
      let now = Timestamp(seconds: Date().timeIntervalSince1970)
      if let up = try? await server.api.instant("up == 1", at: now), !up.value.isEmpty { break }
      try await Task.sleep(for: .milliseconds(100))
    }
    return server
  }

  func stop() {
    process.terminate()
    process.waitUntilExit()
    try? FileManager.default.removeItem(at: directory)
  }
}
