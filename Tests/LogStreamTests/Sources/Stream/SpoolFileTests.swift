import Glibc
import Testing

@testable import LogStream

@Suite struct SpoolFileTests {
  private func text(_ spool: SpoolFile, _ offset: Int64, _ count: Int) -> String {
    String(decoding: spool.read(offset: offset, count: count), as: UTF8.self)
  }

  @Test func textIsReadBackWhereItWasAppended() throws {
    let spool = try SpoolFile(capacity: 100, directory: "/tmp")
    #expect(spool.append(Array("hello world".utf8)[...]) == .bytes(11))
    #expect(text(spool, 6, 5) == "world")
    #expect(text(spool, 6, 500) == "world")
    #expect(text(spool, 11, 5).isEmpty)
  }

  @Test func unreadTextIsNeverOverwritten() throws {
    let spool = try SpoolFile(capacity: 8, directory: "/tmp")
    #expect(spool.append(Array("0123456789".utf8)[...]) == .bytes(8))
    #expect(spool.append(Array("x".utf8)[...]) == .bytes(0))
    spool.take(through: 5)
    #expect(spool.append(Array("abcdefg".utf8)[...]) == .bytes(5))
    #expect(text(spool, 5, 8) == "567abcde")
  }

  @Test func readTextAgesOutOnceTheRingIsFull() throws {
    let spool = try SpoolFile(capacity: 8, directory: "/tmp")
    _ = spool.append(Array("01234567".utf8)[...])
    spool.take(through: 8)
    _ = spool.append(Array("abc".utf8)[...])
    #expect(spool.aged == 3)
    #expect(text(spool, 2, 2).isEmpty)
    #expect(text(spool, 3, 8) == "34567abc")
  }

  @Test func directoryThatIsMissingIsSaid() {
    #expect(throws: LogSourceError.noSpool(errno: ENOENT)) {
      try SpoolFile(capacity: 8, directory: "/nonexistent")
    }
  }

  @Test func fileHasNoNameAndIsNobodyElses() throws {
    let directory = try TestDirectory()
    let spool = try SpoolFile(capacity: 8, directory: directory.path)
    _ = spool.append([1])
    #expect(RotatedFile.names(in: directory.path).isEmpty)
  }
}
