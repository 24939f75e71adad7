import LogModel
import MetricsModel

/// A filter as tests over columns, ready to be run over chunks.
///
/// Dictionaries are asked once for each of their texts, columns are scanned, texts are read only for
/// the rows on which they decide, and chunks whose bounds exclude a match are skipped.
struct CompiledFilter {
  private indirect enum Node {
    case all
    case and([Node])
    case or([Node])
    case not(Node)
    case leaf(Int)
  }

  /// What the filter was compiled from.
  let filter: Filter
  /// Whether its meaning changes with the clock: `time > -5m`.
  let followsClock: Bool

  private let root: Node
  private var leaves: [FilterLeaf]
  private var reader = RecordReader()

  /// Compiles `filter`; relative times count from `now`, times of day are those of `zone`.
  init(_ filter: Filter, now: Timestamp, zone: LogTimeZone = .utc) {
    var leaves: [FilterLeaf] = []
    self.filter = filter
    self.root = Self.compile(filter, now, zone, &leaves)
    self.leaves = leaves
    self.followsClock = Self.followsClock(filter, now, zone)
  }

  /// Whether everything passes.
  var isAll: Bool { if case .all = root { true } else { false } }

  /// Whether records' texts may have to be read.
  var readsText: Bool { leaves.contains { $0.cost >= 4 } }

  /// Which rows of a range pass.
  mutating func select(_ view: ChunkView, rows: Range<Int>, in snapshot: LogSnapshot) -> Bitmap {
    var active = Bitmap(count: view.count)
    guard mayMatch(root, view.summary) else { return active }
    active.insert(rows)
    return run(root, Target(view: view, rows: rows, snapshot: snapshot), active)
  }

  /// Which of the candidates pass.
  mutating func select(
    _ view: ChunkView,
    among candidates: Bitmap,
    in snapshot: LogSnapshot
  )
    -> Bitmap
  {
    guard mayMatch(root, view.summary) else { return Bitmap(count: view.count) }
    return run(root, Target(view: view, rows: 0..<view.count, snapshot: snapshot), candidates)
  }

  /// What a run looks at.
  private struct Target {
    let view: ChunkView
    let rows: Range<Int>
    let snapshot: LogSnapshot
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

  private mutating func run(_ node: Node, _ target: Target, _ active: Bitmap) -> Bitmap {
    switch node {
    case .all: return active
    case .and(let nodes):
      var passing = active
      for node in nodes where !passing.isEmpty { passing = run(node, target, passing) }
      return passing
    case .or(let nodes):
      var left = active
      var passing = Bitmap(count: target.view.count)
      for node in nodes where !left.isEmpty {
        let found = run(node, target, left)
        passing.formUnion(found)
        left.subtract(found)
      }
      return passing
    case .not(let node):
      var passing = active
      passing.subtract(run(node, target, active))
      return passing
    case .leaf(let index): return runLeaf(index, target, active)
    }
  }

  private mutating func runLeaf(_ index: Int, _ target: Target, _ active: Bitmap) -> Bitmap {
    let chunk = target.view.chunk
    var passing = Bitmap(count: target.view.count)
    switch leaves[index] {
    case .column(var test):
      // Taken out while it is changed, so that its verdicts are not copied.
      leaves[index] = .trace(0)
      var undecided: [Int] = []
      passing = test.run(
        chunk,
        target.rows,
        active: active,
        target.snapshot,
        undecided: &undecided
      )
      for row in undecided {
        if let record = reader.record(target.view, row, target.snapshot), test.matches(record) {
          passing[row] = true
        }
      }
      leaves[index] = .column(test)
    case .time(let test):
      active.forEach(in: target.rows) {
        if test.matches(Double(chunk.time[$0])) { passing[$0] = true }
      }
    case .latency(let test):
      active.forEach(in: target.rows) { row in
        let latency = chunk.latency[row]
        if latency >= 0, test.matches(Double(latency).roundedToMicroseconds) { passing[row] = true }
      }
    case .trace(let hash):
      active.forEach(in: target.rows) { row in
        let trace = chunk.trace[row]
        if hash == 0 ? trace != 0 : trace == hash { passing[row] = true }
      }
    case .connection(let hash):
      active.forEach(in: target.rows) { row in
        let connection = chunk.connection[row]
        if hash == 0 ? connection != 0 : connection == hash { passing[row] = true }
      }
    case .text(let test): runText(test, target, active, &passing)
    case .record(let test):
      active.forEach(in: target.rows) { row in
        guard reader.withText(target.view, row, { test.mayMatch($0) }) ?? false else { return }
        if let record = reader.record(target.view, row, target.snapshot), test.matches(record) {
          passing[row] = true
        }
      }
    }
    return passing
  }

  private mutating func runText(
    _ test: TextTest,
    _ target: Target,
    _ active: Bitmap,
    _ passing: inout Bitmap
  ) {
    active.forEach(in: target.rows) { row in
      var mustDecode = false
      let isFound =
        reader.withText(target.view, row) { text in
          if test.matches(text) { return true }
          mustDecode = test.needsDecoding(text)
          return false
        } ?? false
      if isFound {
        passing[row] = true
      } else if mustDecode, let record = reader.record(target.view, row, target.snapshot),
        test.matches(record)
      {
        passing[row] = true
      }
    }
  }

  /// Whether some literal means another time when the clock has moved on.
  private static func followsClock(_ filter: Filter, _ now: Timestamp, _ zone: LogTimeZone) -> Bool
  {
    switch filter {
    case .all, .text: return false
    case .and(let left, let right), .or(let left, let right):
      return followsClock(left, now, zone) || followsClock(right, now, zone)
    case .not(let operand): return followsClock(operand, now, zone)
    case .field(let name, let condition):
      guard FilterField(named: name) == .time else { return false }
      let later = now.advanced(bySeconds: 90_001)
      return condition.literals.contains {
        OperandText.time($0, now: now, zone: zone) != OperandText.time($0, now: later, zone: zone)
      }
    }
  }
}

extension Filter.Condition {
  /// The literals that a comparison or a range is made with.
  fileprivate var literals: [String] {
    switch self {
    case .exists, .network, .expression: []
    case .resembles(let pattern): [pattern.parts.joined(separator: "*")]
    case .equals(let text): [text]
    case .compares(_, let operand): [operand.text]
    case .range(let lower, _, let upper, _): [lower, upper].compactMap { $0?.text }
    }
  }
}

extension Double {
  /// The value without the digits that a 32-bit column cannot hold.
  fileprivate var roundedToMicroseconds: Double { (self * 1e6).rounded() / 1e6 }
}
