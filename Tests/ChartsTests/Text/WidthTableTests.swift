import Foundation
import Testing

@testable import Charts

/// The table against Unicode's own file; skipped where the conformance data is absent.
@Suite(.enabled(if: UnicodeData.isPresent, "needs wcwidth/EastAsianWidth-17.0.0.txt"))
struct WidthTableTests {
  @Test func tableFollowsUnicode() throws {
    let derived = try UnicodeData.load().runs()
    let mismatch = zip(ScalarClass.runs, derived).first { $0 != $1 }
    #expect(mismatch == nil, "run \(mismatch.map { String($0.1, radix: 16) } ?? "")")
    #expect(ScalarClass.runs.count == derived.count)
  }

  @Test func widthsAgreeWithTheWidthTableOfOthers() throws {
    var disagreements: [String] = []
    for run in try WidthRun.load() {
      guard let width = run.width, width >= 0 else { continue }
      for scalar in run.sample.compactMap(Unicode.Scalar.init) {
        let piece = TextPiece(scalar, after: "a", glyphs: .unicode)
        if case .notation = piece { continue }
        if piece.columns != width, !Self.isDeliberate(scalar) {
          disagreements.append(String(scalar.value, radix: 16))
        }
      }
    }
    #expect(disagreements.joined(separator: " ") == "")
  }

  /// Spacing marks take the columns that terminals give them; flags are two letters of one column;
  /// fillers keep their width.
  private static func isDeliberate(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.generalCategory == .spacingMark
      || (0x1F1E6...0x1F1FF).contains(scalar.value)
      || [0x115F, 0x3164, 0xFFA0, 0x302E, 0x302F, 0x16FF0, 0x16FF1].contains(scalar.value)
  }
}
