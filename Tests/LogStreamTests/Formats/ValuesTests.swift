import LogModel
import Testing

@testable import LogStream

@Suite struct TimeTextTests {
  private func time(_ text: String, zone: LogTimeZone = .utc) -> Int64? {
    var times = TimeText(zone: zone)
    times.receivedAt = LineParser.reception
    let bytes = Array(text.utf8)
    return times.scan(bytes.span, at: 0, to: bytes.count)?.milliseconds
  }

  @Test(arguments: [
    "2026-11-23T06:37:57Z", "2026-11-23T14:37:57+08:00", "2026-11-23t06:37:57.000000000z",
    "2026-11-23 06:37:57,000", "2026/11/23 - 06:37:57", "2026/11/23 06:37:57",
    "2026-11-23 01:37:57.000 -0500 EST", "2026-11-23 06:37:57 +0000 UTC m=+0.01",
    "2026-11-23 06:37:57 UTC", "23/Nov/2026:06:37:57 +0000", "Mon, 23 Nov 2026 06:37:57 GMT",
    "Mon Nov 23 06:37:57 2026", "Nov 23 06:37:57", "1795415877", "1795415877.0004",
    "1795415877000", "1795415877000000", "1795415877000000000", "1.795415877e9",
  ])
  func oneMomentInManySpellings(_ text: String) {
    #expect(time(text) == 1_795_415_877_000)
  }

  @Test(arguments: [
    "", "2026", "2026-13-01T00:00:00Z", "2026-11-23T24:00:00Z", "2026-11-23", "12345", "Nov",
    "Foo 23 06:37:57", "99999999999999999999999", "2026-11-23Tab:cd:ef",
  ])
  func otherTextsAreNoTimes(_ text: String) {
    #expect(time(text) == nil)
  }

  @Test func fractionsAreCutToMilliseconds() {
    #expect(time("2026-11-23T06:37:57.123999Z") == 1_795_415_877_123)
    #expect(time("2026-11-23 06:37:57,5") == 1_795_415_877_500)
    #expect(time("1795415876.3301883") == 1_795_415_876_330)
  }

  @Test func theConfiguredZoneServesTimesWithoutOne() {
    let zone = LogTimeZone.fixed(seconds: 8 * 3_600)
    #expect(zone.name == "+08:00")
    #expect(time("2026/11/23 14:37:57", zone: zone) == 1_795_415_877_000)
    #expect(time("2026-11-23T06:37:57Z", zone: zone) == 1_795_415_877_000)
  }

  @Test func aMissingYearIsTheOneBeforeNow() {
    #expect(time("Dec 31 23:59:59") == 1_767_225_599_000)
  }
}

@Suite struct DurationTextTests {
  @Test(arguments: [
    ("5s", 5.0), ("1m30s", 90), ("2743h29m0s", 9_876_540), ("209.683µs", 209.683e-6),
    ("11.397μs", 11.397e-6), ("600ns", 600e-9), ("998.286379ms", 0.998286379), ("68 ms", 0.068),
    ("15.000731516s", 15.000731516), ("-3s", -3), ("20.004sec", 20.004), ("1d", 86_400),
  ])
  func unitsAreSummedUp(_ text: String, _ seconds: Double) {
    let bytes = Array(text.utf8)
    let found = DurationText.scan(bytes.span, at: 0, to: bytes.count)
    #expect(found?.end == bytes.count)
    #expect(abs((found?.seconds ?? .nan) - seconds) < abs(seconds) * 1e-12)
  }

  @Test(arguments: ["", "5", "s", "5x", ".", "-", "1e400s"])
  func otherTextsAreNoDurations(_ text: String) {
    let bytes = Array(text.utf8)
    #expect(DurationText.scan(bytes.span, at: 0, to: bytes.count) == nil)
  }
}

@Suite struct LatencyInferenceTests {
  private func latencies(_ values: [String], name: String = "latency") -> [Double] {
    var parser = LineParser()
    return values.map {
      parser.read(#"{"msg":"a","path":"/","status":200,"\#(name)":\#($0)}"#).parsed.latency
    }
  }

  @Test func smallWholeNumbersAreMilliseconds() {
    #expect(latencies(["0", "12", "2063", "15000000"]) == [0, 0.012, 2.063, 15_000])
  }

  @Test func largeWholeNumbersAreNanoseconds() {
    let seconds = latencies(["15000171180", "11397", "998286379"])
    #expect(
      zip(seconds, [15.000_171_180, 11_397e-9, 0.998_286_379]).allSatisfy { abs($0 - $1) < 1e-12 }
    )
  }

  @Test func aNumberThatTellsNothingIsMilliseconds() {
    var parser = LineParser()
    let line = #"{"msg":"a","path":"/sync","status":200,"latency":30012}"#
    #expect(parser.read(line).parsed.latency == 30.012)
    #expect(parser.inferred == "JSON, latency taken as ms, UTC")
    _ = parser.read(line.replacing("30012", with: "3"))
    #expect(parser.inferred == "JSON, latency in ms, UTC")
  }

