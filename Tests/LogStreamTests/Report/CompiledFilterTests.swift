import LogModel
import MetricsModel
import Testing

@testable import LogStream

@Suite struct CompiledFilterTests {
  /// A log with one record of each kind; what passes is told by the seconds of the records.
  private static let log: StoreFixture = {
    let fixture = StoreFixture(sources: ["gw-1.log", "gw-2.log"])
    fixture.append(
      access(0, "/ws/connect", 101, address: "203.0.113.7", latency: 90_000, trace: "ABCDEF01")
        + access(1, "/api/v1/messages", 200, address: "10.0.3.17", latency: 1_000, trace: "ab12")
        + access(2, "/api/v1/messages", 503, address: "10.0.3.44", latency: 1_500)
        + access(3, "/api/v1/users/17", 404, address: "2001:db8::17", latency: 0)
        + message(4, "warn", "hub queue full: 1024 waiting", trace: "ab12")
        + message(5, "fatal", "event loop stalled for 5.2s")
        + connection(6, "open", "c-1", address: "198.51.100.4")
        + connection(7, "close", "c-1", address: "198.51.100.4", reason: "going away")
    )
    fixture.append(
      #"{"time":"\#(clock(8))","level":"debug","msg":"caché 缓存 \"miss\"","shard":7,"room":{"name":"Lobby A"}}"#
        + "\n" + "plain words of nobody\n",
      source: 1
    )
    return fixture
  }()

  private func passing(_ text: String, now: Timestamp = time(9)) throws -> [Int] {
    let snapshot = Self.log.store.snapshot()
    var filter = CompiledFilter(try FilterParser.parse(text), now: now)
    var reader = RecordReader()
    filter.prepare(for: snapshot)
    var index = 0
    var result: [Int] = []
    for view in snapshot.chunks {
      let rows = filter.select(view, rows: 0..<view.count, in: snapshot, &reader)
      for row in 0..<view.count {
        if rows[row] { result.append(index) }
        index += 1
      }
    }
    return result
  }

  @Test(arguments: [
    ("", Array(0...9)),
    ("status:503", [2]),
    ("status >= 400", [2, 3]),
    ("status:[200 TO 404]", [1, 3]),
    ("status:{200 TO 404}", []),
    ("status:5*", [2]),
    ("status:?0?", [0, 1, 2, 3]),
    ("status:5?", []),
    ("status:*", [0, 1, 2, 3]),
    ("NOT status:*", [4, 5, 6, 7, 8, 9]),
    ("level >= warn", [2, 4, 5]),
    ("level:warning", [4]),
    ("level:(fatal OR debug)", [5, 8]),
    ("path:\"/ws/connect\"", [0]),
    ("path:/API/*", [1, 2, 3]),
    ("path = /API/v1/messages", []),
    ("path = /api/v1/messages", [1, 2]),
    ("path:*messages", [1, 2]),
    ("path:/api/v?/*", [1, 2, 3]),
    ("path:/api/?/*", []),
    ("st?lled", [5]),
    ("st?alled", []),
    ("缓? miss", [8]),
    ("缓?? miss", [8]),
    ("缓?miss", []),
    ("缓?", [8]),
    ("m?ss", [1, 2, 8]),
    ("message:h?b*full", [4]),
    ("message:\"h?b\"", []),
    ("message:full??????waiting", []),
    ("message:full??????*waiting", [4]),
    ("shard:?", [8]),
    ("room.name:lobby??", [8]),
    ("trace:ab1?", [1, 4]),
    ("client_ip:10.0.0.0/8", [1, 2]),
    ("client_ip:2001:db8::/32", [3]),
    ("client_ip:10.0.3.*", [1, 2]),
    ("ip:198.51.100.4", [6, 7]),
    ("latency > 1s", [0, 2]),
    ("latency >= 1s", [0, 1, 2, 7]),
    ("latency:1500ms", [2]),
    ("latency < 1ms", [3]),
    ("trace:ab12", [1, 4]),
    ("trace:abcdef01", [0]),
    ("trace:abc*", [0]),
    ("trace:*", [0, 1, 4]),
    ("conn_id:c-1", [6, 7]),
    ("event:open", [6]),
    ("event:*", [6, 7]),
    ("reason:going", [7]),
    ("message:QUEUE", [4]),
    ("message:1024", [4]),
    ("message:\"queue full: 1024\"", [4]),
    ("message:*", [4, 5, 6, 7, 8, 9]),
    ("user_agent:okhttp", [0, 1, 2, 3]),
    ("source:gw-2*", [8, 9]),
    ("shard:7", [8]),
    ("shard > 6", [8]),
    ("shard > 60", []),
    ("room.name:\"lobby a\"", [8]),
    ("room.name:lobby*", [8]),
    ("缓存", [8]),
    ("\"\\\"miss\\\"\"", [8]),
    ("stalled loop", [5]),
    ("\"loop stalled\"", [5]),
    ("event*stalled", [5]),
    ("/stalled for [0-9.]+s/", [5]),
    ("message:/^hub/", [4]),
    ("nobody", [9]),
    ("nowhere", []),
    ("time:[06:00:01 TO 06:00:02]", [1, 2]),
    ("time:06:00:03", [3]),
    ("time:06:00", Array(0...9)),
    ("time:2026-11-23", Array(0...9)),
    ("time:2026-11-23T05:59", []),
    ("time:[06:00:05 TO 06:00:20]", [5, 6, 7, 8, 9]),
    ("time:[23:50 TO 06:00:02]", [0, 1, 2]),
    ("time > -4s", [6, 7, 8, 9]),
    ("(status:503 OR level:warn) AND NOT path:/ws/*", [2, 4]),
    ("status:200 level:info path:/api/*", [1]),
  ])
  func whatPasses(filter: String, expected: [Int]) throws {
    #expect(try passing(filter) == expected)
  }

