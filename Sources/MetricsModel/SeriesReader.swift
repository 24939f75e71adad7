/// What has been read of a series.
public enum SeriesReading: Sendable {
  /// It has no sample.
  case nothing
  /// It has samples, all of which are known to be numbers.
  case numbers
  /// It has samples, among which there may be NaNs and staleness markers.
  case samples
}

/// Reads the series of a selection, best in the order of their places; for one thread.
public protocol SeriesReader: AnyObject {
  /// Puts the series at a place into `series`, whose memory is used again where nobody else holds it.
  ///
  /// Where there is nothing, `series` holds nothing of use.
  func read(_ place: Int, into series: inout Series) -> SeriesReading
}

/// A reader of series that are made one by one.
final class MadeSeries: SeriesReader {
  private let make: (Int) -> Series?

  init(_ make: @escaping (Int) -> Series?) { self.make = make }

  func read(_ place: Int, into series: inout Series) -> SeriesReading {
    guard let made = make(place) else { return .nothing }
    series = made
    return .samples
  }
}

/// A reader of several selections one behind the other.
final class JoinedSeries: SeriesReader {
  private let readers: [any SeriesReader]
  /// The place at which each part begins, and the end of the last one.
  private let bounds: [Int]
  private var part = 0

  init(_ readers: [any SeriesReader], bounds: [Int]) {
    self.readers = readers
    self.bounds = bounds
  }

  func read(_ place: Int, into series: inout Series) -> SeriesReading {
    guard place >= 0, place < bounds.last ?? 0 else { return .nothing }
    while place >= bounds[part + 1] { part += 1 }
    while place < bounds[part] { part -= 1 }
    return readers[part].read(place - bounds[part], into: &series)
  }
}
