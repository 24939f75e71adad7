import ArgumentParser
import IMServer
import NIOCore

/// How much a gateway lets its clients do, and who may do it.
struct LimitOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The largest message of a WebSocket.", valueName: "bytes"))
  var messageLimit = 64 << 10

  @Option(
    help: ArgumentHelp("How much may wait for a reader that is slow.", valueName: "bytes")
  )
  var outboxLimit = 1 << 20

  @Option(
    help: ArgumentHelp(
      "How many requests a second one address may make, four times that at once; 0 for no limit.",
      valueName: "n"
    )
  )
  var rateLimit = 100.0

  @Option(
    help: ArgumentHelp("How long a client may take to send a request.", valueName: "seconds")
  )
  var requestDeadline = 10.0

  @Flag(
    help: "Ask for a token of POST /api/v1/login wherever something is said, read or heard."
  )
  var requireToken = false

  @Option(
    help: ArgumentHelp(
      "What tokens are signed with, so that several gateways accept each other's.",
      valueName: "32 hex digits",
      visibility: .hidden
    )
  )
  var tokenKey: String?

  @Flag(
    help: ArgumentHelp(
      "Send every message back to its sender, as conformance suites want it.",
      visibility: .hidden
    )
  )
  var echo = false

  func validate() throws {
    guard (1...1 << 30).contains(messageLimit), (1...1 << 30).contains(outboxLimit) else {
      throw ValidationError("--message-limit and --outbox-limit are 1 to 1073741824 bytes")
    }
    guard (0.01...3600).contains(requestDeadline) else {
      throw ValidationError("--request-deadline is 0.01 to 3600 seconds")
    }
    guard (0...1e6).contains(rateLimit) else {
      throw ValidationError("--rate-limit is 0 to 1000000 requests a second")
    }
    guard tokenKey.map({ TokenKey(hex: $0) != nil }) ?? true else {
      throw ValidationError("--token-key is 32 hexadecimal digits")
    }
  }

  /// Puts the limits into the configuration.
  func apply(to configuration: inout GatewayConfiguration) {
    configuration.messageLimit = messageLimit
    configuration.outboundLimit = outboxLimit
    configuration.requestDeadline = .milliseconds(Int64(requestDeadline * 1000))
    let rate = rateLimit > 0 ? rateLimit : .infinity
    configuration.addressLimit = RateLimit(perSecond: rate, burst: rate * 4)
    if rateLimit == 0 { configuration.userLimit = configuration.addressLimit }
    configuration.tokens = requireToken ? .required : .optional
    if let key = tokenKey.flatMap({ TokenKey(hex: $0) }) { configuration.tokenKey = key }
    configuration.messages = echo ? .echoed : .said
  }
}
