import Foundation

/// Other people's test data, which stands beside the repository and not in it.
enum Conformance {
  static let root =
    ProcessInfo.processInfo.environment["IMTOP_CONFORMANCE"] ?? "../shared/conformance"

  /// Whether the data is there; tests that need it are skipped without it.
  static let isPresent = FileManager.default.fileExists(atPath: root + "/INDEX.md")

  /// The objects of a file of JSON lines.
  static func objects(_ path: String) throws -> [[String: Any]] {
    let text = try String(contentsOfFile: "\(root)/\(path)", encoding: .utf8)
    return try text.split(separator: "\n").compactMap {
      try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
    }
  }

  /// The text of a sample that is not compressed.
  static func sample(_ path: String) throws -> String {
    try String(contentsOfFile: "\(root)/../samples/\(path)", encoding: .utf8)
  }

  /// The lines of a compressed sample.
  static func sampleLines(_ path: String) throws -> [[UInt8]] {
    let gzip = Process()
    gzip.executableURL = URL(fileURLWithPath: "/bin/gzip")
    gzip.arguments = ["-dc", "\(root)/../samples/\(path)"]
    let pipe = Pipe()
    gzip.standardOutput = pipe
    try gzip.run()
    let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
    gzip.waitUntilExit()
    return data.split(separator: 0x0a, omittingEmptySubsequences: false).map { Array($0) }
  }
}
