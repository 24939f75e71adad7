/// How the elements of two vectors find their partners.
public struct VectorMatching: Sendable, Equatable {
  /// Which labels decide.
  public enum Labels: Sendable, Equatable {
    /// `on (a, b)`: only these.
    case on([String])
    /// `ignoring (a, b)`: all but these and the name.
    case ignoring([String])
  }

  /// Which side may have several elements for one of the other.
  public enum Grouping: Sendable, Equatable {
    /// Neither.
    case oneToOne
    /// `group_left (a)`: the left one; the labels come from the right.
    case left([String])
    /// `group_right (a)`: the right one; the labels come from the left.
    case right([String])
  }

  /// Which labels decide.
  public let labels: Labels
  /// Which side may have several elements.
  public let grouping: Grouping

  /// Matching by `labels` with `grouping`.
  public init(labels: Labels = .ignoring([]), grouping: Grouping = .oneToOne) {
    self.labels = labels
    self.grouping = grouping
  }
}
