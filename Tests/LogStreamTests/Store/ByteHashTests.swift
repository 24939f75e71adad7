import Testing

@testable import LogStream

@Suite struct ByteHashTests {
  @Test func numbersOfConnectionsHaveHashesOfTheirOwn() {
    let hashes = (0..<20_000).map { ByteHash.of("\($0)".utf8.span) }
    #expect(Set(hashes).count == 20_000)
    #expect(ByteHash.ofFolded("2".utf8.span) != ByteHash.ofFolded("12".utf8.span))
  }
}
