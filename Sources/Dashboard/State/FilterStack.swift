import LogModel

/// The filter as a stack of steps; going back takes the newest away.
///
/// All of them hold, but for those before the newest one that gathers: of a trace or a connection every
/// line is shown, whatever was looked for when it was found.
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

  /// The steps that hold, the oldest first.
  var holding: ArraySlice<Step> {
    steps[(steps.lastIndex { $0.origin == .gathering } ?? 0)...]
  }

  /// The steps that hold, all together.
  var filter: Filter { Self.all(holding.map(\.filter)) }

  /// The steps that hold as text, joined by `∧`.
  var text: String { holding.map(\.text).joined(separator: " ∧ ") }

  /// The step that was typed, where one holds.
  var typed: Step? { holding.first { $0.origin == .typed } }

  /// Whether every line of a trace or a connection is asked for.
  var gathers: Bool { holding.first?.origin == .gathering }

  /// The whole filter as it would be with another typed step.
  func filter(typing filter: Filter) -> Filter {
    var copy = self
    copy.setTyped(filter == .all ? "" : "?", filter)
    return copy.filter
  }

  /// Replaces the typed step, adds it, or removes it when the text is empty.
  mutating func setTyped(_ text: String, _ filter: Filter) {
    let index = holding.firstIndex { $0.origin == .typed }
    if text.isEmpty {
      if let index { steps.remove(at: index) }
      return
    }
    let step = Step(text: text, filter: filter, origin: .typed)
    if let index { steps[index] = step } else { steps.append(step) }
  }

  /// Adds a step unless it already holds, and says whether it was added; to gather what another step
  /// lets through is more than that step does.
  @discardableResult
  mutating func push(_ step: Step) -> Bool {
    let isKnown = holding.contains {
      $0.filter == step.filter && (step.origin != .gathering || $0.origin == .gathering)
    }
    guard !isKnown else { return false }
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
