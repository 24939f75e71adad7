import MetricsModel

/// How many labels a series may have, and how long they may be, as a job of a Prometheus configuration says;
/// nil for any number.
///
/// Lengths are in bytes, and the metric's name is a label like the target's own.
public struct LabelLimits: Hashable, Sendable {
  /// The most labels (`label_limit`).
  public var count: Int?
  /// The longest name of one (`label_name_length_limit`).
  public var nameLength: Int?
  /// The longest value of one (`label_value_length_limit`).
  public var valueLength: Int?

  /// No limits.
  public init() {}

  /// Whether any label may be there.
  var isNone: Bool { self == LabelLimits() }

  /// Which limit the labels of a series exceed; nil where they keep to all.
  func excess(_ labels: [Labels.Pair]) -> PageRefusal.Reason? {
    if let count, labels.count > count {
      return .overLabelLimit("label_limit", limit: count, found: "\(labels.count) labels")
    }
    for label in labels {
      if let nameLength, label.name.utf8.count > nameLength {
        let found = "a label's name of \(label.name.utf8.count) bytes, \(label.name.begin)"
        return .overLabelLimit("label_name_length_limit", limit: nameLength, found: found)
      }
      if let valueLength, label.value.utf8.count > valueLength {
        let found = "a value of \(label.value.utf8.count) bytes for \(label.name.begin)"
        return .overLabelLimit("label_value_length_limit", limit: valueLength, found: found)
      }
    }
    return nil
  }
}

extension String {
  /// As much of a name as a message has room for.
  fileprivate var begin: String { count > 50 ? "\(prefix(50))…" : self }
}
