import Foundation

/// The files of the conformance data, which are not part of this repository.
enum Conformance {
  /// The folder of PromQL's data: `IMTOP_CONFORMANCE` or a folder beside the package.
  static let folder = URL(
    fileURLWithPath: ProcessInfo.processInfo.environment["IMTOP_CONFORMANCE"]
      ?? "../shared/conformance"
  ).appendingPathComponent("promqltest")

  /// Whether the data is there.
  static var isPresent: Bool { FileManager.default.fileExists(atPath: folder.path) }

  /// All scripts below the folder, by name.
  static var scripts: [URL] {
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    return (files?.allObjects as? [URL] ?? []).filter { $0.pathExtension == "test" }
      .sorted { $0.path < $1.path }
  }

  /// The objects of a file with one JSON object in each line.
  static func cases(_ name: String) throws -> [[String: Any]] {
    let text = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
    return try text.split(separator: "\n").compactMap {
      try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
    }
  }
}