  /// Fields of the log's own, in lines of each form in which they are found without reading the record.
  @Test(arguments: [
    ("shard:7", [0, 5]), ("SHARD:7", [0, 5]), ("shard >= 7", [0, 1, 5]), ("shard:*", [0, 1, 2, 5]),
    ("NOT shard:*", [3, 4]), ("a.b.c:deep", [0, 1]), ("a.b:deep", []), ("a.b.c.d:x", []),
    ("note:\"a \\\"b\\\" x\"", [1]), ("note:ü*", [1]), ("list:*2*", [1]), ("flag:true", [0]),
    ("\"code\":ECONN*", [1]), ("\"code\":*", [1]),
    ("api_token:*", [2]), ("api_token:geheim", []), ("u:*token*", [2]), ("u:*geheim*", []),
    ("zone:eu*", [3]), ("zone:\"eu west\"", [3]), ("none:null", [0]), ("twice:2", [1]),
    ("k\u{e9}y:1", [0]),
  ])
  func ownFields(filter: String, expected: [Int]) throws {
    let fixture = StoreFixture()
    fixture.append(
      #"{"time":"\#(clock(0))","msg":"","shard":7,"a":{"b":{"c":"deep"}},"flag":true,"none":null,"kéy":1}"#
        + "\n"
        + #"{"time":"\#(clock(1))","msg":"","shard":"8","a.b":{"c":"deep"},"note":"a \"b\" x","list":[1,2],"twice":1,"twice":2,"note":"üx","code":"ECONNRESET"}"#
        + "\n"
        + #"{"time":"\#(clock(2))","msg":"","shard":null,"api_token":"geheim","u":"/x?token=geheim"}"#
        + "\n"
        + #"time=\#(clock(3)) level=info msg="shard is no field" zone="eu west""# + "\n"
        + #"{"time":"\#(clock(4))","msg":"shard: 7","other":"shard\":7"}"# + "\n"
        + #"{"log":"{\"time\":\"\#(clock(5))\",\"msg\":\"\",\"shard\":7}\n","stream":"stdout","time":"\#(clock(5))"}"#
        + "\n"
    )
    let snapshot = fixture.store.snapshot()
    let compiled = CompiledFilter(try FilterParser.parse(filter), now: time(9))
    let view = try #require(snapshot.chunks.first)
    var reader = RecordReader()
    let rows = compiled.select(view, rows: 0..<view.count, in: snapshot, &reader)
    #expect((0..<view.count).filter { rows[$0] } == expected)
  }

