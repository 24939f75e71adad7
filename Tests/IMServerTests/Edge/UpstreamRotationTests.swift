import Testing

@testable import IMServer

@Suite struct UpstreamRotationTests {
  private func turns(_ rotation: UpstreamRotation, _ count: Int) -> [Int?] {
    var rotation = rotation
    return (0..<count).map { _ in rotation.next()?.port }
  }

  @Test func theLivingTakeTurns() {
    let rotation = UpstreamRotation([1, 2, 3].map { GatewayAddress(port: $0) })
    #expect(turns(rotation, 6) == [2, 3, 1, 2, 3, 1])
  }

  @Test func everyEighthGoesToOneThatIsGone() {
    var rotation = UpstreamRotation([1, 2].map { GatewayAddress(port: $0) })
    rotation.gone = [GatewayAddress(port: 8), GatewayAddress(port: 9)]
    let ports = turns(rotation, 24)
    #expect(ports.enumerated().filter { ($0.element ?? 0) > 7 }.map(\.offset) == [7, 15, 23])
    #expect([ports[7], ports[15], ports[23]] == [9, 8, 9])
  }

  @Test func nobodyIsThereToAsk() {
    #expect(turns(UpstreamRotation([]), 1) == [nil])
  }
}
