import IMServer
import Testing

@Suite struct TruthTests {
  private func truth(_ text: String) throws -> Truth {
    Truth(
      try ScenarioPlan(text, after: 45, lasting: 45),
      seed: 7,
      connections: 300,
      instances: 3,
      started: WallTime(milliseconds: 0)
    )
  }

  @Test func faultIsDrawnWithItsCauseAndTimes() throws {
    var truth = try truth("steady:45,storm:45")
    try truth.note(FaultOrder(.begin, .named("storm")), at: WallTime(milliseconds: 45_000))
    #expect(truth.faults.first?.end == nil)
    try truth.note(FaultOrder(.end, .named("storm")), at: WallTime(milliseconds: 90_000))
    #expect(
      truth.json == """
        {
          "connections" : 300,
          "faults" : [
            {
              "addresses" : [
                "127.66.6.6/32"
              ],
              "agent" : "IMBot/0.9 (retry=always)",
              "begin" : "1970-01-01T00:00:45.000Z",
              "end" : "1970-01-01T00:01:30.000Z",
              "path" : "/ws/connect",
              "reason" : "connects and leaves",
              "scenario" : "storm"
            }
          ],
          "instances" : 3,
          "restarts" : [

          ],
          "scenario" : "steady:45,storm:45",
          "seed" : 7,
          "started" : "1970-01-01T00:00:00.000Z"
        }

        """
    )
  }

  @Test func everyScenarioTellsItsCause() throws {
    let causes = Scenario.all.compactMap { scenario in
      scenario.cause.map { cause in
        let place = [cause.path, cause.agent].compactMap(\.self) + cause.addresses
        return "\(scenario.name): \(place.joined(separator: " ")) | \(cause.reason)"
      }
    }
    #expect(
      causes == [
        "ws-500: /ws/connect | upgrade refused: hub queue full",
        "heartbeat-loss: 127.20.0.0/16 | heartbeat_timeout",
        "fatal:  | hub: event loop stalled for 5.2s",
        "nat: 127.30.0.0/16 | heartbeat_timeout",
        "storm: /ws/connect IMBot/0.9 (retry=always) 127.66.6.6/32 | connects and leaves",
        "reconnect-loop: /ws/connect IMClient/5.4.0 (Android 16; Pixel 10) | abnormal",
        "leak:  | connections that have closed stay registered",
        "half-open: 127.10.0.0/16 | peers are gone and nobody asks",
        "backend-slow:  | message store answers late",
        "panic: /api/v1/messages"
          + " | runtime error: invalid memory address or nil pointer dereference",
        "scan: Mozilla/5.0 zgrab/0.x 127.66.7.7/32 | no such path",
        "edge-only:  | upstreams that are gone",
        "release:  | shutdown",
      ]
    )
  }

  @Test func overlappingFaultsEndEachForItself() throws {
    var truth = try truth("incident")
    let turns: [(FaultOrder.Turn, String, Int64)] = [
      (.begin, "backend-slow", 1), (.begin, "storm", 2), (.end, "backend-slow", 3),
      (.begin, "backend-slow", 4), (.end, "storm", 5),
    ]
    for (turn, name, time) in turns {
      try truth.note(FaultOrder(turn, .named(name)), at: WallTime(milliseconds: time))
    }
    let drawn = truth.faults.map { fault in
      "\(fault.scenario) \(fault.begin.suffix(4)) \(fault.end?.suffix(4) ?? "-")"
    }
    #expect(drawn == ["backend-slow 001Z 003Z", "storm 002Z 005Z", "backend-slow 004Z -"])
  }

  @Test func restartIsNotedWithItsVersion() throws {
    var truth = try truth("release")
    truth.noteRestart(version: "0.2.0", at: WallTime(milliseconds: 1))
    #expect(
      truth.restarts == [Truth.Restart(time: "1970-01-01T00:00:00.001Z", version: "0.2.0")]
    )
  }

  @Test func steadyNotesNothing() throws {
    var truth = try truth("steady")
    try truth.note(FaultOrder(.begin, .named("steady")), at: WallTime(milliseconds: 1))
    #expect(truth.faults.isEmpty)
  }

  @Test func fileThatCannotBeWrittenIsNamed() throws {
    let truth = try truth("steady")
    #expect(throws: GatewayError.truthNotWritable(path: "/nowhere/truth.json", errno: 2)) {
      try truth.write(to: "/nowhere/truth.json")
    }
  }
}
