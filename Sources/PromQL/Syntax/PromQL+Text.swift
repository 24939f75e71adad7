extension PromQL {
  /// The milliseconds of a duration as Prometheus writes it: `1h30m`, `500ms`, `0`; nil for anything
  /// else, and for what does not fit into 64 bits of nanoseconds.
  public static func milliseconds(ofDuration text: String) -> Int64? {
    if text == "0" { return 0 }
    guard let milliseconds = DurationSyntax.milliseconds(text),
      milliseconds <= Int64.max / 1_000_000
    else { return nil }
    return milliseconds
  }

  /// The text of a duration that Prometheus writes: `1h30m`.
  public static func text(ofMilliseconds milliseconds: Int64) -> String {
    DurationSyntax.text(milliseconds: milliseconds)
  }

  /// A number as Prometheus' HTTP API writes it: the shortest digits, never with an exponent.
  public static func text(of number: Double) -> String { NumberFormat.positional(number) }
}
