/// Something that goes wrong inside the gateway.
public enum GatewayFault: Hashable, Sendable {
  /// Every WebSocket upgrade fails with status 500; the reason stands in a line of its own.
  case refuseUpgrades(reason: String)
  /// One event loop does nothing for so many milliseconds, once; a FATAL line says so afterwards.
  case stallEventLoop(milliseconds: Int)
  /// Connections that end stay registered and are not counted as closed until the fault's end.
  case leakConnections
  /// No misses are counted, whoever is silent.
  case stopHeartbeat
  /// The message store answers, seconds late.
  case slowStore
  /// This share of the posted messages ends in a panic: a raw stack in the log and status 500.
  case panic(share: Double)
}
