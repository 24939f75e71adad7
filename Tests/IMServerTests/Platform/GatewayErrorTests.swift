import IMServer
import Testing

@Suite struct GatewayErrorTests {
  @Test(
    arguments: [
      (
        .cannotListen(host: "127.0.0.1", port: 80, reason: "Permission denied"),
        "cannot listen on 127.0.0.1:80: Permission denied"
      ),
      (
        .logNotWritable(path: "/x/im.log", errno: 2),
        "cannot append to the log /x/im.log: No such file or directory"
      ),
      (
        .truthNotWritable(path: "/x/truth.json", errno: 13),
        "cannot write the truth to /x/truth.json: Permission denied"
      ),
      (
        .unknownScenario("strom"),
        "there is no scenario \"strom\"; there are steady, ws-500, heartbeat-loss, fatal, nat, storm,"
          + " reconnect-loop, leak, half-open, backend-slow, panic, scan, edge-only, release, incident"
      ),
      (
        .chainWithoutSeconds(scenario: "storm"),
        "in a chain every scenario needs its seconds: storm:30"
      ),
      (
        .chainSecondsInvalid(scenario: "storm", text: "ten"),
        "storm:ten: the seconds are a number above 0, at most 604800"
      ),
      (
        .chainTooShort(scenario: "fatal", least: 5.2),
        "fatal takes 5.2 seconds; give it at least those"
      ),
      (.unknownOrder("go"), "not understood: \"go\"; say begin SCENARIO or end SCENARIO"),
    ] as [(GatewayError, String)]
  )
  func errorIsWorded(error: GatewayError, text: String) {
    #expect(error.description == text)
  }
}
