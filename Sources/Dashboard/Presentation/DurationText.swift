/// Lengths of time as text, and back.
enum DurationText {
  /// At most two units without a blank: `42s`, `1m10s`, `15m`, `2h`, `3d4h`.
  static func short(_ seconds: Double) -> String {
    guard seconds.isFinite else { return "-" }
    let whole = max(0, CountText.whole(seconds))
    switch whole {
    case ..<60: return "\(whole)s"
    case ..<3600: return pair(whole / 60, "m", whole % 60, "s")
    case ..<86_400: return pair(whole / 3600, "h", whole % 3600 / 60, "m")
    default: return pair(whole / 86_400, "d", whole % 86_400 / 3600, "h")
    }
  }

  /// One unit, rounded down: `42s`, `4m`, `2h`, `3d`.
  static func rough(_ seconds: Double) -> String {
    guard seconds.isFinite else { return "-" }
    let whole = max(0, CountText.whole(seconds))
    switch whole {
    case ..<60: return "\(whole)s"
    case ..<3600: return "\(whole / 60)m"
    case ..<86_400: return "\(whole / 3600)h"
    default: return "\(whole / 86_400)d"
    }
  }

  /// The seconds of a text such as `90s`, `5m`, `1h30m`, `2d`; nil when it is none.
  static func seconds(_ text: String) -> Double? {
    var total = 0.0
    var digits = ""
    for character in text {
      if character.isASCII, character.isNumber {
        digits.append(character)
        continue
      }
      let unit: Double? =
        switch character {
        case "s": 1
        case "m": 60
        case "h": 3600
        case "d": 86_400
        case "w": 604_800
        default: nil
        }
      guard let unit, let count = Double(digits) else { return nil }
      total += count * unit
      digits = ""
    }
    guard digits.isEmpty, total > 0, total.isFinite else { return nil }
    return total
  }

  private static func pair(_ high: Int, _ highUnit: String, _ low: Int, _ lowUnit: String) -> String
  {
    low == 0 ? "\(high)\(highUnit)" : "\(high)\(highUnit)\(low)\(lowUnit)"
  }
}
