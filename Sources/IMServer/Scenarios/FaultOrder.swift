/// One line by which the gateway and the clients are told to fail: `begin ws-500`, `end ws-500`.
public struct FaultOrder: Sendable {
  /// Whether the fault begins or ends.
  public let turn: FaultTimeline.Turn
  /// Whose fault it is.
  public let scenario: Scenario

  /// An order from its parts.
  public init(_ turn: FaultTimeline.Turn, _ scenario: Scenario) {
    self.turn = turn
    self.scenario = scenario
  }

  /// Reads an order.
  public init(line: String) throws(GatewayError) {
    let words = line.split(separator: " ")
    guard words.count == 2 else { throw .unknownOrder(line) }
    switch words[0] {
    case "begin": turn = .begin
    case "end": turn = .end
    default: throw .unknownOrder(line)
    }
    scenario = try Scenario.named(String(words[1]))
  }

  /// The order as a line, without its line feed.
  public var line: String {
    switch turn {
    case .begin: "begin \(scenario.name)"
    case .end: "end \(scenario.name)"
    }
  }
}
