import NIOConcurrencyHelpers

/// Which lasting faults are on.
final class FaultSwitch: Sendable {
  private let refusal = NIOLockedValueBox<String?>(nil)

  /// Why upgrades are refused at the moment; nil while they are not.
  var upgradeRefusal: String? {
    get { refusal.withLockedValue { $0 } }
    set { refusal.withLockedValue { $0 = newValue } }
  }
}
