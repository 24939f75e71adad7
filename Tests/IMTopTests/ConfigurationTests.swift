import HTTPFetch
import LogModel
import LogStream
import Profiles
import StrictYAML
import Testing

@testable import IMTop

@Suite struct ConfigurationTests {
  @Test func everyMistakeIsNotedInTheOrderOfTheLines() {
    let text = """
      targets: [':8080', {url: ':1', intervall: 3s}, 'ftp://x']
      panels:
        - {title: A, expr: sum(}
        - {title: B, expr: up}
        - {title: B, expr: up}
      windw: 3m
      utc: perhaps
      history: {time: soon}
      """
    var mistakes: [DocumentError] = []
    let configuration = Configuration(text: text, file: "i.yml", noting: &mistakes)
    #expect(
      mistakes.map { "\($0.line) \($0.key)" } == [
        "1 targets[1].intervall", "1 targets[2]", "3 panels[0].expr", "5 panels[2].title",
        "6 windw", "7 utc", "8 history.time",
      ]
    )
    #expect(configuration.targets.map(\.url) == [":8080"])
    #expect(configuration.panels.map(\.title) == ["B"])
    #expect(throws: DocumentError.self) { try Configuration(text: text, file: "i.yml") }
    let lines = CheckCommand.text(of: mistakes).split(separator: "\n")
    #expect(lines.count { $0.hasPrefix("✗ ") } == 7)
    let many = CheckCommand.text(of: Array(repeating: mistakes[0], count: 53))
    #expect(many.hasSuffix("\n✗ … and 3 further mistakes"))
  }

  func read(_ text: String) throws -> Configuration {
    try Configuration(text: text, file: "imtop.yml")
  }

  func mistake(_ text: String) -> String? {
    (#expect(throws: DocumentError.self) { try read(text) })?.description
  }

  @Test func everythingCanBeSaid() throws {
    let configuration = try read(
      """
      targets:
        - :8080
        - url: https://gw-2:8443/metrics
          job: gateway
          instance: gw-2
          interval: 2s
          timeout: 1500ms
          bearer_token_file: /etc/imtop/token
          ca_file: /etc/imtop/ca.pem
          headers: {X-Scope: im}
          body_limit: 4MiB
          series_limit: 1000
      logs:
        - /var/log/im/*.log
        - command: [docker, logs, -f, gw]
          name: gw
          role: gateway
          instance: gw:8080
          latency_unit: ms
          websocket_paths: [/push]
          fields: {rt: latency}
          grok: "%{IP:client_ip} %{GREEDYDATA:message}"
      paths: [/users/:id]
      panels:
        - title: Rooms
          expr: im_rooms
          unit: short
          place: vital_sign
      rules: [/etc/imtop/rules.yml]
      builtin_rules: false
      window: 30m
      filter: level >= warn
      utc: true
      mouse: false
      glyphs: ascii
      colors: 16
      keys: {quit: [Q], help: ["?", f1]}
      show_secrets: true
      memory: 512MB
      history: {time: 1h, size: 64MB}
      """
    )
    #expect(configuration.targets.map(\.url) == [":8080", "https://gw-2:8443/metrics"])
    let target = configuration.targets[1]
    #expect(target.interval == 2)
    #expect(target.timeout == 1.5)
    #expect(target.http.authentication == .bearer(tokenFile: "/etc/imtop/token"))
    #expect(target.http.bodyLimit == 4 << 20)
    #expect(target.http.headers == [HTTPOptions.Header("X-Scope", "im")])
    #expect(configuration.logs[0].location == .named("/var/log/im/*.log"))
    #expect(configuration.logs[1].location == .command(["docker", "logs", "-f", "gw"]))
    #expect(configuration.logs[1].webSocketPaths == ["/push"])
    #expect(configuration.logs[1].fields == ["rt": "latency"])
    #expect(try FormatHints(configuration.logs[1]).grok.map(\.source) == configuration.logs[1].grok)
    #expect(try FormatHints(configuration.logs[1]).role == .gateway)
    #expect(try FormatHints(configuration.logs[1]).instance == "gw:8080")
    #expect(configuration.pathRules.map(\.form) == ["/users/:id"])
    #expect(configuration.panels[0].id == "Rooms")
    #expect(configuration.rules.map(\.path) == ["/etc/imtop/rules.yml"])
    #expect(!configuration.usesBuiltinRules)
    #expect(configuration.windowSeconds == 1800)
    #expect(configuration.keys.map(\.command) == ["quit", "help"])
    #expect(configuration.memoryBytes == 512 << 20)
    #expect(configuration.historySeconds == 3600)
  }

  @Test(arguments: [
    ("tragets: []", "imtop.yml:1:1: tragets: unknown key; did you mean \"targets\"?"),
    (
      "panels: [{title: a, expr: x}, {title: a, expr: y}]",
      "imtop.yml:1:39: panels[1].title: another panel is called \"a\" already: give this one an id"
    ),
    (
      "targets:\n  - url: :8080\n    intervall: 5s",
      "imtop.yml:3:5: targets[0].intervall: unknown key; did you mean \"interval\"?"
    ),
    (
      "logs:\n  - path: /a\n    url: http://b",
      "imtop.yml:2:5: logs[0]: exactly one of path, url and command is needed"
    ),
    (
      "window: 1s", "imtop.yml:1:9: window: at least 10.0 s is needed"
    ),
    (
      "paths: [/users]",
      "imtop.yml:1:9: paths[0]: a form such as /users/:id or /files/* is expected here"
    ),
    (
      "glyphs: fancy", "imtop.yml:1:9: glyphs: one of auto, unicode, ascii is expected here"
    ),
    (
      "memory: lots",
      "imtop.yml:1:9: memory: a size such as 256MB is expected here, at least 33554432 bytes"
    ),
    (
      "filter: 'status >'",
      "imtop.yml:1:9: filter: the filter was not understood: status> needs a value; write status:* for any"
    ),
    (
      "logs:\n  - path: /a\n    time_zone: Mars",
      "imtop.yml:3:16: logs[0].time_zone: \"Mars\" is no time zone; write UTC, local or +08:00"
    ),
    (
      "logs:\n  - path: /a\n    role: proxy",
      "imtop.yml:3:11: logs[0].role: one of edge, gateway is expected here"
    ),
    (
      "logs:\n  - path: /a\n    grok: '%{NOPE}'",
      "imtop.yml:3:11: logs[0].grok: grok: no pattern is called NOPE"
    ),
    (
      "logs:\n  - path: /a\n    fields: {rt: speed}",
      "imtop.yml:3:13: logs[0].fields: no field is called speed; known are time, level, message, client_ip, method, path, status, latency, user_agent, trace_id, span_id, parent_span_id, conn_id, user_id, event, reason, instance"
    ),
    (
      "targets: [':99999']",
      "imtop.yml:1:11: targets[0]: \"http://localhost:99999\" is no URL: the port is no number from 1 to 65535 (write :8080, host:9100/metrics or https://…)"
    ),
    (
      "logs: ['http://']",
      "imtop.yml:1:8: logs[0]: http://: the URL has no host, write http://host:port/path"
    ),
    (
      "keys: {quitt: [Q]}",
      "imtop.yml:1:15: keys.quitt: there is no command \"quitt\"; did you mean \"quit\"?"
    ),
    (
      "keys: {quit: [hyper-q]}",
      "imtop.yml:1:14: keys.quit: there is no key \"hyper-q\" (for \"quit\"); write x, ^x, M-x, F5, Enter, PgUp, Space"
    ),
    (
      "targets:\n- url: :1\n  bearer_token_file: t\n  basic_auth: {username: a, password: b}",
      "imtop.yml:3:22: targets[0].bearer_token_file: bearer_token_file and basic_auth exclude each other"
    ),
  ])
  func aMistakeNamesFileLineAndKey(_ text: String, message: String) {
    #expect(mistake(text)?.split(separator: "\n").first.map(String.init) == message)
  }

  @Test func theFirstStandardPathIsTheUsersOwn() {
    #expect(
      ConfigurationFile.standardPaths(environment: ["HOME": "/home/op"]) == [
        "/home/op/.config/imtop/imtop.yml", "/etc/imtop/imtop.yml",
      ]
    )
    #expect(
      ConfigurationFile.standardPaths(environment: ["HOME": "/h", "XDG_CONFIG_HOME": "/x"]) == [
        "/x/imtop/imtop.yml", "/etc/imtop/imtop.yml",
      ]
    )
  }
}
