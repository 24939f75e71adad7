import LogModel

/// One look at the rows of one chunk: which of them a filter lets through.
struct FilterPass {
  /// The filter, prepared for the snapshot.
  let filter: CompiledFilter
  /// The chunk.
  let view: ChunkView
  /// What the chunk belongs to.
  let snapshot: LogSnapshot

  /// The rows that pass among the active ones.
  func rows(among active: Bitmap, _ reader: inout RecordReader) -> Bitmap {
    run(filter.root, active, &reader)
  }

  private func run(
    _ node: CompiledFilter.Node,
    _ active: Bitmap,
    _ reader: inout RecordReader
  ) -> Bitmap {
    switch node {
    case .all: return active
    case .and(let nodes):
      var passing = active
      for node in nodes where !passing.isEmpty { passing = run(node, passing, &reader) }
      return passing
    case .or(let nodes):
      var left = active
      var passing = Bitmap(count: view.count)
      for node in nodes where !left.isEmpty {
        let found = run(node, left, &reader)
        passing.formUnion(found)
        left.subtract(found)
      }
      return passing
    case .not(let node):
      var passing = active
      passing.subtract(run(node, active, &reader))
      return passing
    case .leaf(let index): return run(filter.leaves[index], active, &reader)
    }
  }

  private func run(
    _ leaf: FilterLeaf,
    _ active: Bitmap,
    _ reader: inout RecordReader
  ) -> Bitmap {
    let chunk = view.chunk
    switch leaf {
    case .column(let test):
      var (passing, undecided) = test.rows(view, active: active)
      if let undecided { decode(undecided, &reader, into: &passing, where: test.matches) }
      return passing
    case .time(let range): return rows(chunk.time, in: range, active)
    case .latency(let range): return rows(chunk.latency, in: range, active)
    case .trace(let hash): return rows(chunk.trace, of: hash, active)
    case .connection(let hash): return rows(chunk.connection, of: hash, active)
    case .text(let test):
      return rows(active, &reader, verdict: { test.verdict($1) }, matches: test.matches)
    case .record(let test):
      return rows(
        active,
        &reader,
        verdict: { test.verdict($1, chunk.flags[$0]) },
        matches: test.matches
      )
    }
  }

  private func rows<Value: Comparable>(
    _ column: Column<Value>,
    in range: ClosedRange<Value>?,
    _ active: Bitmap
  ) -> Bitmap {
    guard let range else { return Bitmap(count: view.count) }
    let (lower, upper) = (range.lowerBound, range.upperBound)
    return ColumnScan.rows(column, below: view.count, active: active) {
      $0 >= lower && $0 <= upper
    }
  }

  /// The rows whose id has a hash, or, where that is 0, any.
  private func rows(_ column: Column<UInt64>, of hash: UInt64, _ active: Bitmap) -> Bitmap {
    hash == 0
      ? ColumnScan.rows(column, below: view.count, active: active) { $0 != 0 }
      : ColumnScan.rows(column, below: view.count, active: active) { $0 == hash }
  }

  /// The rows whose raw texts pass by `verdict`, and those that pass by `matches` where it is open.
  private func rows(
    _ active: Bitmap,
    _ reader: inout RecordReader,
    verdict: (Int, Span<UInt8>) -> ColumnVerdict,
    matches: (LogRecord) -> Bool
  ) -> Bitmap {
    var passing = Bitmap(count: view.count)
    var undecided = Bitmap(count: view.count)
    reader.forEachText(view, active) { row, text in
      switch verdict(row, text) {
      case .no: break
      case .yes: passing[row] = true
      case .text: undecided[row] = true
      }
    }
    // What is looked for may lie across two pieces of a line.
    for row in view.chunk.textPlaces.rowsWithPieces where active[row] && !passing[row] {
      undecided[row] = true
    }
    decode(undecided, &reader, into: &passing, where: matches)
    return passing
  }

  /// Reads rows whole and adds those that match.
  private func decode(
    _ rows: Bitmap,
    _ reader: inout RecordReader,
    into passing: inout Bitmap,
    where matches: (LogRecord) -> Bool
  ) {
    guard !rows.isEmpty else { return }
    reader.forEachRecord(view, rows, snapshot) { row, record in
      if matches(record) { passing[row] = true }
    }
  }
}
