/// From which values on a panel says that something is wrong.
public struct PanelThresholds: Hashable, Sendable {
  /// How wrong it is.
  public enum Severity: Hashable, Sendable, CaseIterable {
    /// Worth a look.
    case warning
    /// Somebody has to act.
    case critical

    /// What stands beside a value, so that it is told without colours too.
    public var sign: String {
      switch self {
      case .warning: "!"
      case .critical: "!!"
      }
    }
  }

  /// The value from which on it is a warning.
  public var warning: Double?
  /// The value from which on it is critical.
  public var critical: Double?

  /// Thresholds.
  public init(warning: Double? = nil, critical: Double? = nil) {
    self.warning = warning
    self.critical = critical
  }

  /// The threshold of a severity.
  subscript(severity: Severity) -> Double? { severity == .warning ? warning : critical }

  /// The most severe threshold that a value has reached: from below, or, where a fall is bad, from
  /// above.
  func severity(of value: Double, risingIsBad: Bool) -> Severity? {
    Severity.allCases.last { severity in
      self[severity].map { risingIsBad ? value >= $0 : value <= $0 } ?? false
    }
  }
}