  @Test func manyIdsAreAskedAboutOnAllCores() throws {
    let fixture = StoreFixture(rowLimit: 4_096)
    let lines = (0..<10_000).map { access($0 / 100, "/api/item/\($0)", 200) }
    fixture.append(lines.joined())
    let snapshot = fixture.store.snapshot()
    var filter = CompiledFilter(try FilterParser.parse("path:*77"), now: time(200))
    filter.prepare(for: snapshot)
    var reader = RecordReader()
    let passing = snapshot.chunks.map {
      filter.select($0, rows: 0..<$0.count, in: snapshot, &reader).population
    }
    #expect(snapshot.chunks.count == 3)
    #expect(passing.reduce(0, +) == 100)
  }

  @Test func relativeTimesFollowTheClock() throws {
    #expect(CompiledFilter(try FilterParser.parse("time > -5m"), now: time(0)).followsClock)
    #expect(CompiledFilter(try FilterParser.parse("NOT time < 06:10"), now: time(0)).followsClock)
    #expect(
      !CompiledFilter(try FilterParser.parse("time > 2026-11-23T06:00:00Z"), now: time(0))
        .followsClock
    )
  }

  @Test func chunksThatCannotMatchAreSkipped() throws {
    var summary = ChunkSummary()
    summary.include(time: time(0).milliseconds, status: 200, level: Level.info.rawValue, event: 0)
    summary.include(time: time(9).milliseconds, status: 404, level: Level.info.rawValue, event: 0)
    func mayMatch(_ field: String, _ condition: Filter.Condition) -> Bool {
      FilterLeaf(field: field, condition, now: time(10), zone: .utc).mayMatch(summary)
    }
    #expect(!mayMatch("status", .compares(.greaterOrEqual, .init("500"))))
    #expect(mayMatch("status", .compares(.greaterOrEqual, .init("404"))))
    #expect(!mayMatch("level", .compares(.greaterOrEqual, .init("warn"))))
    #expect(!mayMatch("time", .compares(.greater, .init("2026-11-23T06:01:00Z"))))
    #expect(!mayMatch("event", .exists))
  }

  @Test func valuesWithoutAPlaceInTheDictionaryAreReadFromTheText() throws {
    let fixture = StoreFixture()
    let long = "/" + String(repeating: "a", count: 1_100)
    fixture.append(access(0, long, 200) + access(1, long + "b", 200))
    let snapshot = fixture.store.snapshot()
    var filter = CompiledFilter(
      .field("path", .resembles(.init(parts: ["/a", "ab"]))),
      now: time(2)
    )
    var reader = RecordReader()
    filter.prepare(for: snapshot)
    let view = try #require(snapshot.chunks.first)
    let rows = filter.select(view, rows: 0..<2, in: snapshot, &reader)
    #expect([rows[0], rows[1]] == [false, true])
  }

  @Test(arguments: [
    ("event:user_login", 1), ("event=user_login", 1), ("status:active", 1), ("status:act*", 1),
    ("event:open", 1), ("status:200", 1), ("not event:user_login", 2), ("event:user_logout", 0),
  ])
  func ownFieldsOfKnownNamesAreFoundByTheirValues(text: String, count: Int) throws {
    let fixture = StoreFixture()
    fixture.append(
      """
      {"time":"2026-11-23T06:00:00Z","msg":"a","event":"user_login","status":"active"}
      {"time":"2026-11-23T06:00:01Z","msg":"b","event":"connect","conn_id":"c1"}
      {"time":"2026-11-23T06:00:02Z","msg":"c","method":"GET","path":"/a","status":200}

      """
    )
    var analysis = LogAnalysis()
    let request = LogRequest(filter: try FilterParser.parse(text), windowSeconds: 600)
    let report = analysis.report(
      for: request,
      over: fixture.store.snapshot(),
      logNow: Timestamp(seconds: beginning.seconds + 60)
    )
    #expect(report?.matched == count)
  }
}
