/// Block characters and how full they are.
enum Blocks {
  /// Blocks growing upwards in eighths: nothing to full.
  static let lower: [Unicode.Scalar] = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
  /// Blocks growing rightwards in eighths: nothing to full.
  static let left: [Unicode.Scalar] = [" ", "▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"]

  /// The level, from zero to `levels`, that a fraction reaches, rounded.
  ///
  /// Below zero and above one, it is the nearer end; NaN is zero.
  static func level(of fraction: Double, levels: Int) -> Int {
    guard fraction > 0 else { return 0 }
    guard fraction < 1 else { return max(0, levels) }
    return Int(exactly: (fraction * Double(levels)).rounded()) ?? 0
  }
}
