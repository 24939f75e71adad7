import LogModel
import MetricsModel

/// Looks for a record of the list among all that are held.
struct RowSearch {
  private let search: ListSearch
  private let scope: LogRequest.Scope
  private let span: WindowSpan
  private let isCancelled: () -> Bool
  private var filter: CompiledFilter
  private var reader = RecordReader()

  /// A search over the list of a request; `now` is where the log's clock stands.
  init(
    _ search: ListSearch,
    of request: LogRequest,
    in span: WindowSpan,
    now: Timestamp,
    zone: LogTimeZone,
    isCancelled: @escaping () -> Bool
  ) {
    self.search = search
    self.scope = request.scope
    self.span = span
    self.isCancelled = isCancelled
    self.filter = CompiledFilter(search.filter, now: now, zone: zone)
  }

  /// The nearest record of an unfolded list; nil when it was cancelled or not all has been looked at.
  mutating func answer(_ run: FilterRun, _ snapshot: LogSnapshot) -> ListSearch.Answer? {
    filter.prepare(for: snapshot)
    guard let found = nearest(beyond: bound(snapshot), run, snapshot) else {
      return isCancelled() || run.covered < snapshot.recordCount ? nil : .nothing
    }
    guard span.part(of: found.time.flooredSeconds) == .now else {
      return .outside(found.id, Timestamp(milliseconds: found.time))
    }
    return .row(index(of: found, run, snapshot))
  }

  /// The nearest row of a folded list: one with a record that passes, or whose borrowed reason does.
  mutating func answer(
    _ groups: [(shape: UInt32, group: FoldTally.Group)],
    lenders: [UInt32: UInt32],
    _ run: FilterRun,
    _ snapshot: LogSnapshot
  ) -> ListSearch.Answer? {
    filter.prepare(for: snapshot)
    let shapes = shapes(run, snapshot)
    let origin = originShape(snapshot)
    let place = origin.map { origin in groups.firstIndex { $0.shape == origin } } ?? groups.count
    let indices = groups.indices.filter { index in
      let shape = groups[index].shape
      return shapes.contains(shape) || lenders[shape].map(shapes.contains) ?? false
    }
    let row: Int? =
      switch (search.direction, place) {
      case (.older, let place?):
        indices.last { $0 < place || search.includesOrigin && $0 == place }
      case (.newer, let place?):
        indices.first { $0 > place || search.includesOrigin && $0 == place }
      case (.older, nil): indices.last
      case (.newer, nil): indices.first
      }
    if let row { return .row(row) }
    let edge = search.direction == .older ? span.start : span.end
    let beyond = RowReference(time: edge * 1_000, chunk: 0, row: 0)
    guard let found = nearest(beyond: beyond, run, snapshot) else {
      return isCancelled() || run.covered < snapshot.recordCount ? nil : .nothing
    }
    return .outside(found.id, Timestamp(milliseconds: found.time))
  }

  /// Where the search begins: the origin's place, or the list's end.
  private func bound(_ snapshot: LogSnapshot) -> RowReference {
    guard let origin = search.origin else {
      return RowReference(time: span.end * 1_000, chunk: 0, row: 0)
    }
    // What is no longer held was older than everything that is.
    guard let view = snapshot.view(of: origin.chunk), Int(origin.row) < view.count else {
      return RowReference(time: .min, chunk: 0, row: 0)
    }
    return RowReference(
      time: view.chunk.time[Int(origin.row)],
      chunk: origin.chunk,
      row: origin.row
    )
  }

  private func originShape(_ snapshot: LogSnapshot) -> UInt32? {
    guard let origin = search.origin, let view = snapshot.view(of: origin.chunk),
      Int(origin.row) < view.count
    else { return nil }
    return view.chunk.shape[Int(origin.row)]
  }

  /// The shapes of the window's records that pass.
  private mutating func shapes(_ run: FilterRun, _ snapshot: LogSnapshot) -> Set<UInt32> {
    var shapes: Set<UInt32> = []
    for view in snapshot.chunks where view.summary.overlaps(span.milliseconds) {
      if isCancelled() { break }
      let times = span.milliseconds
      for row in passing(view, run, snapshot, where: { times.contains($0.time) }) {
        shapes.insert(view.chunk.shape[Int(row.row)])
      }
    }
    return shapes
  }

  /// The record of the list, whatever the window, that is nearest to `bound` in the search's direction.
  private mutating func nearest(
    beyond bound: RowReference,
    _ run: FilterRun,
    _ snapshot: LogSnapshot
  ) -> RowReference? {
    let isOlder = search.direction == .older
    let views = snapshot.chunks.filter { $0.count > 0 }.sorted {
      isOlder
        ? $0.summary.lastTime > $1.summary.lastTime : $0.summary.firstTime < $1.summary.firstTime
    }
    let isIncluded = search.includesOrigin
    var best: RowReference?
    for view in views {
      if isCancelled() { return nil }
      if let best {
        if isOlder ? view.summary.lastTime < best.time : view.summary.firstTime > best.time {
          break
        }
      }
      guard isOlder ? view.summary.firstTime <= bound.time : view.summary.lastTime >= bound.time
      else { continue }
      let found = passing(view, run, snapshot) {
        (isOlder ? $0 < bound : $0 > bound) || isIncluded && $0 == bound
      }
      best =
        isOlder
        ? [best, found.max()].compactMap { $0 }.max()
        : [best, found.min()].compactMap { $0 }.min()
    }
    return best
  }

  /// The records of a chunk that are in the list, pass the search and are accepted by `accepts`.
  private mutating func passing(
    _ view: ChunkView,
    _ run: FilterRun,
    _ snapshot: LogSnapshot,
    where accepts: (RowReference) -> Bool
  ) -> [RowReference] {
    var candidates = Bitmap(count: view.count)
    run.forEachPassing(view.chunk.number) { chunk, row in
      guard row < view.count, scope == .all || chunk.flags[row].contains(.trouble),
        accepts(Self.reference(chunk, row))
      else { return }
      candidates[row] = true
    }
    guard !candidates.isEmpty else { return [] }
    var found: [RowReference] = []
    let rows = filter.select(view, among: candidates, in: snapshot, &reader)
    rows.forEach(in: 0..<view.count) { found.append(Self.reference(view.chunk, $0)) }
    return found
  }

  /// How many records of the list are before one of the window.
  private func index(of found: RowReference, _ run: FilterRun, _ snapshot: LogSnapshot) -> Int {
    let second = found.time.flooredSeconds
    var index = 0
    run.seconds.forEach(in: span.start..<second) { _, records, troubles in
      index += scope == .all ? records : troubles
    }
    let times = second * 1_000..<(second + 1) * 1_000
    for view in snapshot.chunks where view.summary.overlaps(times) {
      run.forEachPassing(view.chunk.number) { chunk, row in
        guard times.contains(chunk.time[row]), scope == .all || chunk.flags[row].contains(.trouble)
        else { return }
        if Self.reference(chunk, row) < found { index += 1 }
      }
    }
    return index
  }

  private static func reference(_ chunk: LogChunk, _ row: Int) -> RowReference {
    RowReference(time: chunk.time[row], chunk: chunk.number, row: UInt32(truncatingIfNeeded: row))
  }
}
