/// Why a gateway or its clients could not start.
public enum GatewayError: Error, Equatable, Sendable {
  /// The address cannot be listened on.
  case cannotListen(host: String, port: Int, reason: String)
  /// The log cannot be opened for appending.
  case logNotWritable(path: String, errno: Int32)
  /// The truth cannot be written.
  case truthNotWritable(path: String, errno: Int32)
  /// There is no scenario of this name.
  case unknownScenario(String)
  /// A part of a chain of scenarios does not say how long it lasts.
  case chainWithoutSeconds(scenario: String)
  /// A part of a chain lasts no time that can be kept.
  case chainSecondsInvalid(scenario: String, text: String)
  /// A part of a chain is shorter than its fault.
  case chainTooShort(scenario: String, least: Double)
  /// A control line says nothing that is understood.
  case unknownOrder(String)
}
