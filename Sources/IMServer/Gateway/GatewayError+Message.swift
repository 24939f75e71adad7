import Glibc

extension GatewayError: CustomStringConvertible {
  /// The error in words, for a person at a terminal.
  public var description: String {
    switch self {
    case .cannotListen(let host, let port, let reason):
      "cannot listen on \(host):\(port): \(reason)"
    case .logNotWritable(let path, let errno):
      "cannot append to the log \(path): \(Self.text(of: errno))"
    case .truthNotWritable(let path, let errno):
      "cannot write the truth to \(path): \(Self.text(of: errno))"
    case .unknownScenario(let name):
      "there is no scenario \"\(name)\"; there are \(Scenario.names.joined(separator: ", "))"
    case .chainWithoutSeconds(let scenario):
      "in a chain every scenario needs its seconds: \(scenario):30"
    case .chainSecondsInvalid(let scenario, let text):
      "\(scenario):\(text): the seconds are a number above 0, at most \(Int(ScenarioPlan.longest))"
    case .chainTooShort(let scenario, let least):
      "\(scenario) takes \(least) seconds; give it at least those"
    case .unknownOrder(let line):
      "not understood: \"\(line)\"; say begin SCENARIO or end SCENARIO"
    }
  }

  private static func text(of errno: Int32) -> String {
    String(cString: strerror(errno))
  }
}
