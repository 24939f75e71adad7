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
