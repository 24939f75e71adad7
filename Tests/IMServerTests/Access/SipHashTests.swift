import Testing

@testable import IMServer

/// The first vectors of the reference implementation: key 00 01 … 0f, input 00 01 … of growing length.
@Suite struct SipHashTests {
  private let key = TokenKey(low: 0x0706_0504_0302_0100, high: 0x0F0E_0D0C_0B0A_0908)

  @Test(
    arguments: [
      (0, "a3817f04ba25a8e66df67214c7550293"),
      (1, "da87c1d86b99af44347659119b22fc45"),
    ])
  func hashesTheReferenceVectors(length: Int, expected: String) {
    let bytes = (0..<length).map { UInt8($0) }
    #expect(SipHash.hash(bytes, key: key) == expected)
  }
}
