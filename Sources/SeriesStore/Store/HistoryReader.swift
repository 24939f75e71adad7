import MetricsModel

/// Reads the series of a window one after the other.
///
/// Of the newest scrapes, which stand row by row, the values of neighbouring series are gathered at
/// once: a row is then touched for a few cache lines and not for each value of its own.
final class HistoryReader: SeriesReader {
  /// How many series are gathered at once, at most.
  private static let widest = 16

  private let window: HistoryWindow
  private let entries: [TargetHistory.Entry?]
  /// The values of the gathered slots in the open rows, slot by slot.
  private var gathered: [Double]
  private var slots = 0..<0

  init(_ window: HistoryWindow, _ entries: [TargetHistory.Entry?]) {
    self.window = window
    self.entries = entries
    gathered = [Double](repeating: .absent, count: window.rows.count * Self.widest)
  }

  func read(_ place: Int, into series: inout Series) -> Bool {
    guard window.slots.indices.contains(place) else { return false }
    let slot = window.slots[place]
    guard let entry = entries[slot] else { return false }
    series.labels = entry.labels
    let count = window.times.count
    if series.values.count != count {
      series.values = [Double](repeating: .absent, count: count)
    }
    let start = window.decode(slot: slot, into: &series.values)
    if !window.rows.isEmpty {
      if !slots.contains(slot) { gather(from: place) }
      let column = (slot - slots.lowerBound) * window.rows.count
      let values = gathered.span.extracting(column..<column + window.rows.count)
      var result = series.values.mutableSpan
      for row in values.indices { result[start &+ row] = values[row] }
    }
    series.timestamps = window.times
    if window.hasExplicit || !series.values.span.holdsNumbersOnly {
      window.removeGaps(of: slot, from: &series)
    }
    if let zero = entry.zeroAt { window.insertZero(at: zero, into: &series) }
    return !series.timestamps.isEmpty
  }

  /// Gathers the values of the slot at a place and of those that follow it one by one.
  private func gather(from place: Int) {
    let first = window.slots[place]
    var width = 1
    while width < Self.widest, place + width < window.slots.count,
      window.slots[place + width] == first + width
    { width += 1 }
    slots = first..<first + width
    let rows = window.rows.count
    var gathered = gathered.mutableSpan
    for row in window.rows.indices {
      let held = window.rows[row].values
      // A series that came later has no place in older rows.
      let values = held.span.extracting(slots.clamped(to: held.indices))
      for column in 0..<width {
        gathered[column &* rows &+ row] = column < values.count ? values[column] : .absent
      }
    }
  }
}

extension Span<Double> {
  /// Whether no value is a NaN, as what is absent and what ends a series is; several are looked at at a
  /// time.
  fileprivate var holdsNumbersOnly: Bool {
    var numbers = 0
    for index in indices { numbers &+= self[index] == self[index] ? 1 : 0 }
    return numbers == count
  }
}
