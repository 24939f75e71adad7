import LogModel

/// A picker's values for fields whose ids are kept as hashes only: those of the newest records, the
/// ones with the most errors first.
struct IdentifierChoices {
  /// Only so many of the newest records are looked at.
  private static let recordLimit = 20_000

  /// What is known of one id.
  private struct Found {
    var count = 0
    var errors = 0
    var view: ChunkView
    var row: Int
  }

  /// The column of a field that is kept as hashes; nil for others.
  private static func column(_ field: FilterField) -> ((LogChunk, Int) -> UInt64)? {
    switch field {
    case .trace: { $0.trace[$1] }
    case .connection: { $0.connection[$1] }
    default: nil
    }
  }

  /// The choices for a picker on such a field, none for other fields.
  static func choices(
    _ picker: LogRequest.Picker,
    _ run: FilterRun,
    _ span: WindowSpan,
    _ snapshot: LogSnapshot
  ) -> [Choice] {
    guard let field = FilterField(named: picker.field), let hash = column(field) else { return [] }
    var found: [UInt64: Found] = [:]
    var seen = 0
    for view in snapshot.chunks.reversed() where view.summary.overlaps(span.milliseconds) {
      if seen >= recordLimit { break }
      run.forEachPassing(view.chunk.number) { chunk, row in
        let id = hash(chunk, row)
        guard id != 0, span.part(of: chunk.time[row].flooredSeconds) == .now, row < view.count
        else { return }
        seen += 1
        found[id, default: Found(view: view, row: row)].count += 1
        if chunk.flags[row].contains(.trouble) { found[id]?.errors += 1 }
      }
    }
    let ranked = found.values.sorted {
      ($1.errors, $1.count, $0.view.chunk.number, $0.row)
        < ($0.errors, $0.count, $1.view.chunk.number, $1.row)
    }
    let needle = TextNeedle(parts: [picker.search])
    let reader = RecordReader()
    var choices: [Choice] = []
    // A search must read records until it has enough; it does not read all of them.
    for candidate in ranked.prefix(20 * max(1, min(picker.count, 100))) {
      guard choices.count < picker.count else { break }
      guard let record = reader.record(candidate.view, candidate.row, snapshot),
        let value = RecordTest.value(of: field, in: record), needle.occurs(in: value.utf8.span)
      else { continue }
      choices.append(
        Choice(
          value: value,
          count: candidate.count,
          countBefore: 0,
          errors: candidate.errors,
          perBucket: []
        )
      )
    }
    return choices
  }
}
