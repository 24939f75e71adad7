import MetricsModel
import Testing

@testable import SeriesStore

@Suite struct ColumnCodecTests {
  private func roundTrip(_ values: [Double]) -> [UInt64] {
    var writer = BitWriter()
    ColumnCodec.encode(values.span, into: &writer)
    var reader = BitReader(writer.finished(), from: 0)
    var decoded = [Double](repeating: 0, count: values.count)
    ColumnCodec.decode(values.count, from: &reader, into: &decoded, at: 0)
    return decoded.map(\.bitPattern)
  }

  private func bytes(_ values: [Double]) -> Int {
    var writer = BitWriter()
    ColumnCodec.encode(values.span, into: &writer)
    return (writer.count + 7) / 8
  }

  @Test(
    arguments: [
      [0], [-0.0], [1, 1, 1], [1, 2, 3, 4], [1e300, -1e300, 0],
      [.nan, .infinity, -Double.infinity],
      [.absent, .absent, 1, 2, .stale, .absent], [0x1p53 - 1, -0x1p53 + 1, 0x1p53, 0x1p54],
      [.leastNonzeroMagnitude, .greatestFiniteMagnitude], [3, 3.5, 4],
    ] as [[Double]]
  )
  func columnsComeBackBitByBit(_ values: [Double]) {
    #expect(roundTrip(values) == values.map(\.bitPattern))
  }

  @Test func randomColumnsComeBack() {
    for _ in 0..<500 {
      let values = (0..<Int.random(in: 1...130)).map { _ -> Double in
        switch Int.random(in: 0..<8) {
        case 4: Double.absent
        case 5: Double.stale
        case 6: Double(Int.random(in: -1_000_000...1_000_000)) / 1000
        case 7: -0.0
        case 0: Double(Int.random(in: -1_000_000...1_000_000))
        case 1: Double.random(in: -1...1)
        case 2: Double(bitPattern: .random(in: .min ... .max))
        default: 0
        }
      }
      #expect(roundTrip(values) == values.map(\.bitPattern))
      let wholes = values.map { $0.magnitude < 1e15 ? $0.rounded() + 0 : 0 }
      #expect(roundTrip(wholes) == wholes.map(\.bitPattern))
      let gaps = wholes.map { $0 > 0 ? .absent : $0 }
      #expect(roundTrip(gaps) == gaps.map(\.bitPattern))
      let decimals = wholes.map { Double.random(in: 0...1) < 0.1 ? .stale : $0 / 1e6 }
      #expect(roundTrip(decimals) == decimals.map(\.bitPattern))
    }
  }

  @Test func whatDoesNotChangeCostsABitASample() {
    #expect(bytes(Array(repeating: 41.5, count: 120)) <= 24)
    #expect(bytes(Array(repeating: 41, count: 120)) <= 18)
    #expect(bytes((0..<120).map { Double($0 * 7) }) <= 18)
    #expect(bytes((0..<120).map { Double($0) / 100 }) <= 48)
  }
}
