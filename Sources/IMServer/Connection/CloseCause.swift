import NIOCore

/// Why a connection ended and with which code.
public struct CloseCause: Equatable, Sendable {
  /// The kind of end.
  public let reason: CloseReason
  /// The close code: the peer's, the gateway's where it began, 1006 where no close frame was exchanged.
  public let code: UInt16
  /// The end in words.
  public let message: String
  /// How many beats were missed, where that is the cause.
  public let missed: Int?

  /// A cause from its parts.
  public init(reason: CloseReason, code: UInt16, message: String, missed: Int? = nil) {
    self.reason = reason
    self.code = code
    self.message = message
    self.missed = missed
  }

  /// How a connection is left.
  enum Farewell {
    /// The peer said goodbye first: answer, then close.
    case answer
    /// Say goodbye and wait for the answer.
    case ask
    /// The peer broke a rule: say so, send nothing more, and read no further than to let it hear that.
    case fail
    /// Nobody reads: the frame is a courtesy, the socket goes at once.
    case hangUp
  }

  /// How a connection is left for this cause.
  var farewell: Farewell {
    switch reason {
    case .heartbeatTimeout, .slowConsumer: .hangUp
    case .normal, .goingAway, .noStatus, .clientError, .abnormal: .answer
    case .protocolError, .invalidData, .messageTooBig: .fail
    case .shutdown: .ask
    }
  }

  /// What the gateway's close frame holds: the peer's own code, or the gateway's with a word.
  var closePayload: ByteBuffer {
    var payload = ByteBuffer()
    guard reason != .noStatus else { return payload }
    payload.writeInteger(reason == .heartbeatTimeout ? 1011 : code)
    if farewell != .answer { payload.writeString(message) }
    return payload
  }

  /// The peer vanished.
  public static let abnormal = CloseCause(
    reason: .abnormal,
    code: 1006,
    message: "abnormal closure"
  )
  /// The gateway goes away.
  public static let shutdown = CloseCause(reason: .shutdown, code: 1001, message: "going away")
  /// The peer is alive but does not read.
  public static let slowConsumer = CloseCause(
    reason: .slowConsumer,
    code: 1008,
    message: "reads too slowly"
  )

  /// The peer is dead after so many missed beats.
  ///
  /// Nobody is there to exchange close frames with, hence 1006.
  public static func heartbeatTimeout(missed: Int) -> CloseCause {
    CloseCause(reason: .heartbeatTimeout, code: 1006, message: "missed=\(missed)", missed: missed)
  }

  /// The peer said goodbye.
  ///
  /// - Parameter code: The code of its close frame; nil where it had none.
  /// - Returns: The cause that the code stands for.
  public static func peer(code: UInt16?) -> CloseCause {
    switch code {
    case nil: CloseCause(reason: .noStatus, code: 1005, message: "closed without a code")
    case 1000: CloseCause(reason: .normal, code: 1000, message: "closed")
    case 1001: CloseCause(reason: .goingAway, code: 1001, message: "client going away")
    case let code?:
      CloseCause(reason: .clientError, code: code, message: "closed by the client with \(code)")
    }
  }

  /// The peer broke a rule.
  public static func violation(_ violation: WebSocketViolation) -> CloseCause {
    switch violation {
    case .protocolError(let message):
      CloseCause(reason: .protocolError, code: 1002, message: message)
    case .invalidText: CloseCause(reason: .invalidData, code: 1007, message: "text is no UTF-8")
    case .tooBig(let limit):
      CloseCause(
        reason: .messageTooBig,
        code: 1009,
        message: "message larger than \(limit) bytes"
      )
    }
  }
}
