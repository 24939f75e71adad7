public import MetricsModel

extension Labels {
  /// Whether these labels come before `other`, pair by pair.
  public func precedes(_ other: Labels) -> Bool {
    for (own, theirs) in zip(pairs, other.pairs) where own != theirs {
      return (own.name, own.value) < (theirs.name, theirs.value)
    }
    return pairs.count < other.pairs.count
  }
}
