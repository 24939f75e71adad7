/// What the registry has counted, at one moment.
public struct RegistryFigures: Equatable, Sendable {
  /// Connections ever opened.
  public var opened = 0
  /// Connections ended, by reason; every reason is there from the start.
  public var closed = Dictionary(uniqueKeysWithValues: CloseReason.allCases.map { ($0, 0) })
  /// Connections given up because of missed beats.
  public var heartbeatTimeouts = 0
  /// Connections of now by phase; every phase is there from the start.
  public var phases = Dictionary(uniqueKeysWithValues: ConnectionPhase.allCases.map { ($0, 0) })
  /// What the connections that ended have carried.
  public var carried = Traffic()

  /// Figures of a registry that has seen nothing.
  public init() {}

  /// Connections open now; by construction what was opened and not closed.
  public var alive: Int { opened - closed.values.reduce(0, +) }
}
