/// When the turns of a plan are due; time is handed in.
public struct FaultTimeline: Sendable {
  private let steps: [ScenarioPlan.Step]
  private let length: Double
  private let repeats: Bool
  private var index = 0
  private var round = 0.0

  /// A timeline that goes through the plan once, or again and again.
  public init(_ plan: ScenarioPlan, repeats: Bool) {
    steps = plan.steps
    length = plan.length
    self.repeats = repeats && plan.length > 0
  }

  /// When the next turn is due, in seconds from the start; nil when there is none.
  public var next: Double? {
    index < steps.count ? round * length + steps[index].time : nil
  }

  /// The turn that is due at `elapsed` seconds from the start, if one is; ask until there is none.
  public mutating func step(at elapsed: Double) -> ScenarioPlan.Step? {
    guard let next, elapsed >= next else { return nil }
    let step = steps[index]
    index += 1
    if index == steps.count, repeats {
      index = 0
      round += 1
    }
    return step
  }
}
