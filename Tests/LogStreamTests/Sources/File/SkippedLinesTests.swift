import LogModel
import Testing

@testable import LogStream

/// A file that grows faster than it is read: the newest lines come first, the others later, once each.
@Suite struct SkippedLinesTests {
  private static let text = (0..<500_000).map { "this is line \($0)\n" }.joined()

  /// A file that was followed while it was empty; then all of the text is written to it at once.
  private func overwhelmed(
    _ change: (inout FileSourceOptions) -> Void = { _ in }
  ) throws
    -> FollowedFile
  {
    let file = try FollowedFile {
      $0.lineLimit = 100_000
      $0.readsNewestFirst = true
      change(&$0)
    }
    file.append("")
    file.settle()
    file.append(Self.text)
    file.step(10, every: .milliseconds(100))
    return file
  }

  private func numbers(_ blocks: [LogBlock]) -> [Int] {
    blocks.flatMap { block in
      String(decoding: block.bytes, as: UTF8.self).split(separator: "\n").compactMap {
        Int($0.drop { !$0.isNumber })
      }
    }
  }

  @Test func theNewestComeFirstAndAllOthersOnce() throws {
    let file = try overwhelmed()
    let first = file.outlet.blocks.filter { $0.order == .live }
    #expect(numbers(first).last == 499_999)
    #expect(first.filter { !$0.followsLast }.count == 1)
    #expect(file.status.lagBytes == 0)
    #expect(file.status.skippedBytes > 8 << 20)
    #expect((350_000...499_000).contains(file.status.skippedLines))
    file.settle()
    #expect(numbers(file.outlet.blocks).sorted() == Array(0..<500_000))
    #expect(file.status.skippedBytes == 0 && file.status.skippedLines == 0)
    #expect(file.status.dropped == 0)
  }

  @Test func nothingIsLeftOutWhereAllIsWantedInOrder() throws {
    let file = try overwhelmed { $0.readsNewestFirst = false }
    file.settle()
    #expect(numbers(file.outlet.blocks) == Array(0..<500_000))
    #expect(file.outlet.blocks.allSatisfy { $0.followsLast && $0.order == .live })
  }

  @Test func aTruncationTakesWhatWasLeftOutAndThatIsTold() throws {
    let file = try overwhelmed()
    let gaps = file.status.gaps
    file.directory.overwrite(FollowedFile.name, with: "anew\n")
    file.settle()
    #expect(file.status.gaps > gaps)
    #expect(file.status.skippedBytes == 0)
  }

  @Test func rotationKeepsWhatWasLeftOut() throws {
    let file = try overwhelmed()
    file.directory.rename(FollowedFile.name, to: "im.log.1")
    file.append("this is line 500000\n")
    file.settle()
    #expect(numbers(file.outlet.blocks).sorted() == Array(0...500_000))
  }
}
