import LogModel
import MetricsModel
import Testing

@testable import LogStream

/// Logs of one form: which of them is the proxy's.
@Suite struct RoleInferenceTests {
  /// A request as an application logs it, `delay` milliseconds later and so many longer.
  private func request(_ number: Int, delay: Int = 0, longer: Int = 0) -> String {
    let time = clock(number).dropLast() + "." + String("00\(delay)".suffix(3)) + "Z"
    return #"{"time":"\#(time)","level":"info","msg":"request","method":"GET","#
      + #""path":"/a/\#(number % 7)","status":200,"client_ip":"10.0.0.\#(number % 11)","#
      + #""latency":\#(10 + number % 5 + longer)}"# + "\n"
  }

  private func roles(_ fixture: StoreFixture) -> [LogRole?] {
    fixture.texts.indices.map { fixture.store.progress(ofSource: $0).role }
  }

  private func requests(_ fixture: StoreFixture) -> Int {
    var analysis = LogAnalysis()
    let report = analysis.report(
      for: LogRequest(),
      over: fixture.store.snapshot(),
      logNow: time(61)
    )
    return report?.paths.map(\.requests).reduce(0, +) ?? 0
  }

  @Test(arguments: [
    (["a.log", "b.log"], [LogRole.edge, .gateway]), (["gw.log", "b.log"], [.gateway, .edge]),
    (["a.log", "nginx.json"], [.gateway, .edge]), (["im-api.log", "lb.log"], [.gateway, .edge]),
  ])
  func aNameTellsElseTheOrder(_ names: [String], _ expected: [LogRole]) {
    let fixture = StoreFixture(sources: names)
    for number in 0..<60 {
      for source in 0..<2 { fixture.append(request(number), source: source) }
    }
    #expect(roles(fixture) == expected)
    #expect(requests(fixture) == 60)
    for source in 0..<2 where expected[source] == .edge {
      #expect(!fixture.store.progress(ofSource: source).roleReason.isEmpty)
    }
  }

  @Test func whereRequestsTakeLongerIsTheProxy() {
    let fixture = StoreFixture(sources: ["a.log", "b.log"])
    for number in 0..<60 {
      fixture.append(request(number), source: 0)
      fixture.append(request(number, delay: 5, longer: 3), source: 1)
    }
    #expect(roles(fixture) == [.gateway, .edge])
    #expect(
      fixture.store.progress(ofSource: 1).roleReason
        == "it has the requests of a.log, too, and they take longer there"
    )
    #expect(fixture.store.progress(ofSource: 0).roleReason == "its requests are in b.log, too")
    #expect(requests(fixture) == 60)
  }

  @Test func whereRequestsComeFirstIsTheProxy() {
    let fixture = StoreFixture(sources: ["a.log", "b.log"])
    for number in 0..<60 {
      fixture.append(request(number, delay: 2), source: 0)
      fixture.append(request(number), source: 1)
    }
    #expect(roles(fixture) == [.gateway, .edge])
  }

  @Test func twoInstancesBothCount() {
    let fixture = StoreFixture(sources: ["edge-1.log", "edge-2.log", "gw.log"])
    for number in 0..<60 {
      fixture.append(request(number), source: number % 2)
      fixture.append(request(number, delay: 1), source: 2)
    }
    #expect(roles(fixture) == [.edge, .edge, .gateway])
    #expect(requests(fixture) == 60)
    let others = StoreFixture(sources: ["a.log", "b.log"])
    for number in 0..<60 { others.append(request(number), source: number % 2) }
    #expect(roles(others) == [.gateway, .gateway])
    #expect(requests(others) == 60)
  }

  @Test func theSamePathsAndClientsAtOtherTimesAreOtherRequests() {
    let fixture = StoreFixture(sources: ["a.log", "b.log"])
    for number in stride(from: 0, to: 180, by: 3) {
      fixture.append(request(number), source: 0)
      fixture.append(request(number + 77), source: 1)
    }
    #expect(roles(fixture) == [.gateway, .gateway])
  }

  @Test func aConfigurationOverrulesAndTellsOfTheOther() {
    let hints = FormatHints(latencyUnit: .milliseconds, role: .edge)
    let fixture = StoreFixture(sources: ["gw.log", "b.log"], hints: [0: hints])
    for number in 0..<60 {
      for source in 0..<2 { fixture.append(request(number), source: source) }
    }
    #expect(roles(fixture) == [.edge, .gateway])
    #expect(fixture.store.progress(ofSource: 0).roleReason == "as configured")
  }

  @Test func aTraceTellsWhereTheAddressIsTheProxys() {
    let fixture = StoreFixture(sources: ["a.log", "b.log"])
    for number in 0..<60 {
      for source in 0..<2 {
        let address = source == 0 ? "10.0.0.\(number % 11)" : "127.0.0.1"
        fixture.append(
          #"{"time":"\#(clock(number))","method":"GET","path":"/a","status":200,"trace_id":"t\#(number)","#
            + #""client_ip":"\#(address)"}"# + "\n",
          source: source
        )
      }
    }
    #expect(roles(fixture) == [.edge, .gateway])
    #expect(requests(fixture) == 60)
  }

  @Test func aSampleOfManyRequestsFindsThePairs() {
    var samples = (RequestSample(), RequestSample(), RequestSample())
    for number in 0..<100_000 {
      let hash = RequestSample.mixed(UInt64(number % 5_000), 7)
      let time = Int64(number) * 40
      samples.0.add(hash, time: time, latency: 1)
      samples.1.add(hash, time: time + 3, latency: 0.5)
      samples.2.add(hash, time: time + 30_000, latency: 1)
    }
    let same = samples.0.compared(with: samples.1)
    #expect(same.pairs > 500 && same.share > 0.95)
    #expect(same.latencies.longer == same.pairs && same.times.earlier == same.pairs)
    #expect(samples.0.compared(with: samples.2).share < 0.05)
  }
}
