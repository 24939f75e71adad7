public import NIOCore

/// When a person does what: irregular as people are, and the same for the same seed.
///
/// All times are drawn, none is measured; sessions end without memory, so that a population that
/// has just connected loses and wins as many per second as one that has been there for hours.
public struct ClientRhythm: Sendable {
  /// What a person asks of the HTTP interface.
  public enum Request: Equatable, Sendable {
    /// Says something.
    case postMessage(String)
    /// Reads what was said.
    case history
    /// Asks for a path that does not exist.
    case missing(String)
    /// Sends what is no message.
    case malformed
  }

  /// How a person leaves.
  public enum Farewell: Equatable, Sendable {
    /// With a close frame of this code.
    case close(code: UInt16)
    /// The socket is reset without a word.
    case vanish
  }

  /// How a person's device answers a ping.
  public enum Answer: Equatable, Sendable {
    /// At once.
    case now
    /// When its radio has woken up.
    case late(TimeAmount)
    /// Not at all, this time.
    case never
  }

  private static let texts: [(value: String, weight: Double)] = [
    ("on my way", 6), ("ok", 9), ("see you at eight", 3), ("好的，马上到", 5), ("👍", 5),
    ("did you see the \"new\" build?", 2), ("lunch?", 4), ("明天开会吗？", 3),
  ]
  private static let missingPaths: [(value: String, weight: Double)] = [
    ("/favicon.ico", 5), ("/robots.txt", 2), ("/api/v1/stickers/42", 3), ("/api/v2/messages", 1),
  ]

  private var generator: SeededGenerator
  private let requestMean: Double

  /// The rhythm of this seed.
  ///
  /// - Parameters:
  ///   - seed: What everything is drawn from.
  ///   - population: How many people there are; beyond a thousand each asks less often, so that all
  ///     together ask for no more than 200 things a second.
  public init(seed: UInt64, population: Int = 0) {
    generator = SeededGenerator(seed: seed)
    requestMean = max(5, Double(population) / 200)
  }

  /// The time within which the whole population connects at the start.
  static let arrival = 3.0

  /// When the person first connects, and when after a fault.
  public mutating func arrive() -> TimeAmount { .from(generator.uniform() * Self.arrival) }

  /// How long a session lasts; four minutes on average.
  public mutating func session() -> TimeAmount { .from(5 + generator.exponential(mean: 235)) }

  /// How long the person stays away between two sessions.
  public mutating func absence() -> TimeAmount {
    .from(min(generator.logNormal(median: 2, sigma: 0.6), 15))
  }

  /// The pause before attempt number `attempt` after failures: doubling from 1 s to 16 s, ± half.
  public mutating func backoff(attempt: Int) -> TimeAmount {
    .from(Double(1 << min(max(attempt, 1) - 1, 4)) * (0.5 + generator.uniform()))
  }

  /// The time between two messages over the WebSocket.
  public mutating func messageGap() -> TimeAmount {
    .from(min(generator.logNormal(median: 18, sigma: 0.8), 300))
  }

  /// The time between two requests; five seconds on average where people are few.
  public mutating func requestGap() -> TimeAmount {
    .from(generator.exponential(mean: requestMean))
  }

  /// How a ping is answered: mostly at once, now and then late, once in five hundred not at all.
  public mutating func answer() -> Answer {
    switch generator.uniform() {
    case ..<0.002: .never
    case ..<0.15: .late(.from(min(generator.logNormal(median: 0.08, sigma: 0.8), 0.8)))
    default: .now
    }
  }

  /// The time until the person's device vanishes while devices do: fifteen seconds on average.
  public mutating func vanishing() -> TimeAmount { .from(generator.exponential(mean: 15)) }

  /// Something that people say.
  public mutating func text() -> String { generator.pick(Self.texts) ?? "" }

  /// How the session ends.
  public mutating func farewell() -> Farewell {
    generator.pick([
      (.close(code: 1000), 70), (.close(code: 1001), 28), (.vanish, 2),
    ]) ?? .vanish
  }

  /// What the next request is.
  public mutating func request() -> Request {
    let kind = generator.uniform()
    return switch kind {
    case ..<0.46: .postMessage(text())
    case ..<0.992: .history
    case ..<0.998: .missing(generator.pick(Self.missingPaths) ?? "/")
    default: .malformed
    }
  }

  /// When, after a fault's begin, this person feels it: within ten seconds.
  public mutating func onset() -> TimeAmount { .from(generator.uniform() * 10) }
}

extension TimeAmount {
  /// So many seconds, to the millisecond, between nothing and a day.
  fileprivate static func from(_ seconds: Double) -> TimeAmount {
    .milliseconds(Int64(min(max(seconds, 0), 86_400) * 1000))
  }
}
