import Foundation

/// A reader of outside data that is fed with made-up input.
protocol FuzzTarget: SendableMetatype {
  /// The name that chooses it.
  static var name: String { get }

  /// Inputs to begin with, from the folder of other people's test data.
  static func seeds(_ conformance: URL) -> [Data]

  /// Reads the input; a crash, a hang or a broken promise is what is looked for.
  static func read(_ input: [UInt8])
}

/// Every target: a row here and a file in `Targets/`.
enum FuzzTargets {
  static let all: [any FuzzTarget.Type] = [
    TextPageTarget.self, OpenMetricsPageTarget.self, PromQLTarget.self, RuleFileTarget.self,
    TemplateTarget.self, LogLinesTarget.self, GrokTarget.self, FilterTarget.self,
  ]

  /// The target of a name.
  static func named(_ name: String) -> (any FuzzTarget.Type)? { all.first { $0.name == name } }
}
