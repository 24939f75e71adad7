import Patterns
import StrictYAML

/// One sign by which a server gives itself away: a metric, and how it behaves.
public struct Detection: Sendable {
  /// Which metrics it is about.
  enum Subject: Sendable {
    /// The one of this name.
    case metric(String)
    /// Those whose whole name matches, as far as no other profile knows them.
    case like(Pattern)
  }

  /// How many metrics of a pattern are looked at, at most.
  private static let limit = 20

  let subject: Subject
  /// What the metric must be; nil where its being there is enough.
  let behaves: Behaviour?

  /// The metric's name where it has one.
  public var metric: String? { if case .metric(let name) = subject { name } else { nil } }

  /// A metric's name, or a mapping of `metric` or `like` and `behaves`.
  init(_ value: DocumentValue) throws(DocumentError) {
    if let name = try? value.string() {
      (subject, behaves) = (.metric(name), nil)
      return
    }
    let mapping = try value.mapping(keys: ["metric", "like", "behaves"])
    behaves = try mapping["behaves"]?.oneOf(Behaviour.self)
    switch (mapping["metric"], mapping["like"]) {
    case (let metric?, nil): subject = .metric(try metric.string())
    case (nil, let like?):
      let source = try like.string()
      do throws(PatternError) {
        subject = .like(try Pattern(source, dialect: .re2))
      } catch {
        throw like.error("not a regular expression: \(error)")
      }
    default: throw value.error("one of metric and like is needed")
    }
  }

  /// The metrics that give the server away; those in `known` belong to other profiles' signs.
  func metrics(among names: Set<String>, known: Set<String>) -> [String] {
    switch subject {
    case .metric(let name): names.contains(name) ? [name] : []
    case .like(let pattern):
      Array(
        names.subtracting(known).filter { pattern.matchesWhole($0) }.sorted().prefix(Self.limit)
      )
    }
  }
}
