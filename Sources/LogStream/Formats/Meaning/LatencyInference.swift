/// Which unit each of a source's latency fields is in, learnt from the values seen so far.
///
/// Access logs write small whole milliseconds, Go's loggers whole nanoseconds (a thousand and more,
/// always) and zap fractions of a second. A unit in the field's name or in the text is never doubted.
struct LatencyInference: Sendable {
  private struct Evidence {
    var fractional: UInt32 = 0
    var small: UInt32 = 0
    var large: UInt32 = 0
  }

  private let configured: LatencyUnit?
  private var evidence: [Evidence]
  /// The field and unit of the latest latency, for the status line.
  private(set) var latest: (name: UInt16, unit: LatencyUnit)?

  /// Knows nothing yet about `names` fields; `configured` overrules what would be inferred.
  init(names: Int, configured: LatencyUnit?) {
    self.configured = configured
    self.evidence = Array(repeating: Evidence(), count: names + 1)
  }

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
    let unit = configured ?? row?.unit ?? infer(number, name: value.name)
    latest = (value.name, unit)
    return number.value * unit.seconds
  }

  private mutating func infer(_ number: NumberText.Found, name: UInt16) -> LatencyUnit {
    guard evidence.indices.contains(Int(name)) else { return .seconds }
    var known = evidence[Int(name)]
    if number.isFractional {
      known.fractional &+= 1
    } else if number.value < 1_000 {
      known.small &+= 1
    } else {
      known.large &+= 1
    }
    evidence[Int(name)] = known
    if known.fractional > 0,
      UInt64(known.fractional) * 4 >= UInt64(known.small) + UInt64(known.large)
    {
      return .seconds
    }
    return UInt64(known.large) > UInt64(known.small) * 4 ? .nanoseconds : .milliseconds
  }
}
