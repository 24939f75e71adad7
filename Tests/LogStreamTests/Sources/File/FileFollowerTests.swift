import Glibc
import Testing

@testable import LogStream

@Suite struct FileFollowerTests {
  private let follower = FileFollower(path: "im.log")

  private func next(
    _ path: PathSight,
    inode: UInt64? = nil,
    _ look: FileTail.Look = .atEnd,
    backlog: Bool = false
  ) -> FileFollower.Action {
    let newest = inode.map {
      FileFollower.Sight.Newest(generation: FileGeneration(device: 1, inode: $0), look: look)
    }
    return follower.next(.init(path: path, newest: newest, hasBacklog: backlog))
  }

  private func file(_ inode: UInt64, _ kind: FileFacts.Kind = .file) -> PathSight {
    .there(
      FileFacts(
        generation: FileGeneration(device: 1, inode: inode),
        kind: kind,
        size: 0,
        modified: 0
      )
    )
  }

  @Test func closedFileIsOpenedOnceItIsThere() {
    #expect(next(.missing) == .wait(.missing("im.log")))
    #expect(next(.unreadable(errno: EACCES)) == .wait(.unreadable("im.log", errno: EACCES)))
    #expect(next(file(7, .directory)) == .wait(.notAFile("im.log")))
    #expect(next(file(7)) == .open)
  }

  @Test func sameFileIsReadAndWaitedFor() {
    #expect(next(file(7), inode: 7, .unread) == .read)
    #expect(next(file(7), inode: 7, .atEnd) == .wait(nil))
    #expect(next(file(7), inode: 7, .atEnd, backlog: true) == .read)
  }

  @Test func anotherFileIsOpenedBeforeTheOldOneIsReadOn() {
    #expect(next(file(8), inode: 7, .unread) == .rotate)
  }

  @Test func truncationComesBeforeEverything() {
    #expect(next(file(7), inode: 7, .truncated) == .recover)
    #expect(next(file(8), inode: 7, .truncated, backlog: true) == .recover)
    #expect(next(.missing, inode: 7, .truncated) == .recover)
  }

  @Test func vanishedFileIsReadToItsEndFirst() {
    #expect(next(.missing, inode: 7, .unread) == .read)
    #expect(next(.missing, inode: 7) == .wait(.vanished("im.log")))
    #expect(next(.unreadable(errno: EIO), inode: 7) == .wait(.unreadable("im.log", errno: EIO)))
  }

  @Test func directoryInPlaceOfTheFileIsNoRotation() {
    #expect(next(file(8, .directory), inode: 7) == .wait(.notAFile("im.log")))
  }
}
