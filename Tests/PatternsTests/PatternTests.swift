import Patterns
import Testing

@Suite struct PatternTests {
  @Test func wholeMatchesCoverTheSubject() throws {
    let pattern = try Pattern("a+|b")
    #expect(pattern.matchesWhole("aaa"))
    #expect(!pattern.matchesWhole("aab"))
    #expect(!pattern.matchesWhole("aaa\n"))
    #expect(pattern.matches("xxab"))
  }

  @Test func bytesThatAreNoTextMatchNothingAndDoNoHarm() throws {
    let pattern = try Pattern("b.d")
    let bytes: [UInt8] = [0xff, 0x62, 0xfe, 0x64, 0x62, 0x63, 0x64]
    #expect(try pattern.firstMatch(in: bytes.span) == 4..<7)
    let empty: [UInt8] = []
    #expect(try Pattern("^$").matches(empty.span))
  }

  @Test func scalarsOfSeveralBytesAreOne() throws {
    #expect(try Pattern("^.$").matches("炬"))
    #expect(try Pattern("É", caseInsensitive: true).matches("é"))
  }

  @Test func capturesAreNamed() throws {
    let pattern = try Pattern(#"(?<user>\w+)@(\w+)(?<port>:\d+)?"#)
    let found = try #require(pattern.captures(in: "to anna@host"))
    #expect(found.map(\.name) == ["user"])
    #expect(found.map(\.text) == ["anna"])
    #expect(pattern.captures(in: "nobody") == nil)
    #expect(pattern.groupNames == ["user", nil, "port"])
  }

  @Test func aHungryMatchIsGivenUp() throws {
    let pattern = try Pattern("(a|aa)+$")
    let subject = String(repeating: "a", count: 200) + "b"
    #expect(!pattern.matches(subject))
    #expect(throws: PatternError.matchLimit) {
      let bytes = Array(subject.utf8)
      _ = try pattern.firstMatch(in: bytes.span)
    }
  }

  @Test func aLongSubjectFitsIntoTheStack() throws {
    let subject = String(repeating: "ab", count: 50_000)
    #expect(try Pattern("(?:a|b|ab)*").matchesWhole(subject))
  }

  @Test func syntaxErrorsHaveAnOffset() {
    #expect(throws: PatternError.syntax(message: "missing closing parenthesis", offset: 4)) {
      _ = try Pattern("ab(c")
    }
    #expect(throws: PatternError.self) {
      _ = try Pattern(String(repeating: "a", count: 70_000))
    }
  }

  @Test func manyThreadsShareOnePattern() async throws {
    let pattern = try Pattern("([a-z]+)-([0-9]+)")
    let total = await withTaskGroup(of: Int.self) { group in
      for task in 0..<8 {
        group.addTask { (0..<200).count { pattern.matches("job-\($0)-\(task)") } }
      }
      return await group.reduce(0, +)
    }
    #expect(total == 1600)
  }
}
