import MetricsModel
import Profiles
import PromQL
import Testing

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
    #expect(profiles.count == 17)
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

  /// As Grafana's `$__rate_interval`; windows that hold four samples stay.
  @Test(arguments: [(5.0, "1m"), (15, "1m"), (30, "2m"), (60, "4m")])
  func windowsHoldFourSamples(_ interval: Double, _ window: String) throws {
    let found = Recognition(
      profiles: try Profile.builtin(),
      log: try Profile.log(),
      source: NamedSeries(
        Labels(name: "im_ws_connections", ["instance": "gw-1:1"]),
        Labels(name: "http_requests_total", ["status": "200", "instance": "gw-1:1"])
      ),
      logSource: NamedSeries(),
      range: range,
      logRange: range,
      interval: { $0 == "gw-1:1" ? interval : 300 }
    )
    let query = "sum by (instance) (rate(http_requests_total[\(window)]))"
    #expect(found.choices[.requests]?.source == query)
    #expect(found.choices[.requests]?.expression.description == query)
    let panels = found.matched.flatMap(\.panels).flatMap(\.queries).map(\.expression)
    #expect(panels.contains { $0.contains("http_requests_total") && $0.contains("[\(window)]") })
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

  @Test func aGaugeIsToldByItsFallWhateverItsName() throws {
    let falls = try recognise(NamedSeries(["push_ws_clients_total": [5, 9, 7]]))
    #expect(falls.matched.map(\.name) == ["websocket"])
    #expect(falls.choices[.connections]?.source == "sum by (instance) (push_ws_clients_total)")
    #expect(
      falls.evidence["websocket"] == ["push_ws_clients_total (a gauge: it has fallen)"]
    )
    #expect(try recognise(NamedSeries(["push_ws_clients_total": [5, 7, 9]])).matched.isEmpty)
    // A restart is no fall.
    #expect(try recognise(NamedSeries(["push_ws_clients_total": [500, 2, 9]])).matched.isEmpty)
  }

  @Test func oneNameMeansOpenConnectionsOrThoseThatEverCame() throws {
    let counted = try recognise(NamedSeries(["websocket_connections_total": [5, 7, 9]]))
    #expect(counted.choices[.connections] == nil)
    #expect(counted.choices[.connectionsOpened]?.source.contains("rate(") == true)
    let open = try recognise(NamedSeries(["websocket_connections_total": [5, 9, 7]]))
    #expect(open.choices[.connectionsOpened] == nil)
    #expect(
      open.choices[.connections]?.source == "sum by (instance) (websocket_connections_total)"
    )
  }

  @Test func aTypeCountsUntilBehaviourContradictsIt() throws {
    func found(_ values: [Double], _ type: Behaviour) throws -> Recognition {
      Recognition(
        profiles: try Profile.builtin(),
        log: try Profile.log(),
        source: NamedSeries(["chat_websocket_sessions": values]),
        logSource: NamedSeries(),
        range: range,
        logRange: range,
        types: { _ in type }
      )
    }
    #expect(try found([5, 5], .gauge).choices[.connections] != nil)
    #expect(try found([5, 6], .gauge).choices[.connections] != nil)
    #expect(try found([5, 6], .counter).choices[.connections] == nil)
    #expect(try found([6, 5], .counter).choices[.connections] != nil)
  }

  @Test func aPatternLeavesOutWhatOtherProfilesKnow() throws {
    let found = try recognise(
      NamedSeries(Labels(name: "im_ws_connections"), Labels(name: "websockets_active"))
    )
    #expect(found.matched.map(\.name) == ["gin"])
  }

  @Test(arguments: [
    ("detect: [{metric: a, like: b}]\nexpressions: {}", "one of metric and like is needed"),
    ("detect: [{like: '('}]\nexpressions: {}", "not a regular expression"),
    ("detect: [{metric: a, behaves: odd}]\nexpressions: {}", "one of gauge, counter"),
    ("detect: [a]\nexpressions: {connections: ['sum({{metric}})']}", "{{metric}} stands for"),
    ("detect: [a]\nexpressions: {connections: [{expr: 'sum('}]}", "not PromQL"),
    ("detect: [a]\nexpressions: {}\npanels: [{title: p}]", "one of expr and queries"),
  ])
  func aMistakeInAProfileIsTold(text: String, message: String) {
    let error = #expect(throws: (any Error).self) {
      try Profile(text: "name: x\n" + text, file: "x.yml")
    }
    #expect(error.map { "\($0)" }?.contains(message) == true)
  }

  @Test func everyBuiltinServerHasPanels() throws {
    for profile in try Profile.builtin() where !["generic", "websocket"].contains(profile.name) {
      #expect(!profile.panels.isEmpty, "\(profile.name)")
    }
  }
}
