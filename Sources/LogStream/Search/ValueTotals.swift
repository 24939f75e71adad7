/// How often each value of one field occurs.
///
/// Values are counted by their ids; a text is made of those only that somebody wants to read.
public struct ValueTotals: Sendable {
  private enum Form: Sendable {
    case ids([IDTotal], text: @Sendable (UInt32) -> String)
    case texts([String: LogStatistics.Total])
  }

  private var form: Form

  /// Of no record.
  public init() { form = .texts([:]) }

  /// Totals by text.
  init(_ totals: [String: LogStatistics.Total]) { form = .texts(totals) }

  /// Totals by id; ids without a text, which stand for an absent value, are left out.
  init(_ totals: [IDTotal], text: @escaping @Sendable (UInt32) -> String) {
    form = .ids(totals, text: text)
    let other = Int(InternEntries.other)
    // What found no place has a name that some value may have too.
    if totals.indices.contains(other), totals[other].records > 0 { form = .texts(texts) }
  }

  /// How many values there are.
  public var count: Int {
    switch form {
    case .ids(let totals, let text):
      // Only the first id may stand for an absent value.
      totals.indices.count { totals[$0].records > 0 && ($0 > 0 || !text(0).isEmpty) }
    case .texts(let totals): totals.count
    }
  }

  /// Whether there is none.
  public var isEmpty: Bool { top(1).isEmpty }

  /// The most frequent values, at most `limit`; of equally frequent ones the first of the alphabet.
  public func top(_ limit: Int) -> [(value: String, total: LogStatistics.Total)] {
    var best: [(value: String, total: LogStatistics.Total)] = []
    func precedes(_ value: @autoclosure () -> String, _ records: Int, _ index: Int) -> Bool {
      let other = best[index]
      return records == other.total.records ? value() < other.value : records > other.total.records
    }
    func offer(_ total: LogStatistics.Total, _ value: () -> String) {
      guard limit > 0, best.count < limit || precedes(value(), total.records, limit - 1) else {
        return
      }
      let text = value()
      guard !text.isEmpty else { return }
      var low = 0
      var high = best.count
      while low < high {
        let middle = (low + high) / 2
        if precedes(text, total.records, middle) { high = middle } else { low = middle + 1 }
      }
      best.insert((text, total), at: low)
      if best.count > limit { best.removeLast() }
    }
    guard limit < 1_000 else { return Array(sorted.prefix(limit)) }
    switch form {
    case .ids(let totals, let text):
      for (id, total) in totals.enumerated() where total.records > 0 {
        offer(total.total) { text(UInt32(id)) }
      }
    case .texts(let totals): for (text, total) in totals { offer(total) { text } }
    }
    return best
  }

  /// Adds the totals of another log.
  mutating func merge(_ other: ValueTotals) {
    switch form {
    case .texts(let own) where own.isEmpty: form = other.form
    case .texts, .ids: form = .texts(texts.merging(other.texts, uniquingKeysWith: +))
    }
  }

  private var sorted: [(value: String, total: LogStatistics.Total)] {
    texts.map { (value: $0.key, total: $0.value) }.sorted { left, right in
      left.total.records == right.total.records
        ? left.value < right.value : left.total.records > right.total.records
    }
  }

  /// The totals by text.
  var texts: [String: LogStatistics.Total] {
    switch form {
    case .texts(let totals): return totals
    case .ids(let totals, let text):
      var result: [String: LogStatistics.Total] = [:]
      for (id, total) in totals.enumerated() where total.records > 0 {
        let text = text(UInt32(id))
        guard !text.isEmpty else { continue }
        result[text, default: .init()] = result[text, default: .init()] + total.total
      }
      return result
    }
  }
}

/// What is counted of one id.
struct IDTotal: Sendable, BitwiseCopyable {
  /// Records.
  var records: UInt32 = 0
  /// Errors among them.
  var errors: UInt32 = 0

  /// The same as numbers of a report.
  var total: LogStatistics.Total {
    var total = LogStatistics.Total()
    total.records = Int(records)
    total.errors = Int(errors)
    return total
  }
}
