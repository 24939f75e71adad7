import IMServer
import Testing

@Suite struct TruthTests {
  @Test func faultIsDrawnWithItsCauseAndTimes() throws {
    var truth = try Truth(
      .named("heartbeat-loss"),
      seed: 7,
      connections: 300,
      started: WallTime(milliseconds: 0)
    )
    truth.note(.begin, at: WallTime(milliseconds: 45_000))
    #expect(truth.faults.first?.end == nil)
    truth.note(.end, at: WallTime(milliseconds: 90_000))
    #expect(
      truth.json == """
        {
          "connections" : 300,
          "faults" : [
            {
              "addresses" : [
                "127.20.0.0/16"
              ],
              "begin" : "1970-01-01T00:00:45.000Z",
              "end" : "1970-01-01T00:01:30.000Z",
              "reason" : "heartbeat_timeout"
            }
          ],
          "scenario" : "heartbeat-loss",
          "seed" : 7,
          "started" : "1970-01-01T00:00:00.000Z"
        }

        """
    )
  }

  @Test func steadyNotesNothing() throws {
    var truth = try Truth(
      .named("steady"),
      seed: 1,
      connections: 1,
      started: WallTime(milliseconds: 0)
    )
    truth.note(.begin, at: WallTime(milliseconds: 1))
    #expect(truth.faults.isEmpty)
  }

  @Test func fileThatCannotBeWrittenIsNamed() throws {
    let truth = try Truth(
      .named("steady"),
      seed: 1,
      connections: 1,
      started: WallTime(milliseconds: 0)
    )
    #expect(throws: GatewayError.truthNotWritable(path: "/nowhere/truth.json", errno: 2)) {
      try truth.write(to: "/nowhere/truth.json")
    }
  }
}
