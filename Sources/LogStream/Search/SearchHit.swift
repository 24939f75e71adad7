public import LogModel
import MetricsModel

/// A record that a search has found, or one beside it.
public struct SearchHit: Sendable {
  /// Whether the record does not match itself but stands near one that does.
  public let isContext: Bool
  /// Whether records that are not told stand between this one and the one told before it.
  public let followsGap: Bool

  /// The index of the location in which it was found.
  public let location: Int

  /// The name of its source.
  public var source: String { values.source }

  /// How many bytes of the lines were told before the record grew; 0 where it is told for the first time.
  private let told: Int

  private let values: RowValues
  private let mask: SecretMask
  private let line: [UInt8]

  init(
    _ values: RowValues,
    line: [UInt8],
    mask: SecretMask,
    location: Int,
    told: Int = 0,
    isContext: Bool = false,
    followsGap: Bool = false
  ) {
    self.told = told
    self.values = values
    self.line = line
    self.mask = mask
    self.location = location
    self.isContext = isContext
    self.followsGap = followsGap
  }

  /// The same as a neighbour of a match.
  func asContext(followsGap: Bool) -> SearchHit { copy(isContext: true, followsGap: followsGap) }

  /// The same with something left out before it.
  var behindGap: SearchHit { copy(isContext: isContext, followsGap: true) }

  private func copy(isContext: Bool, followsGap: Bool) -> SearchHit {
    SearchHit(
      values,
      line: line,
      mask: mask,
      location: location,
      told: told,
      isContext: isContext,
      followsGap: followsGap
    )
  }

  /// The severity.
  public var level: Level { values.level }

  /// Whether the record was told before and has grown since.
  public var isGrown: Bool { told > 0 }

  /// The lines of the record as they stand in the log, secrets masked, without the last newline; of one
  /// that was told before those that are new.
  public var text: [UInt8] {
    guard told > 0 else { return text(of: line) }
    // A secret may have begun in the lines before.
    let (whole, before) = (text(of: line), text(of: Array(line.prefix(told))))
    let same = zip(whole, before).prefix { $0 == $1 }.count
    return Array(whole[same...].drop { $0 == 0x0a || $0 == 0x0d })
  }

  /// Where the record stands.
  var id: LogRecordID { values.id }

  /// How many bytes the lines have.
  var length: Int { line.count }

  private func text(of line: [UInt8]) -> [UInt8] {
    let end = line.lastIndex { $0 != 0x0a && $0 != 0x0d }.map { $0 + 1 } ?? 0
    let raw = Array(line[..<end])
    let masked = mask.masked(raw)
    guard let decoder = values.decoder, decoder.hasPieces, let whole = decoder.joined(raw) else {
      return masked
    }
    // Where a secret lies across two pieces they cannot be shown one by one.
    let joined = mask.masked(whole)
    return decoder.joined(masked) == joined ? masked : joined
  }

  /// The record, whole, secrets masked.
  public var record: LogRecord {
    values.record(line: line)
      ?? LogRecord(
        id: values.id,
        time: values.time,
        level: values.level,
        message: "",
        source: ""
      )
  }
}
