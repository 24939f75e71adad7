/// Something that goes wrong with the gateway or its clients, for a while: a row of `Scenario.all`.
public struct Scenario: Sendable {
  /// How long the fault lasts once it has begun.
  public enum Length: Equatable, Sendable {
    /// As long as the user says.
    case asAsked
    /// So many seconds, whatever the user says.
    case fixed(Double)
  }

  /// What a watcher is to find out: the truth that tests compare with.
  public struct Cause: Equatable, Sendable, Codable {
    /// The path that is hit; nil where it is no single one.
    public var path: String?
    /// The address blocks that are hit; empty where it is everybody.
    public var addresses: [String]
    /// The reason in words, as far as the log tells it.
    public var reason: String

    /// A cause from its parts.
    public init(path: String?, addresses: [String], reason: String) {
      self.path = path
      self.addresses = addresses
      self.reason = reason
    }
  }

  /// The name on the command line.
  public let name: String
  /// What breaks, in a few words.
  public let breaks: String
  /// What a good dashboard makes of it.
  public let expectation: String
  /// What goes wrong in the gateway.
  public let gatewayFault: GatewayFault?
  /// What goes wrong among the clients.
  public let clientFault: ClientFault?
  /// How long it lasts.
  public let length: Length
  /// What is to be found out; nil where nothing breaks.
  public let cause: Cause?

  /// A scenario from its parts.
  public init(
    name: String,
    breaks: String,
    expectation: String,
    gatewayFault: GatewayFault? = nil,
    clientFault: ClientFault? = nil,
    length: Length = .asAsked,
    cause: Cause?
  ) {
    self.name = name
    self.breaks = breaks
    self.expectation = expectation
    self.gatewayFault = gatewayFault
    self.clientFault = clientFault
    self.length = length
    self.cause = cause
  }
}
