public import MetricsModel

extension RemoteAPI {
  /// The most points of a series that are asked for at once; Prometheus allows 11,000.
  static let pointLimit: Int64 = 10_000
  /// How often a range that is too much for the server is halved.
  private static let halvings = 3

  /// The values of a query over a range, in as many questions as the server's limits ask for.
  ///
  /// Both ends are multiples of `step`. A range that is refused for its length or cost is halved,
  /// and the halves again.
  public func rangeInParts(
    _ query: String,
    from: Timestamp,
    through: Timestamp,
    step: Int64
  ) async throws(RemoteError) -> RemoteAnswer<[Series]> {
    let span = Self.pointLimit.multipliedReportingOverflow(by: step)
    var parts: [RemoteAnswer<[Series]>] = []
    var start = from.milliseconds
    while start <= through.milliseconds {
      let (sum, overflow) = start.addingReportingOverflow(span.partialValue &- step)
      let end = span.overflow || overflow ? through.milliseconds : min(sum, through.milliseconds)
      parts.append(try await halved(query, start, end, step, Self.halvings))
      start = end &+ step
    }
    return parts.dropFirst().reduce(parts.first ?? RemoteAnswer(value: [])) { $0.followed(by: $1) }
  }

  private func halved(
    _ query: String,
    _ from: Int64,
    _ through: Int64,
    _ step: Int64,
    _ halvings: Int
  ) async throws(RemoteError) -> RemoteAnswer<[Series]> {
    do {
      return try await range(
        query,
        from: Timestamp(milliseconds: from),
        through: Timestamp(milliseconds: through),
        step: step
      )
    } catch .refused(let url, let refusal) where refusal.cause == .tooMuch {
      let steps = (through - from) / step
      guard halvings > 0, steps > 1 else { throw .refused(url: url, refusal) }
      let middle = from + steps / 2 * step
      let older = try await halved(query, from, middle, step, halvings - 1)
      let newer = try await halved(query, middle + step, through, step, halvings - 1)
      return older.followed(by: newer)
    }
  }
}

extension RemoteAnswer where Value == [Series] {
  /// This answer with that about the time behind it.
  fileprivate func followed(by newer: Self) -> Self {
    var both = self
    var places = Dictionary(value.enumerated().map { ($1.labels, $0) }) { first, _ in first }
    for series in newer.value {
      if let place = places[series.labels] {
        both.value[place].timestamps += series.timestamps
        both.value[place].values += series.values
      } else {
        places[series.labels] = both.value.count
        both.value.append(series)
      }
    }
    both.warnings += newer.warnings.filter { !warnings.contains($0) }
    both.remarks += newer.remarks.filter { !remarks.contains($0) }
    both.isPartial = isPartial || newer.isPartial
    both.seconds += newer.seconds
    both.histograms = max(histograms, newer.histograms)
    return both
  }
}
