/// When a scenario's fault begins and ends; time is handed in.
public struct FaultTimeline: Equatable, Sendable {
  /// What happens at a moment.
  public enum Turn: Equatable, Sendable {
    /// The fault begins.
    case begin
    /// The fault is over.
    case end
  }

  private enum State: Equatable {
    case waiting(until: Double)
    case failing(until: Double)
    case over
  }

  private let pause: Double
  private let length: Double
  private let repeats: Bool
  private var state: State

  /// A timeline in seconds from the start.
  ///
  /// - Parameters:
  ///   - scenario: Whose fault it is; one without a cause never begins.
  ///   - after: When the fault begins, and how long the pause before a repetition is.
  ///   - length: How long the fault lasts where the scenario does not say.
  ///   - repeats: Whether it comes again after each end.
  public init(_ scenario: Scenario, after: Double, length: Double, repeats: Bool) {
    pause = after
    self.repeats = repeats
    switch scenario.length {
    case .asAsked: self.length = length
    case .fixed(let seconds): self.length = seconds
    }
    state = scenario.cause == nil ? .over : .waiting(until: after)
  }

  /// When the next turn is due, in seconds from the start; nil when there is none.
  public var next: Double? {
    switch state {
    case .waiting(let until), .failing(let until): until
    case .over: nil
    }
  }

  /// The turn that is due at `elapsed` seconds from the start, if one is; ask until there is none.
  public mutating func turn(at elapsed: Double) -> Turn? {
    switch state {
    case .waiting(let until) where elapsed >= until:
      state = .failing(until: elapsed + length)
      return .begin
    case .failing(let until) where elapsed >= until:
      state = repeats ? .waiting(until: elapsed + pause) : .over
      return .end
    case .waiting, .failing, .over: return nil
    }
  }
}
