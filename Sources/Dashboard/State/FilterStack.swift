import LogModel

/// The filter as a stack of steps that all hold; going back takes the newest away.
struct FilterStack: Hashable, Sendable {
  /// How a step came to be.
  enum Origin: Hashable, Sendable {
    /// It was typed; typing again edits it.
    case typed
    /// It was chosen from a row or a list.
    case chosen
    /// It gathers the lines of a trace or a connection, whatever their level.
    case gathering
  }

  /// One step.
  struct Step: Hashable, Sendable {
    /// The step in the filter language.
    var text: String
    /// The step's meaning.
    var filter: Filter
    /// How it came to be.
    var origin: Origin
  }

  /// The steps, the oldest first.
  private(set) var steps: [Step] = []

  /// Whether everything passes.
  var isEmpty: Bool { steps.isEmpty }

  /// All steps together.
  var filter: Filter { Self.all(steps.map(\.filter)) }

  /// The steps as text, joined by `∧`.
  var text: String { steps.map(\.text).joined(separator: " ∧ ") }

  /// The text of the step that was typed, empty when there is none.
  var typed: String { steps.first { $0.origin == .typed }?.text ?? "" }

  /// Whether a step asks for lines of every level.
  var gathers: Bool { steps.contains { $0.origin == .gathering } }

  /// The whole filter as it would be with another typed step.
  func filter(typing filter: Filter) -> Filter {
    var copy = self
    copy.setTyped(filter == .all ? "" : "?", filter)
    return copy.filter
  }

  /// Replaces the typed step, adds it, or removes it when the text is empty.
  mutating func setTyped(_ text: String, _ filter: Filter) {
    let index = steps.firstIndex { $0.origin == .typed }
    if text.isEmpty {
      if let index { steps.remove(at: index) }
      return
    }
    let step = Step(text: text, filter: filter, origin: .typed)
    if let index { steps[index] = step } else { steps.append(step) }
  }

  /// Adds a step unless it already holds, and says whether it was added.
  @discardableResult
  mutating func push(_ step: Step) -> Bool {
    guard !steps.contains(where: { $0.filter == step.filter }) else { return false }
    steps.append(step)
    return true
  }

  /// Takes the newest step away and returns it.
  @discardableResult
  mutating func pop() -> Step? { steps.popLast() }

  private static func all(_ filters: [Filter]) -> Filter {
    guard let first = filters.first else { return .all }
    return filters.dropFirst().reduce(first) { .and($0, $1) }
  }
}

extension FilterStack.Step {
  /// The step that lets one of several values of a field through.
  static func including(
    _ field: String,
    _ values: [String],
    origin: FilterStack.Origin = .chosen
  )
    -> FilterStack.Step
  {
    let alternatives = values.map { Filter.field(field, .equals($0)) }
    let filter = alternatives.dropFirst().reduce(alternatives.first ?? .all) { .or($0, $1) }
    let texts = values.map(quoted)
    let text =
      texts.count == 1 ? "\(field):\(texts[0])" : "\(field):(\(texts.joined(separator: " or ")))"
    return FilterStack.Step(text: text, filter: filter, origin: origin)
  }

  /// The step that keeps values of a field out.
  static func excluding(_ field: String, _ values: [String]) -> FilterStack.Step {
    including(field, values).opposite
  }

  /// The step that keeps out what this one lets through.
  var opposite: FilterStack.Step {
    let isJoined = if case .and = filter { true } else { false }
    return FilterStack.Step(
      text: isJoined ? "not (\(text))" : "not \(text)",
      filter: .not(filter),
      origin: .chosen
    )
  }

  private static func quoted(_ value: String) -> String {
    let escaped = value.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : String($0) }.joined()
    return "\"\(escaped)\""
  }
}
