import LogModel
import MetricsModel
import Testing

@testable import LogStream

struct PathFoldingTests {
  @Test func tooManyPathsOfOneFormShareIt() {
    var paths = InternTable(bound: 1_000)
    var templates = InternTable(bound: 1_000)
    var folding = PathFolding(limit: 3)
    func text(_ path: String) -> String {
      paths.entries.text(folding.intern(path.utf8.span, into: &paths, templates: &templates))
    }
    #expect(
      (1...5).map { text("/users/\($0)") } == [
        "/users/1", "/users/2", "/users/3", "/users/*", "/users/*",
      ]
    )
    #expect(text("/users/2") == "/users/2")
    #expect(text("/users/me") == "/users/me")
    #expect(text("/rooms/9/messages") == "/rooms/9/messages")
  }

  @Test(arguments: [
    ("/users/:id", "/users/7", true), ("/users/:id", "/users/me", true),
    ("/users/:id", "/users/", false), ("/users/:id", "/users", false),
    ("/users/:id", "/users/7/rooms", false), ("/users/:id", "/Users/7", false),
    ("/users/:id/rooms", "/users/7/rooms", true), ("/users/:id/rooms", "/users/7/room", false),
    ("/files/*", "/files/a/b", true), ("/files/*", "/files/", false), ("/files/*", "/files", false),
    ("/:any/", "/a/", true), ("/:any/", "/a", false), ("/*", "/a", true), ("/*", "", false),
  ])
  func aRuleSaysWhichPathsAreOne(_ form: String, _ path: String, _ isOne: Bool) throws {
    let rule = try #require(PathRule(form))
    #expect(rule.matches(path.utf8.span) == isOne)
  }

  @Test(arguments: ["", "users/:id", "/users", "/users/:", "/*/rooms"])
  func aFormWithoutAVariablePartIsNoRule(_ form: String) { #expect(PathRule(form) == nil) }

  @Test func pathsOfARuleShareItAndStillAreFoundByThemselves() throws {
    let fixture = StoreFixture(
      pathRules: try ["/users/:id", "/users/*"].map { try #require(PathRule($0)) }
    )
    let paths = ["/users/1", "/users/2", "/users/1", "/users/2/rooms", "/rooms/1"]
    for (second, path) in paths.enumerated() { fixture.append(access(second, path, 200)) }
    var analysis = LogAnalysis()
    func report(_ filter: String) throws -> LogReport? {
      let request = LogRequest(filter: try FilterParser.parse(filter))
      return analysis.report(for: request, over: fixture.store.snapshot(), logNow: time(9))
    }
    let rows = try report("")?.paths.map { "\($0.key) \($0.requests)" }
    #expect(rows?.sorted() == ["/rooms/1 1", "/users/* 1", "/users/:id 3"])
    #expect(try report("path:/users/2")?.matched == 1)
    #expect(try report("path:/users/:id")?.matched == 3)
  }

  @Test func aFoldedPathIsFoundByItsFormAndByItself() throws {
    let fixture = StoreFixture(rowLimit: 5_000)
    let lines = (0..<2_100).map { number in
      #"{"time":"2026-11-23T06:38:51Z","status":200,"method":"GET","path":"/users/\#(number)"}"#
        + "\n"
    }
    fixture.append(lines.joined())
    let snapshot = fixture.store.snapshot()
    for (source, count) in [
      (#"path:"/users/*""#, 100), ("path:/users/*", 2_100), (#"path:"/users/2099""#, 1),
      (#"path:"/users/7""#, 1), ("NOT path:/users/*", 0),
    ] {
      var filter = CompiledFilter(
        try FilterParser.parse(source),
        now: .init(milliseconds: 0),
        zone: .utc
      )
      filter.prepare(for: snapshot)
      var reader = RecordReader()
      let found = snapshot.chunks.reduce(0) {
        $0 + filter.select($1, rows: 0..<$1.count, in: snapshot, &reader).population
      }
      #expect(found == count, Comment(rawValue: source))
    }
  }
}
