extension PanelEvaluator {
  /// The milliseconds of a step: a round number with which `steps` steps cover the window.
  static func step(window: Double, steps: Int) -> Int64 {
    let exact = max(window, 1) * 1000 / Double(max(steps, 1))
    let round: [Int64] = [
      1000, 2000, 5000, 10_000, 15_000, 20_000, 30_000, 60_000, 120_000, 300_000, 600_000,
      900_000, 1_800_000, 3_600_000, 7_200_000, 21_600_000, 43_200_000, 86_400_000,
    ]
    return round.first { Double($0) >= exact } ?? 86_400_000
  }

  /// How many steps cover a window.
  static func count(step: Int64, window: Double) -> Int {
    max(1, Int(clamping: Int64((max(window, 1) * 1000).rounded(.up)) + step - 1) / Int(step))
  }
}
