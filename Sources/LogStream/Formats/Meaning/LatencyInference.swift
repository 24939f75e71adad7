/// Which unit each of a source's latency fields is in, learnt from the values seen so far.
///
/// A unit in the field's name or in the text is never doubted. Of plain numbers, fractions are seconds, as
/// zap writes them, unless most are tens and more with few decimals, which are milliseconds. Whole numbers
/// are nanoseconds, as Go's loggers write durations, where most are a million and more, or where none of
/// many is below a thousand; else they are milliseconds, as access logs have them.
struct LatencyInference: Sendable {
  /// What the values of a field look like.
  private struct Evidence {
    /// Fractions that may be seconds.
    var seconds: UInt32 = 0
    /// Fractions that can hardly be seconds: tens and more with up to three decimals.
    var decimals: UInt32 = 0
    /// Whole numbers below a thousand.
    var small: UInt32 = 0
    /// Whole numbers below a million.
    var middle: UInt32 = 0
    /// Larger whole numbers.
    var large: UInt32 = 0
  }

  /// The last unit that was found, for the status line.
  struct Latest: Sendable {
    /// The unit.
    var unit: LatencyUnit
    /// Whether nothing tells it: another unit is as likely.
    var isAssumed = false
  }

  /// So many whole numbers between a thousand and a million, and none below, are no milliseconds: some
  /// answer takes less than a second.
  private static let telling = 32

  private let configured: LatencyUnit?
  private var evidence: [Evidence]
  /// The unit of the latest latency, for the status line.
  private(set) var latest: Latest?

  /// Knows nothing yet about `names` fields; `configured` overrules what would be inferred.
  init(names: Int, configured: LatencyUnit?) {
    self.configured = configured
    self.evidence = Array(repeating: Evidence(), count: names + 1)
  }

  /// Knows from the beginning what another has seen of the same source.
  mutating func adopt(_ other: LatencyInference) { evidence = other.evidence }

  /// The seconds of a value, NaN where it is no duration or a negative one.
  mutating func seconds(_ line: Span<UInt8>, _ value: RawValue, row: FieldNames.Row?) -> Double {
    let range = value.range
    guard let number = NumberText.scan(line, at: range.lowerBound, to: range.upperBound) else {
      return .nan
    }
    if number.end != range.upperBound, line[number.end] != UInt8(ascii: ",") {
      guard
        let duration = DurationText.scan(line, at: range.lowerBound, to: range.upperBound),
        duration.end == range.upperBound, duration.seconds >= 0
      else { return .nan }
      return duration.seconds
    }
    guard number.value >= 0 else { return .nan }
    if let unit = configured ?? row?.unit {
      latest = Latest(unit: unit)
      return number.value * unit.seconds
    }
    let decimals = number.isFractional ? Self.decimals(line, range.lowerBound..<number.end) : 0
    let found = infer(number, decimals, name: value.name)
    latest = found
    return number.value * found.unit.seconds
  }

  private mutating func infer(
    _ number: NumberText.Found,
    _ decimals: Int,
    name: UInt16
  ) -> Latest {
    guard evidence.indices.contains(Int(name)) else { return Latest(unit: .seconds) }
    var known = evidence[Int(name)]
    if number.isFractional {
      if number.value >= 10, decimals <= 3 { known.decimals &+= 1 } else { known.seconds &+= 1 }
    } else if number.value < 1_000 {
      known.small &+= 1
    } else if number.value < 1_000_000 {
      known.middle &+= 1
    } else {
      known.large &+= 1
    }
    evidence[Int(name)] = known
    return Self.unit(known, number)
  }

  private static func unit(_ known: Evidence, _ number: NumberText.Found) -> Latest {
    let (small, middle, large) = (UInt64(known.small), UInt64(known.middle), UInt64(known.large))
    let fractions = UInt64(known.seconds) + UInt64(known.decimals)
    // A whole number of eleven days and more among seconds is of another writer.
    if fractions > 0, fractions * 4 >= small + middle + large,
      number.isFractional || number.value < 1_000_000
    {
      return Latest(unit: known.decimals > known.seconds ? .milliseconds : .seconds)
    }
    if large > small || large > 0 && number.value >= 1_000_000 && small == 0 {
      return Latest(unit: .nanoseconds)
    }
    if small == 0, middle >= UInt64(telling) { return Latest(unit: .nanoseconds) }
    return Latest(unit: .milliseconds, isAssumed: small == 0)
  }

  /// How many digits stand behind the point.
  private static func decimals(_ line: Span<UInt8>, _ number: Range<Int>) -> Int {
    guard let point = number.first(where: { line[$0] == UInt8(ascii: ".") }) else { return 0 }
    return number.upperBound - point - 1
  }
}
