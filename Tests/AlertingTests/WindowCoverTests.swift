import Alerting
import MetricsModel
import PromQL
import Testing

/// Rules over windows longer than anything has been read.
@Suite struct WindowCoverTests {
  /// Counters that grow by ten and by one a second, and a level; read since second 1000.
  private let source: StatedSource = {
    var lines: [Labels: [Double]] = [:]
    for (name, pace) in [("requests_total", 10.0), ("errors_total", 1)] {
      lines[Labels(name: name)] = (0...2000).map { $0 < 1000 ? .nan : Double($0) * pace }
    }
    lines[Labels(name: "load")] = (0...2000).map { $0 < 1000 ? .nan : 50 }
    return StatedSource(lines: lines)
  }()

  private func states(
    _ rules: [String],
    at second: Double,
    since begin: Double? = 1000
  ) throws
    -> [AlertStatus.State]
  {
    var engine = RuleEngine(
      groups: try RuleGroup.groups(
        text: "groups:\n- name: g\n  rules:\n" + rules.map { "  - \($0)\n" }.joined(),
        file: "r.yml"
      )
    )
    return engine.evaluate(
      at: Timestamp(seconds: second),
      source: source,
      known: KnownTime { _ in begin.map(Timestamp.init(seconds:)) }
    ).map(\.state)
  }

  @Test(arguments: [
    ("rate(requests_total[5m]) < 9", "5m"), ("rate(requests_total[5m] offset 5m) == 0", "10m"),
    ("9 > rate(requests_total[5m])", "5m"), ("absent_over_time(nothing[5m])", "5m"),
    ("absent(rate(nothing[10m]))", "10m"), ("min_over_time(load[5m]) > 1", "5m"),
    ("load unless load offset 1h", "1h"), ("load > increase(requests_total[5m]) / 100", "5m"),
    ("rate(requests_total[1m]) * 3600 > 3 * increase(requests_total[1h])", "1h"),
    ("count(rate(requests_total[5m]) < 9) > 0", "5m"), ("-rate(requests_total[5m]) > -9", "5m"),
    ("100 - increase(requests_total[5m]) > 90", "5m"),
    ("avg_over_time(rate(requests_total[1m])[1h:15s]) <= 9", "1h1m"),
    ("1 - rate(requests_total[5m]) / 20 > 0.3", "5m"), ("20 - rate(requests_total[5m]) > 5", "5m"),
    ("rate(requests_total[5m]) * -1 > -12", "5m"), ("-1 * rate(requests_total[5m]) > -12", "5m"),
    ("1 / rate(requests_total[5m]) > 0.083", "5m"), ("rate(requests_total[5m]) ^ -1 > 0.08", "5m"),
    ("abs(rate(requests_total[5m]) - 20) > 8 and load > 100 - rate(requests_total[5m])", "5m"),
    ("abs(20 - rate(requests_total[5m])) > 8", "5m"), ("rate(requests_total[5m]) % 7 > 2", "5m"),
    ("cos(rate(requests_total[5m])) > 0", "5m"),
  ])
  func whatAHalfFilledWindowCouldRaiseWaits(_ expression: String, _ span: String) throws {
    let rule = "{alert: A, expr: '\(expression)'}"
    #expect(try states([rule], at: 1060) == [.silent(reason: "waiting for \(span) of samples")])
    // Somebody who has read for ever does not wait.
    let judged = try states([rule], at: 1060, since: nil)
    #expect(judged == [.firing] || judged == [.inactive])
  }

  @Test(arguments: [
    "rate(errors_total[5m]) > 0.9", "increase(errors_total[5m]) > 50",
    "rate(errors_total[5m]) / rate(requests_total[5m]) > 0.09",
    "increase(errors_total[5m]) / increase(requests_total[5m]) > 0.09",
    "1 - rate(errors_total[5m]) / rate(requests_total[5m]) > 0.8",
    "rate(errors_total[1m]) > 0.9 * rate(errors_total[1h])", "load > 0.9 * avg_over_time(load[1h])",
    "1 - (1 - rate(errors_total[5m]) / rate(requests_total[5m])) > 0.05",
    "rate(requests_total[5m]) * 2 > 18", "rate(requests_total[5m]) - 1 > 8",
    "max_over_time(load[1h]) >= 50", "load < 60", "absent(nothing)", "load == 50",
  ])
  func whatOnlyGrowsSpeaksEarly(_ expression: String) throws {
    #expect(try states(["{alert: A, expr: '\(expression)'}"], at: 1070) == [.firing])
  }

  @Test func aWindowIsAsLongAsWhatIsKnownButAMinuteAtLeast() throws {
    let rule = "{alert: A, expr: 'rate(requests_total[5m]) > 9'}"
    #expect(try states([rule], at: 1010) == [.inactive])
    #expect(try states([rule], at: 1061) == [.firing])
  }

  @Test func aRuleThatWaitedSpeaksOnceItsWindowIsFilled() throws {
    let rule = "{alert: A, expr: 'rate(requests_total[5m]) < 11'}"
    #expect(try states([rule], at: 1299) == [.silent(reason: "waiting for 5m of samples")])
    #expect(try states([rule], at: 1300) == [.firing])
  }

  @Test func aRecordedRateIsWaitedForToo() throws {
    let rules = [
      "{record: 'own:rate', expr: 'rate(requests_total[5m])'}",
      "{alert: A, expr: 'own:rate < 9'}", "{alert: B, expr: 'own:rate > 9'}",
      "{alert: C, expr: 'avg_over_time(own:rate[5m]) < 9'}",
      "{record: 'neg:rate', expr: '-rate(requests_total[5m])'}",
      "{alert: D, expr: 'neg:rate > -9'}",
      "{record: 'own:ratio', expr: 'rate(errors_total[5m]) / rate(requests_total[5m])'}",
      "{alert: E, expr: '1 - own:ratio > 0.8'}",
    ]
    #expect(
      try states(rules, at: 1070) == [
        .silent(reason: "waiting for 5m of samples"), .firing,
        .silent(reason: "waiting for 10m of samples"),
        .silent(reason: "waiting for 5m of samples"), .firing,
      ]
    )
  }
}
