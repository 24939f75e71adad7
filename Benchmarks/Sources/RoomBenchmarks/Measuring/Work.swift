import Benchmark
import Foundation

/// How much one iteration of a benchmark does, so that its speed can be told beside its time.
struct Work: BenchmarkSetting {
  /// The name of the column that tells the speed.
  static let column = "speed"

  /// How many units one iteration does.
  var amount: Double
  /// What is counted: `lines`, `MB`.
  var unit: String

  /// The work of `amount` units.
  init(_ amount: Int, _ unit: String) {
    self.amount = Double(amount)
    self.unit = unit
  }

  /// The work of going through that many bytes, told in megabytes.
  init(bytes: Int) {
    self.amount = Double(bytes) / 1e6
    self.unit = "MB"
  }

  /// Adds the column with the speed, by the median, to those that can be shown.
  static func registerColumn() {
    BenchmarkColumn.register(
      BenchmarkColumn(
        name: column,
        value: { result in
          guard let work = result.settings[Work.self] else { return .nan }
          let times = result.measurements.sorted()
          guard !times.isEmpty else { return .nan }
          return work.amount / (times[times.count / 2] / 1e9)
        },
        formatter: { speed, settings in
          guard speed.isFinite, let work = settings[Work.self] else { return "" }
          return speed >= 1e5
            ? String(format: "%.2f M %@/s", speed / 1e6, work.unit)
            : String(format: "%.0f %@/s", speed, work.unit)
        }
      )
    )
  }
}
