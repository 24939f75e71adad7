/// Something on a page of metrics that is accepted and yet hardly meant so.
public struct PageFinding: Sendable, Equatable {
  /// What kind of thing it is.
  public enum Kind: String, Sendable, CaseIterable {
    case repeatedSeries = "samples of series that stand twice"
    case brokenHistogram = "broken histograms"
    case rawURLs = "labels with one value per raw URL"
    case impossibleValue = "values that their type cannot have"
    case badLabel = "samples without a label that their type needs"
    case badName = "names that do not fit their type"
    case repeatedMetadata = "families with HELP, TYPE or UNIT twice"
    case lateMetadata = "families with HELP, TYPE or UNIT behind their samples"
    case misplacedUnit = "units of types that have none"
    case scatteredFamily = "families whose samples do not stand together"
    case oldTime = "samples left out because their own time lies before what is stored"
    case futureTime = "samples left out because their own time lies far ahead"
    case mergedSeries = "samples of series that stand twice after relabelling"
    case cutByNUL = "NUL bytes behind which nothing is read"
  }

  /// What kind of thing it is.
  public var kind: Kind
  /// How often it was found.
  public var count: Int
  /// The first one, and what is wrong with it.
  public var example: String

  /// A finding of the given values.
  public init(_ kind: Kind, count: Int, example: String) {
    self.kind = kind
    self.count = count
    self.example = example
  }
}
