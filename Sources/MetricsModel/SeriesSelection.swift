/// The series that a question to a source has found, read one by one.
///
/// Reading a series may cost as much as decoding it: whoever needs one at a time keeps no more than
/// that, and several threads may read at once, each with a reader of its own.
public struct SeriesSelection: Sendable {
  /// How many series there may be; some of them may turn out to have no sample.
  public let count: Int
  /// How many samples they have in all, at most.
  public let size: Int
  private let makeReader: @Sendable () -> any SeriesReader

  /// A selection of `count` series with at most `size` samples, which the readers of `makeReader` read.
  public init(count: Int, size: Int, makeReader: @escaping @Sendable () -> any SeriesReader) {
    self.count = count
    self.size = size
    self.makeReader = makeReader
  }

  /// A selection whose series at a place is what `make` gives.
  public init(count: Int, size: Int, make: @escaping @Sendable (Int) -> Series?) {
    self.init(count: count, size: size, makeReader: { MadeSeries(make) })
  }

  /// A selection of series that are there already.
  public init(_ series: [Series]) {
    self.init(
      count: series.count,
      size: series.reduce(0) { $0 + $1.values.count },
      make: { series.indices.contains($0) ? series[$0] : nil }
    )
  }

  /// The selections one behind the other.
  public init(joining parts: [SeriesSelection]) {
    let parts = parts.filter { $0.count > 0 }
    if parts.count == 1 {
      self = parts[0]
      return
    }
    let bounds = parts.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1.count) }
    self.init(count: bounds.last ?? 0, size: parts.reduce(0) { $0 + $1.size }) {
      JoinedSeries(parts.map { $0.reader() }, bounds: bounds)
    }
  }

  /// A reader of the series at the places `0..<count`.
  public func reader() -> any SeriesReader { makeReader() }

  /// All series, in their order.
  public var all: [Series] {
    Parallel.map(count, cost: size) { part in
      let reader = reader()
      return part.compactMap { place in
        var series = Series()
        return reader.read(place, into: &series) == .nothing ? nil : series
      }
    }
  }
}
