import LogModel

/// A picker's values for a field that no column holds, mostly one of the log's own: those in the texts of the newest
/// records, the most frequent first.
struct OwnFieldChoices {
  /// So many of the newest records are looked at in the log, and so many of those read whole that may have
  /// the field.
  private static let limit = (texts: 50_000, records: 2_000)
  /// How many are looked at between two questions whether nobody wants to know any more.
  private static let batch = 512
  /// Longer values are none that somebody types.
  private static let longest = 120

  private let name: String
  /// The field where it is one of the vocabulary.
  private let known: FilterField?
  /// What the text of a record with the field holds; nil where nothing tells of it.
  private let needle: TextNeedle?
  private var left = limit
  private var reader = RecordReader()
  private var found: [String: (count: Int, errors: Int)] = [:]

  private init(_ field: String) {
    name = field.lowercased()
    known = FilterField(named: field)
    let last = name.split(separator: ".").last.map(String.init) ?? name
    needle = known == nil ? TextNeedle(parts: [last]) : nil
  }

  /// The choices among the records of the window that pass; those found until `isCancelled` said so.
  static func choices(
    _ picker: LogRequest.Picker,
    _ run: FilterRun,
    _ span: WindowSpan,
    _ snapshot: LogSnapshot,
    isCancelled: () -> Bool
  ) -> [Choice] {
    var choices = OwnFieldChoices(picker.field)
    for view in snapshot.chunks.reversed() where view.summary.overlaps(span.milliseconds) {
      guard choices.look(view, run, span, snapshot, isCancelled) else { break }
    }
    return choices.ranked(picker)
  }

  /// Looks at the records of a chunk, the newest first; false when that suffices.
  private mutating func look(
    _ view: ChunkView,
    _ run: FilterRun,
    _ span: WindowSpan,
    _ snapshot: LogSnapshot,
    _ isCancelled: () -> Bool
  ) -> Bool {
    var rows: [Int] = []
    run.forEachPassing(view.chunk.number) { chunk, row in
      if row < view.count, span.part(of: chunk.time[row].flooredSeconds) == .now {
        rows.append(row)
      }
    }
    while !rows.isEmpty {
      guard left.texts > 0, left.records > 0, !isCancelled() else { return false }
      var batch = Bitmap(count: view.count)
      for row in rows.suffix(Self.batch) { batch[row] = true }
      left.texts -= min(Self.batch, rows.count)
      rows.removeLast(min(Self.batch, rows.count))
      read(batch, view, snapshot)
    }
    return true
  }

  private mutating func read(_ rows: Bitmap, _ view: ChunkView, _ snapshot: LogSnapshot) {
    var candidates: [(row: Int, line: [UInt8])] = []
    reader.forEachText(view, rows) { row, text in
      if let needle, !needle.needsDecoding, !needle.occurs(in: text) { return }
      candidates.append((row, text.withUnsafeBufferPointer { Array($0) }))
    }
    left.records -= candidates.count
    for (row, line) in candidates {
      guard let record = RowValues(view, row, snapshot).record(line: line) else { continue }
      let isError = view.chunk.flags[row].contains(.trouble)
      if let known {
        RecordTest.value(of: known, in: record).map { note($0, isError) }
        continue
      }
      for field in record.fields where field.name.lowercased() == name {
        note(field.value, isError)
      }
    }
  }

  private mutating func note(_ value: String, _ isError: Bool) {
    guard !value.isEmpty, value.utf8.count <= Self.longest, value != SecretMask.replacement else {
      return
    }
    var total = found[value] ?? (0, 0)
    total.count += 1
    if isError { total.errors += 1 }
    found[value] = total
  }

  private func ranked(_ picker: LogRequest.Picker) -> [Choice] {
    let wanted = TextNeedle(parts: [picker.search])
    return found.filter { wanted.occurs(in: $0.key.utf8.span) }
      .sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
      .prefix(max(0, picker.count))
      .map { value, total in
        Choice(
          value: value,
          count: total.count,
          countBefore: 0,
          errors: total.errors,
          perBucket: []
        )
      }
  }
}
