import LogModel
import MetricsModel
import Spelling

/// Finds the fields of a filter that the newest records do not have.
struct StrangeFields {
  /// So many of the newest records are looked at for the fields, and so many for the names that there are.
  private static let limit = (records: 50_000, samples: 200)

  /// For so many seconds of the log's clock the answer stands, unless there are twice as many records.
  private static let patience = 5.0

  private var known: (filter: Filter, records: Int, at: Timestamp, fields: [StrangeField])?

  /// The fields that none of the newest records has; those are looked for again, since they may come.
  mutating func find(
    _ filter: Filter,
    in snapshot: LogSnapshot,
    at now: Timestamp,
    isCancelled: () -> Bool
  ) -> [StrangeField] {
    let names = filter.ownFields
    guard !names.isEmpty else { return [] }
    let count = snapshot.recordCount
    if let known, known.filter == filter,
      known.fields.isEmpty
        || count / 2 < known.records && now.seconds(since: known.at) < Self.patience
    {
      return known.fields
    }
    guard let fields = Self.missing(names, in: snapshot, isCancelled: isCancelled) else {
      return []
    }
    known = (filter, count, now, fields)
    return fields
  }

  /// Those of the fields that none of the newest records has; nil when cancelled.
  static func missing(
    _ names: Set<String>,
    in snapshot: LogSnapshot,
    isCancelled: () -> Bool = { false }
  ) -> [StrangeField]? {
    let missing = names.filter { !occurs($0, snapshot, isCancelled) }.sorted()
    guard !isCancelled() else { return nil }
    let there = missing.isEmpty ? [] : samples(snapshot)
    return missing.map { name in
      StrangeField(
        name: name,
        nearest: Set(Vocabulary.allNames + there).nearest(to: name),
        isCertain: snapshot.recordCount <= limit.records && snapshot.agedOut == 0
      )
    }
  }

  /// Whether one of the newest records has a field of the log's own.
  private static func occurs(
    _ name: String,
    _ snapshot: LogSnapshot,
    _ isCancelled: () -> Bool
  ) -> Bool {
    var reader = RecordReader()
    let filter = CompiledFilter(.field(name, .exists), now: Timestamp(milliseconds: 0))
    var left = limit.records
    for view in snapshot.chunks.reversed() where left > 0 && !isCancelled() {
      let rows = max(0, view.count - left)..<view.count
      left -= rows.count
      if filter.select(view, rows: rows, in: snapshot, &reader).population > 0 { return true }
    }
    return false
  }

  /// The names of the log's own fields in the newest records.
  private static func samples(_ snapshot: LogSnapshot) -> [String] {
    var reader = RecordReader()
    var names: Set<String> = []
    var left = limit.samples
    for view in snapshot.chunks.reversed() where left > 0 {
      var rows = Bitmap(count: view.count)
      rows.insert(max(0, view.count - left)..<view.count)
      left -= rows.population
      reader.forEachRecord(view, rows, snapshot) { names.formUnion($1.fields.map(\.name)) }
    }
    return Array(names)
  }
}
