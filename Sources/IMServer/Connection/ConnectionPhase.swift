/// A connection's state without its details: the label of a gauge.
public enum ConnectionPhase: String, CaseIterable, Sendable {
  /// The upgrade was accepted.
  case created
  /// Frames flow.
  case active
  /// The peer answers beats.
  case maintained
  /// It is being closed.
  case closing
}

extension ConnectionLife {
  /// The state without its details; nil once destroyed.
  public var phase: ConnectionPhase? {
    switch state {
    case .created: .created
    case .active: .active
    case .maintained: .maintained
    case .closing: .closing
    case .destroyed: nil
    }
  }
}
