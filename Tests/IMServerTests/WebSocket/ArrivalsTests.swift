import Testing

@testable import IMServer

@Suite struct ArrivalsTests {
  @Test func aTurnIsTakenAtOnceAndTheRestWaitsInOrder() {
    var arrivals = Arrivals()
    for _ in 0..<Arrivals.turn { #expect(arrivals.add(.end) == .take) }
    #expect(arrivals.add(.error(WebSocketViolation.invalidText)) == .pause)
    #expect(arrivals.add(.end) == .wait)
    #expect(arrivals.next() == nil)
    arrivals.beginTurn()
    guard case .error = arrivals.next(), case .end = arrivals.next() else {
      Issue.record("not in order")
      return
    }
    #expect(arrivals.isEmpty)
  }

  @Test func everyReadIsATurnWhereNothingWaits() {
    var arrivals = Arrivals()
    for _ in 0..<10 * Arrivals.turn {
      #expect(arrivals.add(.end) == .take)
      arrivals.endRead()
    }
  }

  @Test func nothingOvertakesWhatWaits() {
    var arrivals = Arrivals()
    for _ in 0...Arrivals.turn { _ = arrivals.add(.end) }
    arrivals.endRead()
    #expect(arrivals.add(.end) == .wait)
    arrivals.beginTurn()
    #expect(arrivals.add(.end) == .wait)
  }
}
