import Foundation

/// The rule files, verdicts and template cases of Prometheus, which are not part of this repository.
enum Promtool {
  /// The folder: below `IMTOP_CONFORMANCE` or a folder beside the package.
  static let folder = URL(
    fileURLWithPath: ProcessInfo.processInfo.environment["IMTOP_CONFORMANCE"]
      ?? "../shared/conformance"
  ).appendingPathComponent("promtool")

  /// Whether the data is there.
  static var isPresent: Bool { FileManager.default.fileExists(atPath: folder.path) }

  /// The text of a file.
  static func text(_ path: String) throws -> String {
    try String(contentsOf: folder.appendingPathComponent(path), encoding: .utf8)
  }

  /// The objects of a file with one JSON object in each line.
  static func cases(_ name: String) throws -> [[String: Any]] {
    try text(name).split(separator: "\n").compactMap {
      try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
    }
  }
}
