import MetricsModel
import PromQL

/// The names under which nothing can be read now, because a server has not said what their recording
/// rules give, or what those read.
struct UnheardRecords: Sendable {
  /// A recording rule, and whether a server computes a part of it.
  struct Rule: Sendable {
    var producer: Int
    var name: String
    var expression: Expr
    var asksServer: Bool
  }

  private var rules: [Rule] = []
  /// What rules were told by the server itself, by their numbers; nil for an answer.
  private var told: [Int: PromQLError?] = [:]
  private var errors: [String: PromQLError] = [:]
  /// The rules that read one of those names when they were evaluated last.
  private var late: [Int: PromQLError] = [:]

  /// Takes over the recording rules; those that ask a server wait for its first answer.
  mutating func take(_ rules: [Rule]) {
    self.rules = rules
    for rule in rules where rule.asksServer && told[rule.producer] == nil {
      told[rule.producer] = .some(PromQLError(awaiting: rule.expression))
    }
    spread()
  }

  /// Takes note of what the server said to a rule; nil where it has answered.
  mutating func note(_ error: PromQLError?, of producer: Int) {
    guard told[producer] != .some(error) else { return }
    told[producer] = .some(error)
    spread()
  }

  /// Throws why a recording rule cannot be evaluated; it is late until it can.
  ///
  /// It does not wait for others that are late: they may wait for this one.
  mutating func check(_ expression: Expr, of producer: Int) throws(PromQLError) {
    late[producer] = error(of: expression, errors)
    if let error = late[producer] { throw error }
  }

  /// Throws why an expression cannot be evaluated that reads one of the names, or what is late.
  func check(_ expression: Expr) throws(PromQLError) {
    guard !errors.isEmpty || !late.isEmpty else { return }
    var names = errors
    for rule in rules { names[rule.name] = names[rule.name] ?? late[rule.producer] }
    if let error = error(of: expression, names) { throw error }
  }

  private func error(of expression: Expr, _ errors: [String: PromQLError]) -> PromQLError? {
    guard !errors.isEmpty else { return nil }
    for selector in expression.selectors {
      let conditions = selector.matchers.filter { $0.name == Labels.metricName }
      guard !conditions.isEmpty else { continue }
      let read = errors.first { name, _ in conditions.allSatisfy { $0.matches(name) } }
      if let read { return read.value }
    }
    return nil
  }

  /// Finds the names that are read, over any number of rules, from one that the server left unanswered.
  private mutating func spread() {
    errors = [:]
    for rule in rules { if let error = told[rule.producer] ?? nil { errors[rule.name] = error } }
    var count = -1
    while count != errors.count {
      count = errors.count
      for rule in rules where errors[rule.name] == nil {
        errors[rule.name] = error(of: rule.expression, errors)
      }
    }
  }
}

extension PromQLError {
  /// Whether a server has not answered, or not with values.
  var isOfServer: Bool {
    switch kind {
    case .unanswered, .refusedElsewhere: true
    default: false
    }
  }
}
