import Foundation

/// Code points of one width, as another implementation has them.
struct WidthRun {
  let first: UInt32
  let last: UInt32
  /// Columns; -1 for controls, nil for surrogates.
  let width: Int?

  /// The run's code points, of a long one only the first and the last.
  var sample: [UInt32] {
    last - first < 2000 ? Array(first...last) : Array(first...first + 999) + [last]
  }

  /// All runs of the conformance set.
  static func load() throws -> [WidthRun] {
    let path = UnicodeData.path("codepoint_widths_runs.json")
    let data = try Data(contentsOf: URL(fileURLWithPath: path))
    let object = try JSONSerialization.jsonObject(with: data) as? [String: Any]
    return (object?["runs"] as? [[Any]] ?? []).compactMap { run in
      guard run.count == 3, let first = run[0] as? String, let last = run[1] as? String,
        let low = UInt32(first, radix: 16), let high = UInt32(last, radix: 16)
      else { return nil }
      return WidthRun(first: low, last: high, width: run[2] as? Int)
    }
  }
}
