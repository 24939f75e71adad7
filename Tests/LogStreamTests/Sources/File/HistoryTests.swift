import LogModel
import Testing

@testable import LogStream

/// What is in the file at the start is read from its end backwards.
@Suite struct HistoryTests {
  private static let lines = (0..<500).map { "this is line \($0)\n" }

  @Test func newestLinesComeFirstAndEveryLineOnce() throws {
    let file = try FollowedFile { $0.lineLimit = 100 }
    file.append(Self.lines.joined())
    file.settle()
    #expect(file.text == Self.lines.joined())
    #expect(file.outlet.blocks.first?.order == .live)
    #expect(file.outlet.blocks.dropFirst().allSatisfy { $0.order == .history })
    #expect(file.status.health == .following)
  }

  @Test(arguments: [19, 20, 21, 64, 1000])
  func everyLineComesOnceWhateverTheBlock(limit: Int) throws {
    let file = try FollowedFile { $0.lineLimit = limit }
    file.append(Self.lines.joined())
    file.settle()
    #expect(file.text == Self.lines.joined())
  }

  @Test func newLinesAreNotHeldUpByThePast() throws {
    let file = try FollowedFile { $0.lineLimit = 100 }
    file.append(Self.lines.joined())
    _ = file.source.step(now: .zero)
    file.append("new\n")
    _ = file.source.step(now: .zero)
    #expect(file.outlet.blocks.last { $0.order == .live }?.bytes == Array("new\n".utf8))
    file.settle()
    #expect(file.text == Self.lines.joined() + "new\n")
  }

  @Test func pastEndsWhereEnoughWasAskedFor() throws {
    let file = try FollowedFile {
      $0.lineLimit = 100
      $0.start = .end(historyBytes: 300)
    }
    file.append(Self.lines.joined())
    file.settle()
    let past = file.outlet.blocks.filter { $0.order == .history }.reduce(0) { $0 + $1.bytes.count }
    #expect((300...400).contains(past))
    #expect(file.status.health == .following)
  }

  @Test func pastWaitsWhileItsOwnerHasEnoughAndGoesOnWhenAsked() throws {
    nonisolated(unsafe) var isEnough = true
    let file = try FollowedFile {
      $0.lineLimit = 100
      $0.isHistoryEnough = { _ in isEnough }
    }
    file.append(Self.lines.joined())
    file.settle()
    #expect(file.outlet.blocks.map(\.bytes.isEmpty) == [false, true])
    #expect(file.status.health == .following)
    isEnough = false
    file.settle()
    #expect(file.text == Self.lines.joined())
  }

  /// Lines may wait for those before them, which somebody has to say will not come.
  @Test func endOfThePastIsSaidOnceWhereLinesStandBeforeIt() throws {
    nonisolated(unsafe) var isEnough = false
    let file = try FollowedFile {
      $0.lineLimit = 100
      $0.isHistoryEnough = { _ in isEnough }
    }
    file.append(Self.lines.joined())
    for _ in 0..<3 { _ = file.source.step(now: .zero) }
    isEnough = true
    file.settle()
    #expect(file.outlet.blocks.last?.order == .history)
    #expect(file.outlet.blocks.last?.bytes.isEmpty == true)
    isEnough = false
    file.settle()
    #expect(file.text == Self.lines.joined())
    #expect(file.outlet.blocks.filter(\.bytes.isEmpty).count == 1)
  }

  @Test func pastGoesOnBeyondWhatWasAskedForWhereSomebodyLooks() throws {
    nonisolated(unsafe) var isMoreWanted = false
    let file = try FollowedFile {
      $0.lineLimit = 100
      $0.start = .end(historyBytes: 300)
      $0.isMoreWanted = { _ in isMoreWanted }
    }
    file.append(Self.lines.joined())
    file.settle()
    #expect(file.text != Self.lines.joined())
    isMoreWanted = true
    file.settle()
    #expect(file.text == Self.lines.joined())
  }

  @Test func progressOfThePastIsShown() throws {
    let file = try FollowedFile { $0.lineLimit = 100 }
    file.append(Self.lines.joined())
    for _ in 0..<50 { _ = file.source.step(now: .zero) }
    guard case .loading(let part) = file.status.health else {
      Issue.record("\(file.status.health)")
      return
    }
    #expect(part > 0.2 && part < 0.8)
  }

  @Test func pastIsReadOnWhenTheFileIsRenamedMeanwhile() throws {
    let file = try FollowedFile { $0.lineLimit = 100 }
    file.append(Self.lines.joined())
    _ = file.source.step(now: .zero)
    file.directory.rename("im.log", to: "im.log.1")
    file.append("new\n")
    file.settle()
    #expect(file.text == Self.lines.joined() + "new\n")
  }

  @Test func blocksSayWhereTheirLinesStandInTheFile() throws {
    let file = try FollowedFile { $0.lineLimit = 100 }
    file.append(Self.lines.joined())
    file.settle()
    for block in file.outlet.blocks {
      #expect(block.storage.read(offset: block.offset, count: block.bytes.count) == block.bytes)
    }
  }
}
