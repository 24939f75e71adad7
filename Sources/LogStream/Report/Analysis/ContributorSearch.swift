import LogModel
import MetricsModel

/// Looks for values whose share of a window's records exceeds their normal share.
struct ContributorSearch {
  private static let allFields: [FilterField] = [
    .message, .path, .clientIP, .userAgent, .source, .user,
  ]
  /// A field that fewer of the records have says nothing of them.
  private static let leastPresence = 0.2
  /// A value tells something from this share on.
  private static let leastShare = 0.1
  /// A value must rise above its normal share by this factor at least.
  private static let leastRise = 1.5
  /// The milliseconds before a window that may be part of what is wrong: they are no past where the log
  /// goes back further still.
  private static let doubtful: Int64 = 30_000
  /// Fewer records than this in the past say nothing about what is normal.
  private static let leastPast = 10

  /// The fields whose values may tell something; the message of an event is the event once more.
  private let fields: [FilterField]
  private var filter: CompiledFilter
  private let window: Range<Int64>
  private let past: Range<Int64>

  /// A search in the records between two times, both included; what is normal is learnt from up to ten
  /// times as long before.
  init(filter: CompiledFilter, from: Timestamp, through: Timestamp) {
    self.filter = filter
    self.fields = Self.allFields.filter { $0 != .message || !filter.filter.isOnlyOfEvents }
    let start = max(-1 << 52, from.milliseconds)
    let end = max(start, min(1 << 52, through.milliseconds)) + 1
    self.window = start..<end
    self.past = max(-1 << 54, start - 10 * (end - start))..<start
  }

  /// How often each value occurs among the records that have one.
  private struct Shares {
    var now: [UInt32: Int] = [:]
    var before: [UInt32: Int] = [:]
    var traffic: [UInt32: Int] = [:]

    /// How many records have a value, in the window, among those that passed before, and before.
    func totals(_ isPresent: (UInt32) -> Bool) -> (now: Int, before: Int, traffic: Int) {
      func total(_ counts: [UInt32: Int]) -> Int {
        counts.reduce(0) { isPresent($1.key) ? $0 + $1.value : $0 }
      }
      return (total(now), total(before), total(traffic))
    }
  }

  /// The contributors, the most telling first.
  consuming func run(over snapshot: LogSnapshot) -> [Contributor] {
    var shares = Array(repeating: Shares(), count: fields.count)
    var totals = (now: 0, before: 0, traffic: 0)
    let isOld = (snapshot.oldest?.milliseconds ?? .max) < window.lowerBound - 2 * Self.doubtful
    let shift = isOld ? Self.doubtful : 0
    let past = past.lowerBound - shift..<past.upperBound - shift
    let both = past.lowerBound..<window.upperBound
    var reader = RecordReader()
    filter.prepare(for: snapshot)
    for view in snapshot.chunks where view.summary.overlaps(both) {
      let passing = filter.select(view, rows: 0..<view.count, in: snapshot, &reader)
      let chunk = view.chunk
      for row in 0..<view.count {
        let time = chunk.time[row]
        let isNow = window.contains(time)
        guard isNow ? passing[row] : past.contains(time) else { continue }
        let passes = passing[row]
        if isNow { totals.now += 1 } else { totals.traffic += 1 }
        if !isNow, passes { totals.before += 1 }
        for (index, field) in fields.enumerated() {
          var id = ColumnTest.id(field, chunk, row)
          if field == .message { id = snapshot.dictionaries.shapes[Int(id)].message }
          if isNow {
            shares[index].now[id, default: 0] += 1
          } else {
            if passes { shares[index].before[id, default: 0] += 1 }
            shares[index].traffic[id, default: 0] += 1
          }
        }
      }
    }
    guard totals.now > 0 else { return [] }
    var found: [(power: Double, contributor: Contributor)] = []
    for (index, field) in fields.enumerated() {
      let own = shares[index].totals { $0 != InternEntries.absent || field == .source }
      guard Double(own.now) >= Self.leastPresence * Double(totals.now) else { continue }
      let normal = Self.normal(shares[index], own, field)
      let values = Self.values(field, shares[index].now, normal, own.now, snapshot)
      found += values.sorted { $0.power > $1.power }.prefix(field == .clientIP ? 2 : 1)
    }
    return found.sorted { $0.power > $1.power }.map(\.contributor)
  }

