/// Finds the zone of times that name none by the times of those who wrapped the lines, which do: containers
/// often run in another zone than the host, or the other way round.
struct ZoneInference: Sendable {
  /// So many lines that follow each other must tell the same zone.
  private static let needed = 3
  /// Milliseconds by which a line tells a later time than its wrapper, and an earlier one.
  private static let apart: ClosedRange<Int64> = -30_000...2_000
  private static let quarter: Int64 = 900_000
  /// The offsets from UTC in use that are no whole hours, in quarters of an hour, by the tz database:
  /// Marquesas, Newfoundland in winter and summer, Iran, Afghanistan, India, Nepal, Myanmar, Eucla, Darwin,
  /// Adelaide in summer, Chatham in winter and summer.
  private static let uneven = [-38, -14, -10, 14, 18, 22, 23, 26, 35, 38, 42, 51, 55]

  /// Whether a zone is so many seconds east of Greenwich.
  private static func isInUse(_ offset: Int) -> Bool {
    let (quarters, rest) = offset.quotientAndRemainder(dividingBy: 900)
    guard rest == 0, (-48...56).contains(quarters) else { return false }
    return quarters % 4 == 0 || uneven.contains(quarters)
  }

  /// Whether the zone is looked for: not where a configuration names it.
  private let isOn: Bool
  private var votes = (offset: 0, count: 0)

  /// Nothing has been seen; `isOn` says whether anything is to be found.
  init(isOn: Bool) { self.isOn = isOn }

  /// What is known by a line that was taken at `wrapper` and tells `own`, read with `zone`; in milliseconds.
  ///
  /// `isMistaken` says that the times differ as those of zones do, so that the wrapper's is the right one;
  /// `zone` is the one that several lines have told.
  mutating func note(
    _ own: Int64,
    _ wrapper: Int64,
    _ zone: LogTimeZone
  ) -> (isMistaken: Bool, zone: LogTimeZone?) {
    guard isOn, (own &- wrapper).magnitude < 2 * 86_400_000 else { return (false, nil) }
    let late = own - wrapper
    let quarters = (late + (late < 0 ? -Self.quarter : Self.quarter) / 2) / Self.quarter
    let offset = zone.offset(own / 1_000) + Int(quarters) * 900
    guard quarters != 0, Self.apart.contains(late - quarters * Self.quarter),
      Self.isInUse(offset)
    else {
      votes.count = 0
      return (false, nil)
    }
    votes = (offset, votes.offset == offset ? votes.count + 1 : 1)
    return (true, votes.count >= Self.needed ? .fixed(seconds: offset) : nil)
  }
}
