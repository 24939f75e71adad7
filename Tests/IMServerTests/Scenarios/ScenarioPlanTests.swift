import IMServer
import Testing

@Suite struct ScenarioPlanTests {
  @Test(
    arguments: [
      ("strom", .unknownScenario("strom")),
      ("", .unknownScenario("")),
      ("steady:10,", .unknownScenario("")),
      (":10", .unknownScenario("")),
      ("steady:60,storm", .chainWithoutSeconds(scenario: "storm")),
      ("storm:", .chainSecondsInvalid(scenario: "storm", text: "")),
      ("storm:ten", .chainSecondsInvalid(scenario: "storm", text: "ten")),
      ("storm:0", .chainSecondsInvalid(scenario: "storm", text: "0")),
      ("storm:-5", .chainSecondsInvalid(scenario: "storm", text: "-5")),
      ("storm:nan", .chainSecondsInvalid(scenario: "storm", text: "nan")),
      ("storm:1e9", .chainSecondsInvalid(scenario: "storm", text: "1e9")),
      ("storm:5:5", .chainSecondsInvalid(scenario: "storm", text: "5:5")),
      ("fatal:3", .chainTooShort(scenario: "fatal", least: 5.2)),
    ] as [(String, GatewayError)]
  )
  func planThatCannotBeKeptIsRefused(text: String, error: GatewayError) {
    #expect(throws: error) { try ScenarioPlan(text, after: 1, lasting: 1) }
  }

  @Test func planKnowsItsLength() throws {
    #expect(try ScenarioPlan("storm", after: 45, lasting: 30).length == 75)
    #expect(try ScenarioPlan("fatal", after: 10, lasting: 30).length == 15.2)
    #expect(try ScenarioPlan("storm:5.5,steady:4", after: 45, lasting: 30).length == 9.5)
  }

  @Test func onlyWhatFailsInTheProxyNeedsOne() throws {
    #expect(try ScenarioPlan("steady:5,edge-only:5", after: 0, lasting: 0).needsEdge)
    #expect(try !ScenarioPlan("incident", after: 0, lasting: 0).needsEdge)
  }
}
