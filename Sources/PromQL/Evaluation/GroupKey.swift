import MetricsModel

/// The labels by which an aggregation tells its groups apart.
struct GroupKey {
  private enum Form {
    case nothing
    /// Short names are compared faster than they are hashed.
    case few([String])
    case by(Set<String>)
    case without(Set<String>)
  }

  private let form: Form

  /// The key of a grouping.
  init(_ grouping: Aggregation.Grouping) {
    switch grouping {
    case .by([]): form = .nothing
    case .by(let names) where names.count <= 4: form = .few(names)
    case .by(let names): form = .by(Set(names))
    case .without(let names): form = .without(Set(names + [Labels.metricName]))
    }
  }

  /// The key of a series.
  func labels(of labels: Labels) -> Labels {
    if case .nothing = form { return .empty }
    return Labels(sorted: labels.pairs.filter { isKept($0.name) })
  }

  /// Whether `key` is the key of a series, found without making one.
  func isKey(_ key: Labels, of labels: Labels) -> Bool {
    if case .nothing = form { return key.pairs.isEmpty }
    let (pairs, wanted) = (labels.pairs.span, key.pairs.span)
    var place = 0
    for index in pairs.indices where isKept(pairs[index].name) {
      guard place < wanted.count, wanted[place].value == pairs[index].value,
        wanted[place].name == pairs[index].name
      else { return false }
      place += 1
    }
    return place == wanted.count
  }

  private func isKept(_ name: String) -> Bool {
    switch form {
    case .nothing: false
    case .few(let names): names.contains(name)
    case .by(let names): names.contains(name)
    case .without(let names): !names.contains(name)
    }
  }
}
