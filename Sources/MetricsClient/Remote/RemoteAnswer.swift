/// What a Prometheus server answered, with all that it said beside.
public struct RemoteAnswer<Value: Sendable>: Sendable {
  /// The answer.
  public var value: Value
  /// The server's warnings, in its words.
  public var warnings: [String] = []
  /// What the server remarks on the query (`infos`), in its words.
  public var remarks: [String] = []
  /// Whether a part of the data could not be asked, so that numbers may be too small.
  public var isPartial = false
  /// Seconds from the question to the end of the answer.
  public var seconds = 0.0
  /// How many series were left out because they are native histograms.
  public var histograms = 0

  /// An answer with what was said beside.
  public init(
    value: Value,
    warnings: [String] = [],
    remarks: [String] = [],
    isPartial: Bool = false,
    seconds: Double = 0,
    histograms: Int = 0
  ) {
    self.value = value
    self.warnings = warnings
    self.remarks = remarks
    self.isPartial = isPartial
    self.seconds = seconds
    self.histograms = histograms
  }

  /// The same about another value.
  func map<Other>(_ transform: (Value) -> Other) -> RemoteAnswer<Other> {
    RemoteAnswer<Other>(
      value: transform(value),
      warnings: warnings,
      remarks: remarks,
      isPartial: isPartial,
      seconds: seconds,
      histograms: histograms
    )
  }
}

extension RemoteAnswer where Value == [String] {
  /// Words by which Thanos says that a store did not answer.
  private static let partialWords = ["partial", "storeapi", "rpc error", "store matches"]

  /// Whether one of a server's warnings tells of missing data.
  static func tellsOfMissingData(_ warnings: [String]) -> Bool {
    warnings.contains { warning in
      let words = warning.lowercased()
      return partialWords.contains { words.contains($0) }
    }
  }
}
