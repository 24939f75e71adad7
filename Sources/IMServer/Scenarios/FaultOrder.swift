/// One line by which the processes of a run are told to fail: `begin ws-500`, `end ws-500`.
public struct FaultOrder: Sendable {
  /// What is to happen to the fault.
  public enum Turn: String, Sendable {
    /// It begins.
    case begin
    /// It is over.
    case end
  }

  /// Whether the fault begins or ends.
  public let turn: Turn
  /// Whose fault it is.
  public let scenario: Scenario

  /// An order from its parts.
  public init(_ turn: Turn, _ scenario: Scenario) {
    self.turn = turn
    self.scenario = scenario
  }

  /// Reads an order.
  public init(line: String) throws(GatewayError) {
    let words = line.split(separator: " ")
    guard words.count == 2, let turn = Turn(rawValue: String(words[0])) else {
      throw .unknownOrder(line)
    }
    self.turn = turn
    scenario = try Scenario.named(String(words[1]))
  }

  /// The order as a line, without its line feed.
  public var line: String { "\(turn.rawValue) \(scenario.name)" }
}
