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

  /// By so many standard deviations a share must differ from another.
  private static let leastDeviations = 2.5
  /// How many paths that have become slow are named.
  private static let slowedPaths = 3

  /// The fields whose values may tell something; the message of an event is the event once more.
  private let fields: [FilterField]
  /// Whether the records are slow requests, which are held against all requests of the same time.
  private let isOfLatency: Bool
  private var filter: CompiledFilter
  private let window: Range<Int64>
  private let past: Range<Int64>

  /// A search in the records between two times, both included; what is normal is learnt from up to ten
  /// times as long before.
  init(filter: CompiledFilter, from: Timestamp, through: Timestamp) {
    self.filter = filter
    self.fields = Self.allFields.filter { $0 != .message || !filter.filter.isOnlyOfEvents }
    self.isOfLatency = filter.filter.asksForSlowness
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
    /// Of all requests of the window; counted where slow ones are looked at.
    var present: [UInt32: Int] = [:]

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
    var total = 0
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
        let passes = passing[row]
        let isPresent = isOfLatency && isNow && chunk.latency[row] >= 0
        guard isNow ? passes || isPresent : past.contains(time) else { continue }
        if isNow, passes { total += 1 }
        for (index, field) in fields.enumerated() {
          var id = ColumnTest.id(field, chunk, row)
          if field == .message { id = snapshot.dictionaries.shapes[Int(id)].message }
          if isNow {
            if passes { shares[index].now[id, default: 0] += 1 }
            if isPresent { shares[index].present[id, default: 0] += 1 }
          } else {
            if passes { shares[index].before[id, default: 0] += 1 }
            shares[index].traffic[id, default: 0] += 1
          }
        }
      }
    }
    guard total > 0 else { return [] }
    var found: [(power: Double, contributor: Contributor)] = []
    for (index, field) in fields.enumerated() {
      let own = shares[index].totals { $0 != InternEntries.absent || field == .source }
      guard Double(own.now) >= Self.leastPresence * Double(total) else { continue }
      if isOfLatency, field == .path {
        let slowed = Self.slowed(shares[index], own, snapshot)
        found += slowed.sorted { $0.power > $1.power }.prefix(most(of: field))
        if !slowed.isEmpty { continue }
      }
      let normal = normal(shares[index], own, field)
      let values = Self.values(field, shares[index].now, normal, own.now, snapshot)
      found += values.sorted { $0.power > $1.power }.prefix(most(of: field))
    }
    return found.sorted { $0.power > $1.power }.map(\.contributor)
  }

  /// How many values of a field are named.
  private func most(of field: FilterField) -> Int {
    switch field {
    case .clientIP: 2
    case .path where isOfLatency: Self.slowedPaths
    default: 1
    }
  }

  /// What the field's values normally are; nil without a past.
  ///
  /// It is taken from the records that pass or, where there were hardly any, from all records. A
  /// message is then new by itself. Who sends slow requests is held against who sends requests at that
  /// time: what has become slow is nobody's doing who only uses it.
  private func normal(
    _ shares: Shares,
    _ totals: (now: Int, before: Int, traffic: Int),
    _ field: FilterField
  ) -> (counts: [UInt32: Int], total: Int)? {
    let present = shares.present.reduce(0) {
      $1.key != InternEntries.absent || field == .source ? $0 + $1.value : $0
    }
    let isKnown = isOfLatency && field != .message && present >= Self.leastPast
    if isKnown, field != .clientIP { return (shares.present, present) }
    if totals.before >= Self.leastPast { return (shares.before, totals.before) }
    guard totals.traffic >= Self.leastPast else {
      return isKnown ? (shares.present, present) : nil
    }
    return field == .message ? (shares.before, totals.traffic) : (shares.traffic, totals.traffic)
  }

  /// The paths of which more requests are slow than were before, by more than chance would have it.
  private static func slowed(
    _ shares: Shares,
    _ totals: (now: Int, before: Int, traffic: Int),
    _ snapshot: LogSnapshot
  ) -> [(power: Double, contributor: Contributor)] {
    guard totals.traffic >= leastPast else { return [] }
    func texts(_ counts: [UInt32: Int]) -> [String: Int] {
      counts.reduce(into: [:]) { texts, one in
        guard one.key != InternEntries.absent else { return }
        texts[snapshot.text(ofID: one.key, .path), default: 0] += one.value
      }
    }
    let (present, before, traffic) = (
      texts(shares.present), texts(shares.before), texts(shares.traffic)
    )
    return texts(shares.now).compactMap { path, slow in
      let requests = max(slow, present[path] ?? 0)
      guard slow >= 3, let past = traffic[path], past >= leastPast else { return nil }
      let wasSlow = before[path] ?? 0
      let rise = Double(slow) / Double(requests) - Double(wasSlow) / Double(past)
      let excess = rise * Double(requests) / Double(totals.now)
      guard excess >= leastShare, rise > chance(slow, of: requests, wasSlow, of: past) else {
        return nil
      }
      let isKnown = totals.before >= leastPast
      return (
        // What has become slow comes before whoever notices.
        10 + excess,
        Contributor(
          field: FilterField.path.rawValue,
          value: path,
          share: Double(slow) / Double(totals.now),
          normalShare: isKnown
            ? Double(wasSlow) / Double(totals.before) : Double(past) / Double(totals.traffic)
        )
      )
    }
  }

  /// By how much the shares of two samples may differ by chance.
  private static func chance(_ now: Int, of total: Int, _ before: Int, of past: Int) -> Double {
    let share = Double(now + before) / Double(max(1, total + past))
    let parts = 1 / Double(max(1, total)) + 1 / Double(max(1, past))
    return leastDeviations * (share * (1 - share) * parts).squareRoot()
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
        chance: normal.map { chance(counts.now, of: total, counts.before, of: $0.total) } ?? 0,
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
  /// A share tells something when it is clearly above what is normal: by more than `chance` would have
  /// it. What most of the records have in common is worth a word all the same where it `dominates`.
  private static func power(
    _ share: Double,
    _ normal: Double?,
    _ count: Int,
    of total: Int,
    chance: Double,
    isOnly: Bool,
    dominates: Bool
  ) -> Double? {
    // One FATAL line is quoted; of other fields a few records tell nothing.
    guard share >= leastShare, count >= 3 || dominates && count == total else { return nil }
    guard let normal else {
      return isOnly && !dominates || share < 0.5 ? nil : share * 0.5
    }
    guard share >= normal * leastRise, share - normal >= max(leastShare / 2, chance) else {
      return dominates && share >= 0.5 ? share * 0.5 : nil
    }
    let rise = share / max(normal, 0.001)
    return share * Double(rise.exponent + 1)
  }
}

extension Filter {
  /// Whether what passes took longer than some time.
  fileprivate var asksForSlowness: Bool {
    switch self {
    case .field(let name, .compares(let comparison, _)):
      FilterField(named: name) == .latency && [.greater, .greaterOrEqual].contains(comparison)
    case .and(let left, let right): left.asksForSlowness || right.asksForSlowness
    case .or(let left, let right): left.asksForSlowness && right.asksForSlowness
    default: false
    }
  }

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
