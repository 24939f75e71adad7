import Connections
import LogModel
import Testing

@Suite struct AddressAnomalyTests {
  private func row(_ change: (inout TrafficRow) -> Void) -> TrafficRow {
    var row = TrafficRow(key: "203.0.113.7")
    change(&row)
    return row
  }

  @Test func threeHurriedSecondsAreAStorm() {
    let hurried = row {
      $0.hurriedSeconds = 3
      $0.peakOpenings = 38
    }
    #expect(AddressAnomaly(hurried, over: 300) == .storm(perSecond: 38))
    #expect(AddressAnomaly(row { $0.hurriedSeconds = 2 }, over: 300) == nil)
  }

  @Test func manyPathsThatDoNotExistAreAScan() {
    let scanning = row {
      $0.requests = 60
      $0.notFound = 48
      $0.missingPaths = 40
    }
    #expect(AddressAnomaly(scanning, over: 300) == .scan(paths: 40))
    let busy = row {
      $0.requests = 6_000
      $0.notFound = 48
      $0.missingPaths = 40
    }
    #expect(AddressAnomaly(busy, over: 300) == nil)
  }

  @Test func connectionsThatEndSoonAreRemarkableOnceThereAreSome() {
    let short = row {
      $0.closed = 10
      $0.shortLived = 9
    }
    #expect(AddressAnomaly(short, over: 300) == .shortLived(share: 0.9))
    let few = row {
      $0.closed = 9
      $0.shortLived = 9
    }
    #expect(AddressAnomaly(few, over: 300) == nil)
    #expect(AddressAnomaly(short, over: 60) == nil)
  }

  @Test func theGravestIsNamed() {
    let both = row {
      $0.hurriedSeconds = 5
      $0.closed = 50
      $0.shortLived = 50
    }
    #expect(AddressAnomaly(both, over: 300)?.mark == "storm")
  }

  @Test func anAddressWithoutTrafficIsOrdinary() {
    #expect(AddressAnomaly(TrafficRow(key: "10.0.0.1"), over: 300) == nil)
  }
}
