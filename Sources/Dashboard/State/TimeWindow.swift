import MetricsModel

/// The window of time that charts, tables and log share.
struct TimeWindow: Hashable, Sendable {
  /// One moment on both clocks.
  struct Moment: Hashable, Sendable {
    /// On the scrape's clock.
    var scrape: Timestamp
    /// On the log's clock.
    var log: Timestamp

    /// This moment moved by `seconds` on both clocks.
    func advanced(bySeconds seconds: Double) -> Moment {
      Moment(
        scrape: scrape.advanced(bySeconds: seconds),
        log: log.advanced(bySeconds: seconds)
      )
    }
  }

  /// Where the window ends.
  enum End: Hashable, Sendable {
    /// At the newest data; it moves.
    case live
    /// At a moment that a person chose.
    case paused(Moment)
    /// At the end of a log that ended long ago.
    case ended(Moment)
  }

  /// The lengths that widening and narrowing step through, in seconds.
  static let lengths: [Double] = [
    60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 28_800, 86_400, 172_800, 604_800,
  ]

  /// The length in seconds.
  private(set) var seconds: Double
  /// Where it ends.
  var end: End

  /// A live window; lengths are kept between ten seconds and a week.
  init(seconds: Double) {
    self.seconds = Self.bounded(seconds)
    self.end = .live
  }

  /// The moment at which the window is frozen, nil while live.
  var frozen: Moment? {
    switch end {
    case .live: nil
    case .paused(let moment), .ended(let moment): moment
    }
  }

  /// The length that was left for a chosen range; going live goes back to it.
  private var usual: Double?

  /// Shows a chosen range until the window goes live.
  mutating func choose(_ length: Double, until moment: Moment) {
    usual = usual ?? seconds
    seconds = Self.bounded(length)
    end = .paused(moment)
  }

  /// Follows the newest data.
  mutating func goLive() {
    seconds = usual ?? seconds
    usual = nil
    end = .live
  }

  /// Sets the length, kept between ten seconds and a week.
  mutating func setLength(_ length: Double) {
    usual = nil
    seconds = Self.bounded(length)
  }

  /// The next longer length.
  mutating func widen() { setLength(Self.lengths.first { $0 > seconds } ?? seconds) }

  /// The next shorter length.
  mutating func narrow() { setLength(Self.lengths.last { $0 < seconds } ?? seconds) }

  private static func bounded(_ seconds: Double) -> Double {
    seconds.isFinite ? min(max(seconds, 10), 604_800) : 900
  }
}
