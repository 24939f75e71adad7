import LogModel
import Testing

@testable import LogStream

/// A line over the limit is cut; its rest is skipped, and counted as one cut line.
@Suite struct LongLineTests {
  private static let long = String(repeating: "x", count: 30)

  @Test func lineIsCutAtTheLimitAndTheNextOneIsWhole() throws {
    let file = try FollowedFile { $0.lineLimit = 8 }
    file.append("")
    file.settle()
    file.append("1\n\(Self.long)\n2\n")
    file.settle()
    #expect(file.text == "1\nxxxxxxxx\n2\n")
    #expect(file.status.truncated == 1)
  }

  @Test func lineOfExactlyTheLimitIsWhole() throws {
    let file = try FollowedFile { $0.lineLimit = 8 }
    file.append("")
    file.settle()
    file.append("12345678\n87654321\n")
    file.settle()
    #expect(file.text == "12345678\n87654321\n")
    #expect(file.status.truncated == 0)
  }

  @Test func lineIsCutWhenReadBackwards() throws {
    let file = try FollowedFile { $0.lineLimit = 8 }
    file.append("1\n\(Self.long)\n2\n3\n")
    file.settle()
    #expect(file.text == "1\nxxxxxxxx\n2\n3\n")
    #expect(file.status.truncated == 1)
  }

  @Test func unfinishedLongLineAtTheEndIsCutOnceAndNotContinued() throws {
    let file = try FollowedFile { $0.lineLimit = 8 }
    file.append("1\n\(Self.long)")
    file.settle()
    file.append("yyy\n2\n")
    file.settle()
    #expect(file.text == "1\nxxxxxxxx\n2\n")
    #expect(file.status.truncated == 1)
  }
}