  /// What the field's values normally are; nil without a past.
  ///
  /// It is taken from the records that pass or, where there were hardly any, from all records. A
  /// message is then new by itself.
  private static func normal(
    _ shares: Shares,
    _ totals: (now: Int, before: Int, traffic: Int),
    _ field: FilterField
  ) -> (counts: [UInt32: Int], total: Int)? {
    if totals.before >= leastPast { return (shares.before, totals.before) }
    guard totals.traffic >= leastPast else { return nil }
    return field == .message ? (shares.before, totals.traffic) : (shares.traffic, totals.traffic)
  }

  private static func values(
    _ field: FilterField,
    _ now: [UInt32: Int],
    _ normal: (counts: [UInt32: Int], total: Int)?,
    _ total: Int,
    _ snapshot: LogSnapshot
  ) -> [(power: Double, contributor: Contributor)] {
    var texts: [String: NetworkBlocks.Counts] = [:]
    for (id, count) in now where id != InternEntries.absent || field == .source {
      texts[snapshot.text(ofID: id, field), default: (0, 0)].now += count
    }
    for (id, count) in normal?.counts ?? [:] where id != InternEntries.absent || field == .source {
      texts[snapshot.text(ofID: id, field), default: (0, 0)].before += count
    }
    if field == .clientIP { texts.merge(NetworkBlocks.counts(of: texts)) { own, _ in own } }
    if field == .source, texts.count < 2 { return [] }
    return texts.compactMap { value, counts in
      let share = Double(counts.now) / Double(total)
      let before = normal.map { Double(counts.before) / Double($0.total) }
      let power = power(
        share,
        before,
        counts.now,
        of: total,
        isOnly: texts.count == 1,
        dominates: field == .message || field == .path
      )
      guard let power else {
        return nil
      }
      return (
        power,
        Contributor(
          field: field == .source ? "instance" : field.rawValue,
          value: value,
          share: share,
          normalShare: before
        )
      )
    }
  }

  /// How telling a share is, nil when it is not.
  ///
  /// A share tells something when it is clearly above what is normal: by more than chance would have
  /// it among `total` records. What most of the records have in common is worth a word all the same
  /// where it `dominates`.
  private static func power(
    _ share: Double,
    _ normal: Double?,
    _ count: Int,
    of total: Int,
    isOnly: Bool,
    dominates: Bool
  ) -> Double? {
    // One FATAL line is quoted; of other fields a few records tell nothing.
    guard share >= leastShare, count >= 3 || dominates && count == total else { return nil }
    guard let normal else {
      return isOnly && !dominates || share < 0.5 ? nil : share * 0.5
    }
    let chance = 2.5 * (normal * (1 - normal) / Double(total)).squareRoot()
    guard share >= normal * leastRise, share - normal >= max(leastShare / 2, chance) else {
      return dominates && share >= 0.5 ? share * 0.5 : nil
    }
    let rise = share / max(normal, 0.001)
    return share * Double(rise.exponent + 1)
  }
}

extension Filter {
  /// Whether the filter asks for connection events and for nothing else.
  fileprivate var isOnlyOfEvents: Bool {
    switch self {
    case .field(let name, _): FilterField(named: name) == .event
    case .or(let left, let right): left.isOnlyOfEvents && right.isOnlyOfEvents
    case .and(let left, let right): left.isOnlyOfEvents || right.isOnlyOfEvents
    default: false
    }
  }
}
