import MetricsModel

/// One series of an instant vector along all steps.
struct Column {
  /// The identity; the name is still there where it will be dropped.
  var labels: Labels
  /// Whether the name is dropped at the end.
  ///
  /// Prometheus 3 keeps names until then, so that `label_replace` and `by (__name__)` can use them.
  var dropsName: Bool
  /// The value at each step, `Double.stale` where there is none.
  var values: [Double]
}

extension Column {
  /// The values with their times, nil when there is none; complete series share the times.
  func series(at times: [Int64]) -> Series? {
    guard values.contains(where: \.isAbsent) else {
      return Series(labels: labels, timestamps: times, values: values)
    }
    let present = values.indices.filter { !values[$0].isAbsent }
    guard !present.isEmpty else { return nil }
    return Series(
      labels: labels,
      timestamps: present.map { times[$0] },
      values: present.map { values[$0] }
    )
  }
}

extension Double {
  /// What stands in a column where there is no value: the bits of `Double.stale`, which no
  /// computation gives, spelled out here so that loops over columns see a constant.
  static var absent: Double { Double(bitPattern: 0x7ff0_0000_0000_0002) }

  /// Whether there is no value.
  @inline(__always) var isAbsent: Bool { bitPattern == 0x7ff0_0000_0000_0002 }
}
