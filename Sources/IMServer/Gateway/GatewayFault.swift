/// Something that goes wrong inside the gateway.
public enum GatewayFault: Equatable, Sendable {
  /// Every WebSocket upgrade fails with status 500; the reason stands in a line of its own.
  case refuseUpgrades(reason: String)
  /// One event loop does nothing for so many milliseconds, once; a FATAL line says so afterwards.
  case stallEventLoop(milliseconds: Int)
}
