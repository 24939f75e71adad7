/// The ids with the highest scores of all that are offered, in memory that does not grow with those.
///
/// Of equal scores the lower id comes first.
struct HighestScores {
  private let count: Int
  private var best: [(score: Double, id: UInt32)] = []
  /// A lower score cannot be among the best any more.
  private(set) var least = -Double.infinity

  /// The best `count`.
  init(count: Int) { self.count = max(0, count) }

  /// Offers an id, once each.
  mutating func offer(_ id: UInt32, score: Double) {
    guard score >= least, count > 0 else { return }
    best.append((score, id))
    if best.count >= 2 * count + 16 {
      keepBest()
      least = best.last?.score ?? least
    }
  }

  /// The ids, the highest score first.
  consuming func ids() -> [UInt32] {
    keepBest()
    return best.map(\.id)
  }

  private mutating func keepBest() {
    best.sort { ($0.score, $1.id) > ($1.score, $0.id) }
    best.removeLast(max(0, best.count - count))
  }
}
