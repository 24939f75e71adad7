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
        .unknownScenario("storm"),
        "there is no scenario \"storm\"; there are steady, ws-500, heartbeat-loss, fatal"
      ),
      (.unknownOrder("go"), "not understood: \"go\"; say begin SCENARIO or end SCENARIO"),
    ] as [(GatewayError, String)]
  )
  func errorIsWorded(error: GatewayError, text: String) {
    #expect(error.description == text)
  }
}
