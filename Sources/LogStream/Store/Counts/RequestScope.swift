import LogModel

/// Whose requests count where a proxy and the service behind it both log them.
///
/// Requests of the counted role count. Those of the other role are the same ones once more, but for
/// the failures that only a proxy sees: the service did not answer, or the client did not wait
/// (`RowFlags.ofEdge`).
struct RequestScope: Hashable, Sendable {
  /// The role whose requests count; nil where all of them do.
  private(set) var counted: LogRole?
  /// The sources of the counted role.
  private var own: Set<Int> = []
  /// By source number: whether its requests are those of the counted role once more.
  private var repeats: [Bool] = []

  /// Where every request counts.
  init() {}

  /// Where the requests of `counted` count, those of the sources `own`, and `repeating` are the sources
  /// that log them once more.
  init(counted: LogRole, own: Set<Int>, repeating: Set<Int>) {
    self.counted = counted
    self.own = own
    repeats = (0...(repeating.max() ?? 0)).map(repeating.contains)
  }

  /// Whether the source logs the requests of the counted role once more.
  @inline(__always)
  func isRepeating(_ source: Int) -> Bool { source < repeats.count && repeats[source] }

  /// Whether a request that `source` logs counts; `isOfEdge` if it is a failure that only a proxy sees.
  @inline(__always)
  func counts(_ source: Int, isOfEdge: Bool) -> Bool {
    !isRepeating(source) || counted == .gateway && isOfEdge
  }

  /// Whether what `source` tells of connections does not count: of a connection that passes it, a proxy
  /// only logs the upgrade, and that when it ends.
  @inline(__always)
  func hidesConnections(_ source: Int) -> Bool { counted == .gateway && isRepeating(source) }

  /// The scope where only some sources are looked at: without any of the counted role all requests count.
  func limited(to isLookedAt: (Int) -> Bool) -> RequestScope {
    counted == nil || own.contains(where: isLookedAt) ? self : RequestScope()
  }

  /// How the requests of a source count.
  func counting(_ source: Int) -> LogSourceStatus.Counting {
    guard isRepeating(source) else { return .all }
    return counted == .gateway ? .failuresOfEdge : .none
  }
}
