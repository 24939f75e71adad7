import Alerting
import MetricsModel
import PromQL
import Synchronization
import Testing

@Suite struct RuleDelegateTests {
  /// A server that answers by a table of queries, and remembers what it was asked.
  private final class Server: RuleDelegate {
    typealias Answer = Result<[Labels: Double], PromQLError>
    let answers: Mutex<[String: [Labels: Double]]>
    let asked = Mutex<[String]>([])
    let refusal: Mutex<String?>
    let isOutdated: Bool

    init(
      _ answers: [String: [Labels: Double]],
      refusing reason: String? = nil,
      isOutdated: Bool = false
    ) {
      self.answers = Mutex(answers)
      refusal = Mutex(reason)
      self.isOutdated = isOutdated
    }

    func holds(_ metric: String) -> Bool { !metric.hasPrefix("log_") }

    func values(of part: Expr, at time: Timestamp) throws(PromQLError) -> DelegatedValues {
      DelegatedValues(series: try series(part, [time.milliseconds]), isOutdated: isOutdated)
    }

    func past(
      of part: Expr,
      from: Timestamp,
      through: Timestamp,
      step: Int64
    ) throws(PromQLError) -> [Series] {
      try series(
        part,
        Array(stride(from: from.milliseconds, through: through.milliseconds, by: Int(step)))
      )
    }

    private func series(_ part: Expr, _ times: [Int64]) throws(PromQLError) -> [Series] {
      asked.withLock { $0.append(part.description) }
      if let reason = refusal.withLock({ $0 }) { throw PromQLError(refusing: part, reason) }
      guard let known = answers.withLock({ $0[part.description] }) else {
        throw PromQLError(awaiting: part)
      }
      return known.map { labels, value in
        Series(labels: labels, timestamps: times, values: times.map { _ in value })
      }
    }
  }

  private let log = StatedSource(lines: [
    Labels(name: "log_lines_total"): Array(repeating: 7, count: 5001)
  ])
  private let now = Timestamp(seconds: 5000)

  private func engine(_ rules: String) throws -> RuleEngine {
    RuleEngine(
      groups: try RuleGroup.groups(
        text: "groups:\n- name: g\n  interval: 1m\n  rules:\n\(rules)",
        file: "r.yml"
      )
    )
  }

  @Test(arguments: [
    #"sum(rate({__name__=~"http_.+"}[20s])) > 0.1"#, #"{job="app"} > 1"#,
    "max_over_time(x[5m:15s]) > 3",
    "absent(x)",
  ])
  func whatReadsOnlyTheServerIsAskedWhole(_ text: String) throws {
    let parsed = try PromQL.parse(text)
    let server = Server([parsed.description: [["job": "app"]: 4]])
    var engine = try engine("  - {alert: A, expr: '\(text)'}\n")
    let statuses = engine.evaluate(at: now, source: log, delegate: server)
    #expect(statuses.map(\.state) == [.firing])
    #expect(statuses.first?.value == 4)
    #expect(server.asked.withLock { Set($0) } == [parsed.description])
  }

  @Test func whatIsHereAndWhatTheServerHasAreComparedHere() throws {
    let server = Server(["sum(rate(x[1m]))": [.empty: 8]])
    var engine = try engine("  - {alert: A, expr: 'sum(rate(x[1m])) > on() log_lines_total'}\n")
    let statuses = engine.evaluate(at: now, source: log, delegate: server)
    #expect(statuses.map(\.state) == [.firing])
    #expect(statuses.first?.limit == 7)
  }

