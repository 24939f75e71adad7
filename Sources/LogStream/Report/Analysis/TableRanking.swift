import LogModel

/// Which keys the tables and the picker show, the worst change first.
///
/// Ranking every key costs more than a report should, so the order is renewed once a second of the
/// log's clock, less often where there are very many, or at once when the request asks for something else.
struct TableRanking {
  /// More keys than this are not ranked anew for every report.
  private static let alwaysRanked = 5_000
  /// So many keys are worth another second between two orders, three seconds at most.
  private static let rankedASecond = 100_000

  private struct Question: Equatable {
    var rows: Int
    var picker: LogRequest.Picker?
    var key: WindowTally.Key
    var start: Int64
  }

  /// The paths' ids.
  private(set) var paths: [UInt32] = []
  /// The addresses' ids.
  private(set) var addresses: [UInt32] = []
  /// The users' ids.
  private(set) var users: [UInt32] = []
  /// The user agents' ids.
  private(set) var agents: [UInt32] = []

  private var values: [UInt32] = []
  private var answered: Question?

  /// Renews the order where it is due, and fills what is kept of keys that have come in.
  mutating func update(
    _ tally: inout WindowTally,
    _ request: LogRequest,
    _ run: FilterRun,
    _ snapshot: LogSnapshot,
    _ span: WindowSpan
  ) {
    let keys =
      tally.paths.count + tally.addresses.count + tally.users.count
      + (tally.picker?.count ?? 0)
    let question = Question(
      rows: request.tableRows,
      picker: request.picker,
      key: tally.key,
      start: span.start / Int64(min(1 + keys / Self.rankedASecond, 3))
    )
    guard question != answered || keys <= Self.alwaysRanked else { return }
    answered = question
    let isNamed: (UInt32) -> Bool = { $0 != InternEntries.absent }
    paths = tally.paths.ranked(request.tableRows, where: isNamed)
    addresses = tally.addresses.ranked(request.tableRows, where: isNamed)
    users = tally.users.ranked(request.tableRows, where: isNamed)
    agents = tally.agents.ranked(request.tableRows, where: isNamed)
    values = Self.picked(tally, request, snapshot)
    let mustFill = tally.track(
      paths: paths,
      addresses: addresses,
      users: users,
      agents: agents,
      choices: values
    )
    guard mustFill else { return }
    let grid = tally.grid
    for view in snapshot.chunks where view.summary.overlaps(span.milliseconds) {
      run.forEachPassing(view.chunk.number) { tally.fill($0, $1, grid) }
    }
  }

  /// The picker's values with their counts.
  func choices(_ tally: WindowTally, _ snapshot: LogSnapshot, _ grid: BucketGrid) -> [Choice] {
    guard let picker = tally.picker else { return [] }
    return values.map { id in
      Choice(
        value: snapshot.text(ofID: id, picker.field),
        count: Int(picker.counts(id).records),
        countBefore: Int(picker.countsBefore(id).records),
        errors: Int(picker.counts(id).troubles),
        perBucket: picker.detail(id)?.buckets(grid) ?? []
      )
    }
  }

  private static func picked(
    _ tally: WindowTally,
    _ request: LogRequest,
    _ snapshot: LogSnapshot
  ) -> [UInt32] {
    guard let picker = tally.picker, let question = request.picker else { return [] }
    let needle = TextNeedle(parts: [question.search])
    return picker.ranked(question.count) { id in
      let text = snapshot.text(ofID: id, picker.field)
      return !text.isEmpty && needle.occurs(in: text.utf8.span)
    }
  }
}
