import Foundation

@testable import Charts

/// Unicode's file of East Asian widths, from which the table of widths is derived.
struct UnicodeData {
  private var classes = [ScalarClass](repeating: .unprintable, count: 0x110000)

  private static var folder: String {
    (ProcessInfo.processInfo.environment["IMTOP_CONFORMANCE"] ?? "../shared/conformance")
      + "/wcwidth"
  }

  /// The path of a file of the set.
  static func path(_ name: String) -> String { folder + "/" + name }

  /// Whether the set is there.
  static var isPresent: Bool {
    FileManager.default.fileExists(atPath: path("EastAsianWidth-17.0.0.txt"))
  }

  /// Reads the file: `0020..0022 ; Na # Po [3] SPACE..QUOTATION MARK`.
  static func load() throws -> UnicodeData {
    var data = UnicodeData()
    let text = try String(contentsOfFile: path("EastAsianWidth-17.0.0.txt"), encoding: .utf8)
    for line in text.split(separator: "\n") {
      let parts = line.split(separator: "#", maxSplits: 1)
      guard parts.count == 2 else { continue }
      let fields = parts[0].split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces) }
      guard fields.count == 2 else { continue }
      let bounds = fields[0].components(separatedBy: "..").compactMap { UInt32($0, radix: 16) }
      guard let first = bounds.first, let last = bounds.last else { continue }
      let category = parts[1].drop { $0 == " " }.prefix(2)
      data.fill(Int(first)...Int(last), Self.scalarClass(category: category, width: fields[1]))
    }
    data.fill(0x1160...0x11FF, .mark)
    data.fill(0xD7B0...0xD7C6, .mark)
    data.fill(0xD7CB...0xD7FB, .mark)
    data.fill(0x200C...0x200D, .removed)
    data.fill(0xFE00...0xFE0F, .removed)
    data.fill(0xE0100...0xE01EF, .removed)
    data.fill(0x1F3FB...0x1F3FF, .modifier)
    return data
  }

  /// The table in the form of `ScalarClass.runs`.
  func runs() -> [UInt32] {
    var runs: [UInt32] = []
    var last: ScalarClass?
    for (codePoint, now) in classes.enumerated() where now != last {
      runs.append(UInt32(codePoint) << 3 | now.rawValue)
      last = now
    }
    return runs
  }

  private mutating func fill(_ codePoints: ClosedRange<Int>, _ scalarClass: ScalarClass) {
    for codePoint in codePoints { classes[codePoint] = scalarClass }
  }

  private static func scalarClass(category: Substring, width: String) -> ScalarClass {
    switch category {
    case "Cc", "Cf", "Cn", "Cs", "Zl", "Zp": .unprintable
    case "Mn", "Me": .mark
    default: ["W", "F"].contains(width) ? .wide : .narrow
    }
  }
}
