import LogModel

extension RequestScope {
  /// The gateway counts where it has at least this part of the edge's requests; what counts keeps
  /// counting until it is a fifth of that beyond it.
  private static let share = 0.5

  /// The scope for sources with these roles by number.
  ///
  /// Requests are compared over the time that the logs of both roles cover. The gateway counts unless
  /// it logs a part of them only: it has the clients' own addresses, traces and reasons.
  init(choosing before: RequestScope, _ roles: [Int: LogRole], _ counts: LogCounts) {
    func sources(_ role: LogRole) -> Set<Int> {
      Set(
        roles.keys.filter {
          roles[$0] == role && counts.sources.indices.contains($0)
            && !counts.sources[$0].requests.keys.isEmpty
        }
      )
    }
    let (edges, gateways) = (sources(.edge), sources(.gateway))
    guard let edge = counts.span(of: edges), let gateway = counts.span(of: gateways) else {
      self.init()
      return
    }
    let common = edge.clamped(to: gateway)
    let atEdge = counts.requests(of: edges, in: common)
    let atGateway = counts.requests(of: gateways, in: common)
    switch Self.counted(before: before.counted, atGateway: atGateway, atEdge: atEdge) {
    case .gateway: self.init(counted: .gateway, own: gateways, repeating: edges)
    case .edge: self.init(counted: .edge, own: edges, repeating: gateways)
    case nil: self.init()
    }
  }

  /// The role whose requests count, given how many both log over the time that both cover; nil where one
  /// of them logs none.
  static func counted(before: LogRole?, atGateway: Double, atEdge: Double) -> LogRole? {
    guard atEdge > 0, atGateway > 0 else { return nil }
    let needed =
      switch before {
      case .gateway: share * 0.8
      case .edge: share * 1.2
      case nil: share
      }
    return atGateway >= needed * atEdge ? .gateway : .edge
  }
}

extension LogCounts {
  /// The seconds that any of the sources covers.
  fileprivate func span(of numbers: Set<Int>) -> Range<Int64>? {
    let covered = numbers.compactMap { number in
      sources[number].first.map { $0..<sources[number].newest + 1 }
    }
    guard let first = covered.map(\.lowerBound).min(), let end = covered.map(\.upperBound).max()
    else { return nil }
    return first..<end
  }

  fileprivate func requests(of numbers: Set<Int>, in seconds: Range<Int64>) -> Double {
    numbers.reduce(0) { total, number in
      sources[number].requests.series.reduce(total) { $0 + $1.sum(in: seconds) }
    }
  }
}
