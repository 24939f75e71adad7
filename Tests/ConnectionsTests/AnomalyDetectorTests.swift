import Connections
import LogModel
import MetricsModel
import Testing

@Suite struct AnomalyDetectorTests {
  @Test func elevenOpeningsASecondForThreeSecondsAreAStorm() {
    var detector = AnomalyDetector()
    for second in 0..<3 {
      for index in 0..<11 {
        detector.apply(record(.opened, "\(second)-\(index)", at: 100 + Double(second)))
      }
      for index in 0..<10 {
        detector.apply(
          record(.opened, "o\(second)-\(index)", at: 100 + Double(second), address: "10.0.0.2")
        )
      }
    }
    #expect(
      detector.anomalies(now: Timestamp(seconds: 103))
        == [.storm(address: "10.0.0.1", perSecond: 11)]
    )
    #expect(detector.anomalies(now: Timestamp(seconds: 200)).isEmpty)
  }

  @Test func anAddressWhoseConnectionsEndSoonIsMarked() {
    var detector = AnomalyDetector()
    for index in 0..<10 {
      detector.apply(record(.closed, "\(index)", at: 50, life: index < 8 ? 1 : 600))
      detector.apply(record(.closed, "l\(index)", at: 50, address: "10.0.0.2", life: 31))
    }
    #expect(
      detector.anomalies(now: Timestamp(seconds: 60))
        == [.shortLived(address: "10.0.0.1", share: 0.8, connections: 10)]
    )
  }

  @Test func tooManyAddressesKeepTheBusiest() {
    var rates = OpeningRates(bound: 4)
    for _ in 0..<20 { rates.note(address: "busy", at: Timestamp(seconds: 5)) }
    for index in 0..<50 { rates.note(address: "a\(index)", at: Timestamp(seconds: 5)) }
    #expect(rates.peak(of: "busy", now: Timestamp(seconds: 6)) == 20)
  }

  @Test func openingsBeforeTheHorizonDoNotCount() {
    var rates = OpeningRates(horizon: 10)
    rates.note(address: "a", at: Timestamp(seconds: 100))
    rates.note(address: "a", at: Timestamp(seconds: 50))
    #expect(rates.peak(of: "a", now: Timestamp(seconds: 100)) == 1)
    #expect(rates.peak(of: "a", now: Timestamp(seconds: 111)) == 0)
  }
}
