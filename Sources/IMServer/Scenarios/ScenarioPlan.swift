/// What a run goes through: scenarios one after the other, each for its time.
///
/// ```
/// ws-500                     calm first, then the fault, for as long as other options say
/// steady:60,ws-500:30        a chain: each for so many seconds
/// ```
public struct ScenarioPlan: Sendable {
  /// What happens at a moment.
  public enum Turn: Equatable, Sendable {
    /// The fault is over.
    case end
    /// The gateways restart in a new version.
    case restart
    /// The fault begins.
    case begin
  }

  /// A turn of one scenario at its time.
  public struct Step: Sendable {
    /// When, in seconds from the plan's start.
    public let time: Double
    /// What happens.
    public let turn: Turn
    /// Whose turn it is.
    public let scenario: Scenario
  }

  /// The longest time a part of a chain may take, in seconds: a week.
  public static let longest = 604_800.0

  /// The plan as it was asked for.
  public let text: String
  /// The turns, in the order of their times.
  public let steps: [Step]
  /// How long the plan takes, in seconds.
  public let length: Double
  /// Whether it needs the proxy before the gateways.
  public let needsEdge: Bool

  /// Reads a plan.
  ///
  /// - Parameters:
  ///   - text: A scenario's name, or a chain of `NAME:SECONDS` with commas between.
  ///   - after: When the fault of a single scenario without seconds begins.
  ///   - lasting: How long it lasts where the scenario does not say.
  /// - Throws: `unknownScenario` and the errors of a chain.
  public init(_ text: String, after: Double, lasting: Double) throws(GatewayError) {
    let words = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    var stretches: [(scenario: Scenario, seconds: Double)] = []
    if words.count == 1, !text.contains(":") {
      let scenario = try Scenario.named(text)
      let isCalm = scenario.cause == nil && scenario.parts.isEmpty
      stretches = [(.steady, after)] + (isCalm ? [] : [(scenario, scenario.seconds(lasting))])
    } else {
      for word in words { stretches.append(try Self.stretch(word)) }
    }
    var steps: [Step] = []
    var time = 0.0
    for (scenario, seconds) in stretches {
      steps += scenario.steps(from: time, lasting: seconds)
      time += seconds
    }
    self.text = text
    // What ends makes room for what begins at the same moment.
    self.steps = steps.enumerated().sorted {
      ($0.element.time, $0.element.turn.rank, $0.offset)
        < ($1.element.time, $1.element.turn.rank, $1.offset)
    }.map(\.element)
    length = time
    needsEdge = stretches.contains { $0.scenario.needsEdge }
  }

  private static func stretch(
    _ word: String
  ) throws(GatewayError) -> (scenario: Scenario, seconds: Double) {
    let sides = word.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let scenario = try Scenario.named(String(sides.first ?? ""))
    guard sides.count == 2 else { throw .chainWithoutSeconds(scenario: scenario.name) }
    guard let seconds = Double(sides[1]), seconds > 0, seconds <= longest else {
      throw .chainSecondsInvalid(scenario: scenario.name, text: String(sides[1]))
    }
    let least = scenario.seconds(0)
    guard seconds >= least else { throw .chainTooShort(scenario: scenario.name, least: least) }
    return (scenario, seconds)
  }
}

extension ScenarioPlan.Turn {
  fileprivate var rank: Int {
    switch self {
    case .end: 0
    case .restart: 1
    case .begin: 2
    }
  }
}

extension Scenario {
  /// How long it takes from a restart to the failures that it has brought, where there is the time, in
  /// seconds: by then everybody is back.
  private static let calmAfterRestart = 30.0

  /// How long its fault lasts when asked to last `seconds`.
  fileprivate func seconds(_ seconds: Double) -> Double {
    switch length {
    case .asAsked: seconds
    case .fixed(let fixed): fixed
    }
  }

  /// Its turns when it is given the time from `time` on for `seconds`.
  fileprivate func steps(from time: Double, lasting seconds: Double) -> [ScenarioPlan.Step] {
    var steps = parts.flatMap { part in
      part.scenario.steps(
        from: time + part.begin * seconds,
        lasting: (part.end - part.begin) * seconds
      )
    }
    if restarts {
      let calm = hasFault ? Self.calmAfterRestart : 0
      steps.append(.init(time: max(0, time - calm), turn: .restart, scenario: self))
    }
    guard cause != nil else { return steps }
    steps.append(.init(time: time, turn: .begin, scenario: self))
    steps.append(.init(time: time + self.seconds(seconds), turn: .end, scenario: self))
    return steps
  }
}