  @Test func aWindowOverBothIsToldAsAMistake() throws {
    let server = Server([:])
    var engine = try engine(
      "  - {alert: A, expr: 'max_over_time((x + on() log_lines_total)[1m:5s]) > 1'}\n"
    )
    guard
      case .broken(let reason)? = engine.evaluate(at: now, source: log, delegate: server).first?
        .state
    else { return #expect(Bool(false)) }
    #expect(reason.hasPrefix("one window over what the server has and what is made here"))
  }

  @Test func aRuleWaitsForItsFirstAnswerAndSaysSo() throws {
    let server = Server([:])
    var engine = try engine("  - {alert: A, expr: 'absent(x)'}\n")
    let waiting = engine.evaluate(at: now, source: log, delegate: server)
    #expect(waiting.map(\.state) == [.silent(reason: RuleEngine.awaitingServer)])
    server.answers.withLock { $0["absent(x)"] = [.empty: 1] }
    let next = engine.evaluate(at: now.advanced(bySeconds: 2), source: log, delegate: server)
    #expect(next.map(\.state) == [.firing])
  }

  @Test func aRefusalIsToldInTheServersWords() throws {
    let server = Server([:], refusing: "refused a query (422): many-to-one")
    var engine = try engine("  - {alert: A, expr: 'x > 1'}\n")
    let broken = engine.evaluate(at: now, source: log, delegate: server)
    #expect(broken.map(\.state) == [.broken(reason: "refused a query (422): many-to-one")])
  }

  @Test func aGroupStaysDueUntilItsAnswerIsOfItsTime() throws {
    for isOutdated in [true, false] {
      let server = Server(["x > 1": [["a": "b"]: 4]], isOutdated: isOutdated)
      var engine = try engine("  - {alert: A, expr: 'x > 1'}\n")
      _ = engine.evaluate(at: now, source: log, delegate: server)
      server.answers.withLock { $0["x > 1"] = [:] }
      let next = engine.evaluate(at: now.advanced(bySeconds: 2), source: log, delegate: server)
      #expect(next.map(\.state) == [isOutdated ? .resolved : .firing])
    }
  }

  @Test func whatIsRecordedIsReadHereWithThePastThatTheServerTells() throws {
    let server = Server(["sum by (job) (x)": [["job": "app"]: 4]])
    var engine = try engine(
      "  - {record: 'own:x', expr: 'sum by (job) (x)'}\n  - {alert: A, expr: 'own:x > 1', for: 10m}\n"
    )
    let statuses = engine.evaluate(at: now, source: log, delegate: server)
    #expect(statuses.map(\.state) == [.firing])
    #expect(statuses.first.map(\.labels) == ["job": "app"])
    #expect(server.asked.withLock { Set($0) } == ["sum by (job) (x)"])
  }

  private static let records = """
      - {record: 'own:y', expr: '2 * own:x'}
      - {record: 'own:x', expr: 'sum(x)'}

    """

  @Test(arguments: [
    "absent(own:x)", "absent(own:y)", #"absent({__name__=~"own:.+"})"#, "vector(1) unless own:y",
  ])
  func whatReadsARecordWaitsForTheServersAnswer(_ text: String) throws {
    let reader = "  - {alert: A, expr: '\(text)'}\n"
    for rules in [reader + Self.records, Self.records + reader] {
      let server = Server([#"{__name__=~"own:.+"}"#: [:]])
      var engine = try engine(rules)
      let statuses = (0..<4).map { seconds in
        if seconds == 1 { server.answers.withLock { $0["sum(x)"] = [.empty: 4] } }
        return engine.evaluate(
          at: now.advanced(bySeconds: Double(seconds)),
          source: log,
          delegate: server
        ).filter { $0.rule == "A" }.map(\.state)
      }
      #expect(statuses[0] == [.silent(reason: RuleEngine.awaitingServer)])
      #expect(!statuses.joined().contains(.firing))
      #expect(statuses[3] == [.inactive])
    }
  }

  @Test func alertsOverRecordsGoOnWhileTheServerIsAway() throws {
    let server = Server(["sum(x)": [.empty: 4]])
    var engine = try engine(
      Self.records + "  - {alert: Above, expr: 'own:y > 1'}\n"
        + "  - {alert: Gone, expr: 'absent(own:x)'}\n"
    )
    func states(at minute: Double) -> [String: AlertStatus.State] {
      let statuses = engine.evaluate(
        at: now.advanced(bySeconds: minute * 60),
        source: log,
        delegate: server
      )
      return Dictionary(statuses.map { ($0.rule, $0.state) }) { first, _ in first }
    }
    _ = states(at: 0)
    #expect(states(at: 1)["Above"] == .firing)
    server.refusal.withLock { $0 = "answered 502" }
    for minute in [2.0, 3, 9] {
      let away = states(at: minute)
      #expect(away["Above"] == .firing)
      #expect(away["Gone"] == .broken(reason: "answered 502"))
    }
    server.refusal.withLock { $0 = nil }
    _ = states(at: 10)
    let back = states(at: 11)
    #expect(back["Above"] == .firing)
    #expect(back["Gone"] == .inactive)
  }

  @Test func aGroupStaysDueUntilTheQueriesOfItsTemplatesAreAnswered() throws {
    let server = Server(["x > 1": [.empty: 4]])
    var engine = try engine(
      """
        - alert: A
          expr: x > 1
          annotations: {summary: '{{ query "sum(y)" | first | value }}'}

      """
    )
    let first = engine.evaluate(at: now, source: log, delegate: server)
    #expect(first.first?.summary.contains("the server has not answered yet") == true)
    server.answers.withLock { $0["sum(y)"] = [.empty: 8] }
    let next = engine.evaluate(at: now.advanced(bySeconds: 2), source: log, delegate: server)
    #expect(next.map(\.summary) == ["8"])
  }

  @Test func recordsThatReadEachOtherDoNotWaitForEver() throws {
    let server = Server(["sum(x)": [.empty: 4]])
    var engine = try engine(
      """
        - {record: 'own:a', expr: 'sum(x) + (own:b or vector(0))'}
        - {record: 'own:b', expr: 'own:a or own:b'}
        - {alert: A, expr: 'own:b > 1'}

      """
    )
    _ = engine.evaluate(at: now, source: log, delegate: server)
    let next = engine.evaluate(at: now.advanced(bySeconds: 60), source: log, delegate: server)
    #expect(next.map(\.state) == [.firing])
  }

  @Test func alertsOfTheServerAreReadThereAndOwnOnesHere() throws {
    let theirs = #"ALERTS{alertname="Theirs"}"#
    let server = Server([theirs + " > 0": [["alertname": "Theirs"]: 1], "ALERTS": [:]])
    var engine = try engine(
      """
        - {alert: A, expr: 'log_lines_total > 1'}
        - {alert: B, expr: 'ALERTS{alertname="A"} > 0'}
        - {alert: C, expr: '\(theirs) > 0'}
        - {alert: D, expr: 'count(ALERTS) > 0'}

      """
    )
    let statuses = engine.evaluate(at: now, source: log, delegate: server)
    #expect(statuses.map(\.state) == [.firing, .firing, .firing, .firing])
    #expect(server.asked.withLock { Set($0) } == [theirs + " > 0", "ALERTS"])
  }
}
