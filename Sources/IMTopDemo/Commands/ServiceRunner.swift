import IMServer
import Logging
import ServiceLifecycle
import UnixSignals

/// Runs a service until SIGINT, SIGTERM or the end of its orders.
enum ServiceRunner {
  /// Runs the service.
  ///
  /// - Parameters:
  ///   - service: What to run.
  ///   - takingOrders: Whether lines on standard input are orders whose end is the service's end.
  ///   - onHangUp: What SIGHUP does instead of ending the service; nil where it ends it.
  ///   - apply: Carries an order out.
  /// - Throws: What the service throws.
  static func run(
    _ service: any Service,
    takingOrders: Bool,
    onHangUp: (@Sendable () -> Void)? = nil,
    apply: @escaping @Sendable (FaultOrder) -> Void
  ) async throws {
    let quiet = Logger(label: "imtop-demo") { _ in SwiftLogNoOpLogHandler() }
    var services = [ServiceGroupConfiguration.ServiceConfiguration(service: service)]
    if takingOrders {
      services.append(
        .init(
          service: OrderReader(apply: apply),
          successTerminationBehavior: .gracefullyShutdownGroup
        )
      )
    }
    if let onHangUp { services.append(.init(service: HangUpListener(act: onHangUp))) }
    let group = ServiceGroup(
      configuration: .init(
        services: services,
        gracefulShutdownSignals: onHangUp == nil
          ? [.sigterm, .sigint, .sighup] : [.sigterm, .sigint],
        logger: quiet
      )
    )
    try await group.run()
  }
}
