import LogModel
import Synchronization
import Testing

@testable import LogStream

/// Several logs that are followed at once, and streams that are read once.
@Suite struct SearchFollowTests {
  @Test func severalLogsAreFollowedAtOnceEachWithItsNeighbours() throws {
    let directory = try TestDirectory()
    for name in ["a.log", "b.log"] {
      directory.append("\(clock(0)) INFO before\n\(clock(1)) ERROR old\n", to: name)
    }
    var options = LogSearchOptions(goal: .hits(context: 1), now: beginning)
    options.follows = true
    let troubles = Mutex<[Int: String]>([:])
    let found = Mutex<[Int: [String]]>([:])
    let missing = directory.path("c.log")
    let search = LogSearch(
      try FilterParser.parse("level:error"),
      in: ["a.log", "b.log", "c.log"].map { .file(directory.path($0)) },
      options: options,
      onTrouble: { location, text in troubles.withLock { $0[location] = text } },
      onHit: { hit in
        let text = String(decoding: hit.text.dropFirst(21), as: UTF8.self)
        let count = found.withLock { found in
          found[hit.location, default: []].append((hit.isContext ? "-" : ":") + text)
          return found.values.reduce(0) { $0 + $1.count }
        }
        if count == 4 {
          for name in ["a.log", "b.log"] {
            directory.append("\(clock(2)) INFO after\n\(clock(3)) ERROR new \(name)\n", to: name)
          }
        }
        return count < 8
      }
    )
    #expect(search.run().failure == nil || !troubles.withLock { $0.isEmpty })
    #expect(troubles.withLock { $0 } == [2: "\(missing) does not exist; waiting for it"])
    let lines = found.withLock { $0 }
    for (location, name) in ["a.log", "b.log"].enumerated() {
      #expect(
        lines[location] == ["-INFO before", ":ERROR old", "-INFO after", ":ERROR new \(name)"]
      )
    }
  }

  @Test func anAnswerThatEndsIsReadToItsEndAndNotAskedForAgain() throws {
    let server = try ChunkedServer(answers: ["{\"a\":1}\n{\"a\":2}\n", "{\"a\":3}\n"])
    let search = LogSearch(
      .all,
      in: [.http("http://127.0.0.1:\(server.port)/im.log")],
      options: LogSearchOptions(goal: .count, now: beginning)
    )
    let outcome = search.run()
    #expect(outcome.failure == nil && outcome.matches == 2)
    #expect(server.requests.count == 1)
  }

  @Test func anAnswerThatDoesNotComeIsAFailure() {
    let search = LogSearch(
      .all,
      in: [.http("http://127.0.0.1:1/im.log")],
      options: LogSearchOptions(goal: .count, now: beginning)
    )
    let failure = search.run().failure
    #expect(failure?.contains("connection refused") == true)
    #expect(failure?.contains("again") == false)
  }
}
