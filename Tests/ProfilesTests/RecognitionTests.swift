import MetricsModel
import Profiles
import PromQL
import Testing

/// Series of which only the identities matter.
private struct NamedSeries: SeriesSource {
  var labels: [Labels]

  init(_ labels: Labels...) { self.labels = labels }

  func series(matching matchers: [Matcher], in range: TimeRange) -> [Series] {
    labels.filter { one in matchers.allSatisfy { $0.matches(one) } }
      .map { Series(labels: $0, timestamps: [range.through.milliseconds], values: [1]) }
  }

  func metricNames() -> [String] { Array(Set(labels.map(\.name))) }
}

@Suite struct RecognitionTests {
  let range = TimeRange(from: Timestamp(seconds: 0), through: Timestamp(seconds: 60))

  private func recognise(
    _ source: NamedSeries,
    log: NamedSeries = NamedSeries()
  ) throws -> Recognition {
    Recognition(
      profiles: try Profile.builtin(),
      log: try Profile.log(),
      source: source,
      logSource: log,
      range: range,
      logRange: range
    )
  }

  @Test func everyBuiltinProfileIsValid() throws {
    let profiles = try Profile.builtin() + [Profile.log()]
    #expect(profiles.count == 16)
    #expect(Set(profiles.map(\.name)).count == profiles.count)
  }

  @Test func aGinGatewayIsRecognised() throws {
    let found = try recognise(
      NamedSeries(
        Labels(name: "im_ws_connections"),
        Labels(name: "im_ws_opened_total"),
        Labels(name: "http_requests_total", ["status": "200"])
      )
    )
    #expect(found.matched.map(\.name) == ["gin"])
    #expect(found.choices[.connections]?.source == "sum by (instance) (im_ws_connections)")
    #expect(found.choices[.connections]?.profile == "Gin service")
    #expect(
      found.choices[.serverErrors]?.source
        == "sum by (instance) (rate(http_requests_total{status=~\"5..\"}[1m]))"
    )
  }

  @Test func theLabelDecidesBetweenStatusAndCode() throws {
    let found = try recognise(NamedSeries(Labels(name: "http_requests_total", ["code": "200"])))
    #expect(
      found.choices[.serverErrors]?.source
        == "sum by (instance) (rate(http_requests_total{code=~\"5..\"}[1m]))"
    )
  }

  @Test func whatNoTargetExportsComesFromTheLog() throws {
    let found = try recognise(
      NamedSeries(Labels(name: "im_ws_connections")),
      log: NamedSeries(Labels(name: "log_heartbeat_timeouts_total", ["source": "im.log"]))
    )
    #expect(found.choices[.heartbeatTimeouts]?.isFromLog == true)
    #expect(found.choices[.connections]?.isFromLog == false)
    #expect(found.logChoices[.connections] == nil)
    #expect(found.choices[.latency] == nil)
  }

  @Test func emqxIsNotCountedByItsDeadSessions() throws {
    let found = try recognise(
      NamedSeries(
        Labels(name: "emqx_connections_count"),
        Labels(name: "emqx_live_connections_count")
      )
    )
    #expect(
      found.choices[.connections]?.source == "sum by (instance) (emqx_live_connections_count)"
    )
  }

  @Test func everyInstanceIsCountedByItsOwnName() throws {
    let found = try recognise(
      NamedSeries(
        Labels(name: "im_ws_connections", ["instance": "a"]),
        Labels(name: "websocket_connections", ["instance": "b"]),
        Labels(name: "websocket_connections", ["instance": "a"]),
        Labels(name: "nginx_connections_active", ["instance": "c"])
      )
    )
    let choice = try #require(found.choices[.connections])
    #expect(
      choice.expression.selectors.map(\.metricName) == [
        "im_ws_connections", "websocket_connections", "nginx_connections_active",
      ]
    )
    #expect(choice.source.contains(" or "))
    #expect(choice.profile.contains("Gin service"))
  }

  @Test func errorsOfSocketsStandInOnlyWhereNoStatusIsCounted() throws {
    let both = try recognise(
      NamedSeries(
        Labels(name: "ws_errors_total"),
        Labels(name: "http_requests_total", ["status": "200"])
      )
    )
    #expect(both.choices[.serverErrors]?.source.contains("ws_errors_total") == false)
    let alone = try recognise(NamedSeries(Labels(name: "ws_errors_total")))
    #expect(alone.choices[.serverErrors]?.source.contains("ws_errors_total") == true)
  }

  @Test func definitionsCarryTheRecordNames() throws {
    let found = try recognise(NamedSeries(Labels(name: "process_open_fds")))
    #expect(found.definitions.keys.sorted() == ["imtop:open_fds"])
  }

  @Test func webSocketsStayOutOfTheLatency() throws {
    let found = try recognise(
      NamedSeries(Labels(name: "http_request_duration_seconds_bucket", ["le": "1", "path": "/"]))
    )
    let selectors = try #require(found.choices[.latency]).expression.selectors
    let path = try #require(selectors[0].matchers.first { $0.name == "path" })
    for route in ["/ws/connect", "/ws", "/api/websocket", "/socket.io/", "/x/ws/y"] {
      #expect(!path.matches(route), "\(route)")
    }
    for route in ["/api/v1/messages", "/news", "/wsdl", ""] {
      #expect(path.matches(route), "\(route)")
    }
  }
}
