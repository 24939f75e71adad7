extension Double {
  /// The NaN that stands where a series has no sample in a scrape.
  ///
  /// It never comes from outside: the parser turns every NaN into the canonical one.
  static let absent = Double(bitPattern: 0x7ff0_0000_0000_0003)

  /// Whether there is no sample here, told from other NaNs by its bits.
  var isAbsent: Bool { bitPattern == 0x7ff0_0000_0000_0003 }
}
