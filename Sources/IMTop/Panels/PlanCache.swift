import MetricsModel
import PromQL

/// What a plan's expression has given so far: only those steps are computed that are new, or that may
/// have changed since they were.
struct PlanCache<Steps: SteppedValues> {
  private(set) var steps: Steps
  /// What was remarked about the expression.
  private(set) var remarks: [String] = []
  /// Why it could not be computed.
  private(set) var trouble: String?
  /// When the newest steps were computed, in milliseconds.
  private var computed = Int64.min

  /// A cache of which nothing has been computed.
  init(_ steps: Steps) { self.steps = steps }

  /// What a plan gives at the steps of a range of time.
  typealias Computation = (
    _ from: Int64, _ through: Int64, _ step: Int64, Evaluator, PanelInputs,
    _ remarks: inout [String]
  ) throws(PromQLError) -> Steps.Values

  /// Makes the cache cover the steps of a range of time by what `compute` gives for a part of it.
  mutating func cover(
    from: Int64,
    through: Int64,
    of plan: PanelPlan,
    _ inputs: PanelInputs,
    by compute: (PanelPlan) -> Computation
  ) {
    let evaluator = Evaluator(source: plan.source(inputs))
    let fresh = unsettled(plan.origin)
    let (step, compute) = (steps.step, compute(plan))
    var remarks = remarks
    var trouble = trouble
    steps.cover(from: from, through: through, fresh: fresh) { first, last in
      trouble = nil
      do throws(PromQLError) {
        return try compute(first, last, step, evaluator, inputs, &remarks)
      } catch {
        trouble = error.message
        return Steps.nothing
      }
    }
    computed = inputs.now.milliseconds
    (self.remarks, self.trouble) = (remarks, trouble)
  }

  /// How many of the newest steps may have changed since they were computed: what was younger than the
  /// lateness of what is read.
  private func unsettled(_ origin: PanelPlan.Origin) -> Int {
    guard computed > .min + origin.lateness else { return steps.count }
    return Int(clamping: max(0, (steps.end - 1 - (computed - origin.lateness)) / steps.step))
  }
}

extension PanelPlan.Origin {
  /// Within how many milliseconds of its time a sample can be read: a scrape is in the store, or a line
  /// of the log in its counts.
  fileprivate var lateness: Int64 {
    switch self {
    case .scrape, .prometheus: 6_000
    case .log: 20_000
    }
  }
}
