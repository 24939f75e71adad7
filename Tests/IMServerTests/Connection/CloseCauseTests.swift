import IMServer
import Testing

@Suite struct CloseCauseTests {
  @Test(
    arguments: [
      (nil, CloseReason.noStatus, 1005, "closed without a code"),
      (1000, .normal, 1000, "closed"),
      (1001, .goingAway, 1001, "client going away"),
      (4000, .clientError, 4000, "closed by the client with 4000"),
    ] as [(UInt16?, CloseReason, UInt16, String)]
  )
  func peersCodeBecomesAReason(code: UInt16?, reason: CloseReason, shown: UInt16, text: String) {
    #expect(CloseCause.peer(code: code) == CloseCause(reason: reason, code: shown, message: text))
  }

  @Test(
    arguments: [
      (.protocolError("frame is not masked"), .protocolError, 1002, "frame is not masked"),
      (.invalidText, .invalidData, 1007, "text is no UTF-8"),
      (.tooBig(limit: 9), .messageTooBig, 1009, "message larger than 9 bytes"),
    ] as [(WebSocketViolation, CloseReason, UInt16, String)]
  )
  func violationBecomesAReason(
    violation: WebSocketViolation,
    reason: CloseReason,
    code: UInt16,
    text: String
  ) {
    #expect(
      CloseCause.violation(violation) == CloseCause(reason: reason, code: code, message: text)
    )
  }

  @Test func heartbeatTimeoutSaysHowManyWereMissed() {
    let cause = CloseCause.heartbeatTimeout(missed: 3)
    #expect(cause.reason == .heartbeatTimeout)
    #expect(cause.code == 1006)
    #expect(cause.message == "missed=3")
    #expect(cause.missed == 3)
  }
}
