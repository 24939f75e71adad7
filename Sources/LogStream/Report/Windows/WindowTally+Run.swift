import LogModel

extension WindowTally {
  /// Moves the window; only chunks with records near its borders are looked at.
  mutating func move(
    to span: WindowSpan,
    _ run: FilterRun,
    _ snapshot: LogSnapshot,
    _ grid: BucketGrid
  ) {
    let changes = self.span.changes(to: span)
    guard !changes.isEmpty else { return }
    for view in snapshot.chunks where changes.contains(where: view.summary.overlaps) {
      run.forEachPassing(view.chunk.number) { move($0, $1, to: span, grid) }
    }
    settle(at: span)
  }

  /// A new tally over all records of the window that have been looked at, in the memory of `spare`; nil
  /// when cancelled.
  static func rebuilt(
    _ key: Key,
    _ span: WindowSpan,
    _ run: FilterRun,
    _ snapshot: LogSnapshot,
    _ spare: inout WindowTally?,
    _ isCancelled: () -> Bool
  ) -> WindowTally? {
    var tally =
      spare.take() ?? WindowTally(key: key, span: span, dictionaries: snapshot.dictionaries)
    tally.restart(key, span, snapshot.answered)
    let grid = tally.grid
    for view in snapshot.chunks where view.summary.overlaps(span.bothInMilliseconds) {
      if isCancelled() {
        spare = tally
        return nil
      }
      run.forEachPassing(view.chunk.number) { tally.add($0, $1, grid) }
    }
    return tally
  }
}

extension WindowTally.Key {
  /// What is counted for a request, of the requests that `requests` names.
  init(_ request: LogRequest, _ span: WindowSpan, requests: RequestScope) {
    self.init(
      length: span.length,
      buckets: request.buckets,
      scope: request.scope,
      isFolded: request.folded,
      picker: Self.pickerField(request),
      countsTables: request.tableRows > 0,
      countsClients: request.connections != nil,
      requests: requests
    )
  }

  private static func pickerField(_ request: LogRequest) -> FilterField? {
    switch request.picker.flatMap({ FilterField(named: $0.field) }) {
    case .time, .latency, .trace, .span, .parentSpan, .connection, .instance, nil: nil
    case let field?: field
    }
  }
}
