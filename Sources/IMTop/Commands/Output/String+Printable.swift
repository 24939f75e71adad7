import Charts

extension String {
  /// The text with everything that a terminal must not see made visible, line by line.
  var printableLines: String {
    split(separator: "\n", omittingEmptySubsequences: false)
      .map { PrintableText.of(String($0)) }.joined(separator: "\n")
  }

  /// The same on one line.
  var printable: String { PrintableText.of(self) }
}
