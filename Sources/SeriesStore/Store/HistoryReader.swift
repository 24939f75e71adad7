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

  func read(_ place: Int, into series: inout Series) -> SeriesReading {
    guard window.slots.indices.contains(place), let entry = entries[window.slots[place]] else {
      return .nothing
    }
    let slot = window.slots[place]
    let (count, rows) = (window.times.count, window.rows.count)
    series.labels = entry.labels
    if series.values.count != count {
      series.values = [Double](repeating: .absent, count: count)
    }
    let start = window.decode(slot: slot, into: &series.values)
    if rows > 0 {
      if !slots.contains(slot) { gather(from: place) }
      let column = (slot - slots.lowerBound) * rows
      series.values.withUnsafeMutableBufferPointer { values in
        gathered.withUnsafeBufferPointer { gathered in
          _ = values[start...].update(fromContentsOf: gathered[column..<column + rows])
        }
      }
    }
    // Arrays that share their storage are equal without being compared.
    if series.timestamps != window.times { series.timestamps = window.times }
    let holdsNumbersOnly = series.values.span.holdsNumbersOnly
    if window.hasExplicit || !holdsNumbersOnly { window.removeGaps(of: slot, from: &series) }
    if let zero = entry.zeroAt { window.insertZero(at: zero, into: &series) }
    if series.timestamps.isEmpty { return .nothing }
    return holdsNumbersOnly && !window.hasExplicit ? .numbers : .samples
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
    gathered.withUnsafeMutableBufferPointer { gathered in
      for row in window.rows.indices {
        window.rows[row].values.withUnsafeBufferPointer { values in
          // A series that came later has no place in older rows.
          let held = max(0, min(width, values.count - first))
          for column in 0..<held { gathered[column &* rows &+ row] = values[first &+ column] }
          for column in held..<width { gathered[column &* rows &+ row] = .absent }
        }
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
