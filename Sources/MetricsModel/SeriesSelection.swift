/// The series that a question to a source has found, read one by one.
///
/// Reading a series may cost as much as decoding it: whoever needs one at a time keeps no more than
/// that, and several threads may read at once.
public struct SeriesSelection: Sendable {
  /// How many series there may be; some of them may turn out to have no sample.
  public let count: Int
  /// How many samples they have in all, at most.
  public let size: Int
  private let read: @Sendable (Int) -> Series?

  /// A selection of `count` series with at most `size` samples, the one at a place being what `read`
  /// gives.
  public init(count: Int, size: Int, read: @escaping @Sendable (Int) -> Series?) {
    self.count = count
    self.size = size
    self.read = read
  }

  /// A selection of series that are there already.
  public init(_ series: [Series]) {
    self.init(
      count: series.count,
      size: series.reduce(0) { $0 + $1.values.count },
      read: { series[$0] }
    )
  }

  /// The selections one behind the other.
  public init(joining parts: [SeriesSelection]) {
    let parts = parts.filter { $0.count > 0 }
    if parts.count == 1 {
      self = parts[0]
      return
    }
    let ends = parts.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1.count) }
    self.init(count: ends.last ?? 0, size: parts.reduce(0) { $0 + $1.size }) { place in
      guard let part = ends.dropFirst().firstIndex(where: { place < $0 }) else { return nil }
      return parts[part - 1].series(at: place - ends[part - 1])
    }
  }

  /// The series at a place, `0..<count`; nil where it has no sample.
  public func series(at place: Int) -> Series? { read(place) }

  /// All series, in their order.
  public var all: [Series] { map { $0 } }

  /// What `transform` makes of each series, in their order, without what it makes nothing of.
  ///
  /// It runs on several threads where that pays.
  public func map<Result: Sendable>(_ transform: (Series) -> Result?) -> [Result] {
    mapParts { part in part.compactMap { read($0).flatMap(transform) } }
  }

  /// What `transform` makes of each part of the places, in their order; as `map`, but with something
  /// that a part may keep from one series to the next.
  public func mapParts<Result: Sendable>(_ transform: (Range<Int>) -> [Result]) -> [Result] {
    Parallel.map(count, cost: size, transform)
  }
}
