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
  public struct Cause: Equatable, Sendable {
    /// The path that is hit; nil where it is no single one.
    public var path: String?
    /// The address blocks that are hit or to blame; empty where it is everybody.
    public var addresses: [String]
    /// The client that is to blame, as its `User-Agent` says it; nil where it is no single one.
    public var agent: String?
    /// The reason in words, as far as the log tells it.
    public var reason: String

    /// A cause from its parts.
    public init(path: String? = nil, addresses: [String] = [], agent: String? = nil, reason: String)
    {
      self.path = path
      self.addresses = addresses
      self.agent = agent
      self.reason = reason
    }
  }

  /// Another scenario's share of a composed one, in fractions of the whole's length.
  public struct Part: Sendable {
    /// What happens.
    public let scenario: Scenario
    /// When it begins.
    public let begin: Double
    /// When it is over.
    public let end: Double
  }

  /// The name on the command line.
  public let name: String
  /// What breaks, in a few words.
  public let breaks: String
  /// What a good dashboard makes of it.
  public let expectation: String
  /// What goes wrong in the gateway.
  public var gatewayFault: GatewayFault?
  /// What goes wrong among the clients.
  public var clientFault: ClientFault?
  /// What goes wrong in the proxy before the gateways.
  public var edgeFault: EdgeFault?
  /// Whether it begins with a restart of the gateways in a new version.
  public var restarts = false
  /// How long it lasts.
  public var length = Length.asAsked
  /// What is to be found out; nil where nothing breaks by this scenario's own doing.
  public var cause: Cause?
  /// What it is composed of; empty where it is no composition.
  public var parts: [Part] = []

  /// Whether something goes wrong by this scenario's own doing after its restart, if it has one.
  var hasFault: Bool { gatewayFault != nil || clientFault != nil || edgeFault != nil }

  /// Whether it needs the proxy.
  var needsEdge: Bool { edgeFault != nil || parts.contains { $0.scenario.needsEdge } }
}
