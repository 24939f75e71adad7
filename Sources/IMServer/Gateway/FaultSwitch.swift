import NIOConcurrencyHelpers

/// Which lasting faults are on.
final class FaultSwitch: Sendable {
  private let faults = NIOLockedValueBox<Set<GatewayFault>>([])
  private let generator: NIOLockedValueBox<SeededGenerator>

  /// A switch on which nothing is on.
  ///
  /// - Parameter seed: What faults that strike at random are drawn from.
  init(seed: UInt64 = 1) {
    generator = NIOLockedValueBox(SeededGenerator(seed: seed ^ 0xFA017))
  }

  /// Turns a fault on.
  func begin(_ fault: GatewayFault) { _ = faults.withLockedValue { $0.insert(fault) } }

  /// Turns a fault off.
  func end(_ fault: GatewayFault) { _ = faults.withLockedValue { $0.remove(fault) } }

  /// Whether the fault is on.
  func isOn(_ fault: GatewayFault) -> Bool { faults.withLockedValue { $0.contains(fault) } }

  /// Why upgrades are refused at the moment; nil while they are not.
  var upgradeRefusal: String? {
    faults.withLockedValue { faults in
      for case .refuseUpgrades(let reason) in faults { return reason }
      return nil
    }
  }

  /// Whether the message that was just posted is one of those that panic.
  func drawPanic() -> Bool {
    let share = faults.withLockedValue { faults in
      for case .panic(let share) in faults { return share }
      return 0
    }
    return share > 0 && generator.withLockedValue { $0.uniform() } < share
  }
}
