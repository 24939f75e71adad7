import Foundation
import FoundationNetworking
import Testing

/// What the program says equals what the gateway says of itself.
@Suite struct NumbersTests {
  struct Document: Decodable {
    struct Panel: Decodable {
      var id: String
      var time: Double?
      var value: Double?
      var companions: [Double?]
    }

    struct Traffic: Decodable {
      var key: String
      var requests: Int
      var serverErrors: Int
    }

    struct Source: Decodable {
      var lines: Int
      var notUnderstood: Int
    }

    var panels: [Panel]
    var paths: [Traffic]
    var addresses: [Traffic]
    var logs: [Source]
  }

  func snapshot(_ arguments: String...) async throws -> Document {
    let result = try await Program.run(
      Program.imtop,
      ["snapshot", "--format", "json"] + arguments
    )
    try #require(result.status == 0, "\(result.error)")
    return try JSONDecoder().decode(Document.self, from: Data(result.output.utf8))
  }

  @Test func connectionsEqualTheGaugeAndPathsEqualTheLog() async throws {
    let gateway = try await DemoGateway(["--connections", "80", "--fault-after", "600"])
    let document = try await snapshot(gateway.metrics, gateway.log, "--for", "8s")
    let query = try await Program.run(
      Program.imtop,
      ["query", "sum(im_ws_connections)", gateway.metrics, "--format", "json"]
    )
    let shown = try #require(document.panels.first { $0.id == "connections" }?.value)
    let gauge = try #require(Self.value(query.output))
    #expect(abs(shown - gauge) <= 4, "clients come and go between two scrapes")
    gateway.stop()

    let ended = try await snapshot(gateway.log, "--window", "1h")
    let lines = try String(contentsOfFile: gateway.log, encoding: .utf8).split(separator: "\n")
    #expect(ended.logs.first?.lines == lines.count)
    #expect(ended.logs.first?.notUnderstood == 0)
    for path in ["/api/v1/messages", "/ws/connect", "/healthz"] {
      let written = lines.count {
        $0.contains("\"path\":\"\(path)\"") && $0.contains("\"status\":")
      }
      #expect(ended.paths.first { $0.key == path }?.requests ?? 0 == written, "\(path)")
    }
    #expect(!ended.addresses.isEmpty)
    for address in ended.addresses {
      let written = lines.count {
        $0.contains("\"client_ip\":\"\(address.key)\"") && $0.contains("\"status\":")
      }
      #expect(address.requests == written, "\(address.key)")
    }
  }

  @Test func serverErrorsOverAMinuteAreThoseOfTheGatewaysCounter() async throws {
    let gateway = try await DemoGateway([
      "--scenario", "ws-500", "--fault-after", "6", "--fault-for", "600",
    ])
    _ = try await gateway.time(of: "begin", "ws-500", within: 30)
    let (document, truth) = try await watchForAMinute(gateway) { line in
      line.hasPrefix("http_requests_total{") && line.contains(#"status="5"#)
    }
    let shown = try #require(
      document.panels.first { $0.id == "errors_5xx" }?.companions.first ?? nil
    )
    Self.expect(shown, within: truth)
  }

  @Test func heartbeatTimeoutsOverAMinuteAreThoseOfTheGatewaysCounter() async throws {
    let gateway = try await DemoGateway([
      "--scenario", "heartbeat-loss", "--fault-after", "14", "--fault-for", "600",
    ])
    let (document, truth) = try await watchForAMinute(gateway) { line in
      line.hasPrefix("im_heartbeat_timeouts_total")
    }
    let shown = try #require(document.panels.first { $0.id == "heartbeat_timeouts" }?.value)
    Self.expect(shown, within: truth)
  }

  private static func expect(
    _ shown: Double,
    within truth: ClosedRange<Double>,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let accepted = truth.lowerBound * 0.98...truth.upperBound * 1.02
    #expect(
      accepted.contains(shown),
      "shown \(shown)/s, counted \(truth)/s",
      sourceLocation: sourceLocation
    )
  }

  /// A frame that stands on a minute of scrapes, and by how much the samples of the gateway's page
  /// whose lines pass `isCounted` grew a second in the minutes that end about its evaluation: the newest
  /// sample of a page is older than that by up to the time between two scrapes.
  private func watchForAMinute(
    _ gateway: DemoGateway,
    _ isCounted: @escaping @Sendable (Substring) -> Bool
  ) async throws -> (Document, perSecond: ClosedRange<Double>) {
    let address = try #require(URL(string: gateway.metrics))
    async let frame = snapshot(gateway.metrics, "--for", "75s")
    var counts: [(time: Double, value: Double)] = []
    let end = Date.now + 78
    while Date.now < end {
      let page = try await URLSession.shared.data(from: address).0
      let value = String(decoding: page, as: UTF8.self).split(separator: "\n")
        .filter(isCounted)
        .reduce(0) { $0 + (Double($1.split(separator: " ").last ?? "") ?? 0) }
      counts.append((Date.now.timeIntervalSince1970, value))
      try await Task.sleep(for: .milliseconds(250))
    }
    let document = try await frame
    let last = try #require(document.panels.first?.time)
    func count(at time: Double) -> Double {
      guard let index = counts.firstIndex(where: { $0.time >= time }), index > 0 else {
        return .nan
      }
      let (before, after) = (counts[index - 1], counts[index])
      let part = (time - before.time) / (after.time - before.time)
      return before.value + part * (after.value - before.value)
    }
    let rates = stride(from: last - 3, through: last + 1, by: 0.25)
      .map { (count(at: $0) - count(at: $0 - 60)) / 60 }.filter { !$0.isNaN }
    return (document, try #require(rates.min())...(try #require(rates.max())))
  }

  /// The number in an answer of `imtop query --format json`.
  private static func value(_ json: String) -> Double? {
    guard let document = try? JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any],
      let result = document["result"] as? [[String: Any]],
      let pair = result.first?["value"] as? [Any], let text = pair.last as? String
    else { return nil }
    return Double(text)
  }
}
