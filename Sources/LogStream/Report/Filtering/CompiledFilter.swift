import LogModel
import MetricsModel

/// A filter as tests over columns, ready to be run over chunks.
///
/// Dictionaries are asked once for each of their texts, columns are scanned, texts are read only for
/// the rows on which they decide, and chunks whose bounds exclude a match are skipped.
struct CompiledFilter: Sendable {
  /// A condition, or several joined.
  indirect enum Node: Sendable {
    /// Everything passes.
    case all
    /// Each of the nodes lets it pass, the cheapest first.
    case and([Node])
    /// One of the nodes lets it pass, the cheapest first.
    case or([Node])
    /// The node does not let it pass.
    case not(Node)
    /// The leaf of this index lets it pass.
    case leaf(Int)
  }

  /// What the filter was compiled from.
  let filter: Filter
  /// Whether its meaning changes with the clock: `time > -5m`.
  let followsClock: Bool

  /// The whole condition.
  let root: Node
  /// The single conditions.
  private(set) var leaves: [FilterLeaf]

  /// Compiles `filter`; relative times count from `now`, times of day are those of `zone`.
  init(_ filter: Filter, now: Timestamp, zone: LogTimeZone = .utc) {
    var leaves: [FilterLeaf] = []
    self.filter = filter
    self.root = Self.compile(filter, now, zone, &leaves)
    self.leaves = leaves
    self.followsClock = filter.followsClock(at: now, zone: zone)
  }

  /// Whether everything passes.
  var isAll: Bool { if case .all = root { true } else { false } }

  /// Whether records' texts may have to be read.
  var readsText: Bool { leaves.contains { $0.cost >= 4 } }

  /// Asks the dictionaries about every text that the snapshot's records may have.
  ///
  /// Before `select` is called for a snapshot, the filter must be prepared for it.
  mutating func prepare(for snapshot: LogSnapshot) {
    for index in leaves.indices {
      guard case .column(var test) = leaves[index] else { continue }
      // Taken out while it is changed, so that its verdicts are not copied.
      leaves[index] = .trace(0)
      test.prepare(for: snapshot)
      leaves[index] = .column(test)
    }
  }

  /// Which rows of a range pass; texts are read by `reader`.
  func select(
    _ view: ChunkView,
    rows: Range<Int>,
    in snapshot: LogSnapshot,
    _ reader: inout RecordReader
  ) -> Bitmap {
    var candidates = Bitmap(count: view.count)
    candidates.insert(rows)
    return select(view, among: candidates, in: snapshot, &reader)
  }

  /// Which of the candidates pass; texts are read by `reader`.
  func select(
    _ view: ChunkView,
    among candidates: Bitmap,
    in snapshot: LogSnapshot,
    _ reader: inout RecordReader
  ) -> Bitmap {
    guard mayMatch(root, view.summary) else { return Bitmap(count: view.count) }
    return FilterPass(filter: self, view: view, snapshot: snapshot).rows(among: candidates, &reader)
  }

  private static func compile(
    _ filter: Filter,
    _ now: Timestamp,
    _ zone: LogTimeZone,
    _ leaves: inout [FilterLeaf]
  ) -> Node {
    func leaf(_ leaf: FilterLeaf) -> Node {
      leaves.append(leaf)
      return .leaf(leaves.count - 1)
    }
    switch filter {
    case .all: return .all
    case .and(let left, let right):
      let nodes = [compile(left, now, zone, &leaves), compile(right, now, zone, &leaves)]
      return .and(nodes.sorted { cost($0, leaves) < cost($1, leaves) })
    case .or(let left, let right):
      let nodes = [compile(left, now, zone, &leaves), compile(right, now, zone, &leaves)]
      return .or(nodes.sorted { cost($0, leaves) < cost($1, leaves) })
    case .not(let operand): return .not(compile(operand, now, zone, &leaves))
    case .text(let pattern): return leaf(.text(TextTest(pattern)))
    case .field(let name, let condition):
      return leaf(FilterLeaf(field: name, condition, now: now, zone: zone))
    }
  }

  private static func cost(_ node: Node, _ leaves: [FilterLeaf]) -> Int {
    switch node {
    case .all: 0
    case .and(let nodes), .or(let nodes): nodes.map { cost($0, leaves) }.max() ?? 0
    case .not(let node): cost(node, leaves)
    case .leaf(let index): leaves[index].cost
    }
  }

  private func mayMatch(_ node: Node, _ summary: ChunkSummary) -> Bool {
    switch node {
    case .all, .not: true
    case .and(let nodes): nodes.allSatisfy { mayMatch($0, summary) }
    case .or(let nodes): nodes.contains { mayMatch($0, summary) }
    case .leaf(let index): leaves[index].mayMatch(summary)
    }
  }
}