  @Test func ofManyAnswersSomeTakeLessThanASecond() {
    let seconds = latencies((0..<40).map { "\(11_397 + $0 * 9_973)" })
    #expect(seconds.first == 11.397 && abs((seconds.last ?? 0) - 400_344e-9) < 1e-12)
  }

  @Test func whatComesLaterTellsTheUnitOfTheFirst() {
    var parser = LineParser()
    let lines = ["30012", "4", "17"].map { #"{"path":"/","status":200,"latency":\#($0)}"# }
    let text = Array(lines.joined(separator: "\n").utf8)
    parser.learnHabits(from: text.span, receivedAt: LineParser.reception)
    _ = parser.read(lines[0])
    #expect(parser.inferred == "JSON, latency in ms, UTC")
  }

  @Test func tensWithFewDecimalsAreMilliseconds() {
    #expect(latencies(["812.5", "12.5"]) == [0.8125, 0.0125])
    #expect(latencies(["15.000333527", "12.5"]) == [15.000_333_527, 12.5])
  }

  @Test func fractionsAreSeconds() {
    #expect(latencies(["0.000800735", "1", "2.063302966"]) == [0.000_800_735, 1, 2.063_302_966])
  }

  @Test func namesAndTextsTellTheirUnit() {
    #expect(latencies(["1500"], name: "duration_us") == [0.0015])
    #expect(latencies(["2.5"], name: "latency_ms") == [0.0025])
    #expect(latencies([#""0.003, 0.004""#], name: "upstream_response_time") == [0.003])
    #expect(latencies([#""1.5s""#, #""250ms""#, #""12µs""#]) == [1.5, 0.25, 12e-6])
  }

  @Test func negativeAndSenselessValuesAreNone() {
    let seconds = latencies(["-18.002", #""soon""#, "true", "null", #""-""#])
    #expect(seconds.map(\.isNaN) == Array(repeating: true, count: 5))
  }

  @Test func eachFieldHasItsOwnUnit() {
    var parser = LineParser()
    #expect(parser.read(#"{"path":"/","status":200,"latency":1074}"#).parsed.latency == 1.074)
    #expect(parser.read(#"{"path":"/","status":200,"latency":20}"#).parsed.latency == 0.02)
    let life = parser.read(#"{"event":"close","duration":295303850}"#).parsed.latency
    #expect(abs(life - 0.29530385) < 1e-12)
    #expect(parser.read(#"{"path":"/","status":200,"latency":1074}"#).parsed.latency == 1.074)
  }
}

@Suite struct AddressTextTests {
  @Test(arguments: [
    ("127.0.0.1", true), ("10.2.3.4", true), ("172.16.0.9", true), ("172.31.255.1", true),
    ("172.32.0.1", false), ("172.3", false), ("192.168.1.1", true), ("192.169.1.1", false),
    ("::1", true), ("::12", false), ("fd00::5", true), ("fe80::1", true), ("2001:db8::1", false),
    ("fc", false), ("203.0.113.7", false), ("", false),
  ])
  func addressesOfOwnNetworksAreTold(_ address: String, _ isLocal: Bool) {
    #expect(AddressText.isLocal(Array(address.utf8).span) == isLocal)
  }

  @Test(arguments: [
    ("10.0.0.1", "10.0.0.1"), ("10.0.0.1:5678", "10.0.0.1"), ("[2001:db8::1]:443", "2001:db8::1"),
    ("2001:db8::1", "2001:db8::1"), ("203.0.113.7, 10.0.0.2", "203.0.113.7"),
    (" 10.0.0.3", "10.0.0.3"),
    ("[::1", "::1"), ("", ""),
  ])
  func portsAndListsAreCutOff(_ text: String, _ host: String) {
    let bytes = Array(text.utf8)
    let range = AddressText.host(bytes.span, 0..<bytes.count)
    #expect(String(decoding: bytes[range], as: UTF8.self) == host)
  }

  @Test func theClientComesFirst() {
    func address(_ fields: String) -> String {
      LineParser.read("{\"msg\":\"a\",\(fields)}").address
    }
    #expect(
      address(#""remote_addr":"10.0.0.9:1","x-forwarded-for":"203.0.113.7, 10.0.0.2""#)
        == "203.0.113.7"
    )
    #expect(address(#""x-forwarded-for":"-","remote_addr":"10.0.0.9:1""#) == "10.0.0.9")
    #expect(address(#""client_ip":"::1","x-forwarded-for":"203.0.113.7""#) == "::1")
    #expect(address(#""addr":"127.0.0.1:8080""#) == "")
    #expect(address(#""client":"10.0.0.4""#) == "10.0.0.4")
    #expect(LineParser.read(#"{"msg":"a","client":"c0ffee-42"}"#).connection == "c0ffee-42")
  }
}
