import Testing

@testable import LogStream

@Suite struct ColumnTests {
  @Test func aColumnOfEqualValuesKeepsOne() {
    let open = Column<UInt32>(capacity: 1_000)
    for row in 0..<600 { open[row] = 7 }
    let sealed = Column(packing: open, count: 600)
    #expect(sealed.constant == 7)
    #expect(sealed.byteCount == 4)
    #expect((0..<600).allSatisfy { sealed[$0] == 7 })
  }

  @Test func aColumnOfDifferentValuesKeepsThoseThatAreUsed() {
    let open = Column<UInt16>(capacity: 1_000)
    for row in 0..<10 { open[row] = UInt16(row) }
    let sealed = Column(packing: open, count: 10)
    #expect(sealed.constant == nil)
    #expect(sealed.byteCount == 20)
    #expect((0..<10).allSatisfy { sealed[$0] == UInt16($0) })
  }

  @Test func anEmptyColumnTakesNothing() {
    #expect(Column(packing: Column<UInt8>(capacity: 4), count: 0).byteCount <= 1)
  }

  @Test func elementsAppendedTogetherStandTogether() {
    let bytes = AppendOnly<UInt8>()
    var starts: [Int] = []
    for value in 0..<200 {
      starts.append(bytes.appendContiguous(Array(repeating: UInt8(value), count: 900).span))
    }
    for (value, start) in starts.enumerated() {
      let isRight = bytes.withContiguous(start, 900) { span in
        span.indices.allSatisfy { span[$0] == UInt8(value) }
      }
      #expect(isRight)
    }
  }

  @Test func bitsAreSetAndVisitedInOrder() {
    var bits = Bitmap(count: 200)
    bits.insert(60..<190)
    bits[3] = true
    bits[100] = false
    #expect(bits.population == 130)
    var seen: [Int] = []
    bits.forEach(in: 0..<64) { seen.append($0) }
    #expect(seen == [3, 60, 61, 62, 63])
    var other = Bitmap(count: 200)
    other.insert(0..<128)
    bits.subtract(other)
    #expect(!bits[127])
    #expect(bits[128])
    #expect(!bits[5_000])
  }
}
