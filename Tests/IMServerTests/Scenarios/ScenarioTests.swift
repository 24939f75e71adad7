import IMServer
import Testing

@Suite struct ScenarioTests {
  @Test func everyScenarioIsFoundByItsName() throws {
    for name in Scenario.names { #expect(try Scenario.named(name).name == name) }
    #expect(Set(Scenario.names).count == Scenario.all.count)
  }

  @Test func onlySteadyHasNothingToFind() {
    let calm = Scenario.all.filter { $0.cause == nil && $0.parts.isEmpty }
    #expect(calm.map(\.name) == ["steady"])
  }

  @Test func everyFaultHasSomebodyToDoIt() {
    for scenario in Scenario.all where scenario.cause != nil {
      #expect(
        scenario.gatewayFault != nil || scenario.clientFault != nil || scenario.edgeFault != nil
          || scenario.restarts,
        "\(scenario.name)"
      )
    }
  }

  @Test func everyScenarioIsSaidInALineOfHelp() {
    for scenario in Scenario.all {
      #expect(scenario.breaks.count <= 60, "\(scenario.name)")
      #expect(scenario.expectation.count <= 60, "\(scenario.name)")
    }
  }

  @Test func orderIsReadBackFromItsLine() throws {
    let order = try FaultOrder(line: "end heartbeat-loss")
    #expect(order.turn == .end)
    #expect(order.scenario.name == "heartbeat-loss")
    #expect(order.line == "end heartbeat-loss")
  }

  @Test(arguments: ["", "begin", "start ws-500", "begin ws-500 now"])
  func otherLineIsNoOrder(line: String) {
    #expect(throws: GatewayError.unknownOrder(line)) { try FaultOrder(line: line) }
  }
}
