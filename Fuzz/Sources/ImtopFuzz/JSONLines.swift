import Foundation

/// Tables of cases as JSON lines.
enum JSONLines {
  /// The objects of a file; none where it is absent.
  static func read(_ file: URL) -> [[String: Any]] {
    guard let text = try? String(contentsOf: file, encoding: .utf8) else { return [] }
    return text.split(separator: "\n").compactMap { line in
      (try? JSONSerialization.jsonObject(with: Data(line.utf8))) as? [String: Any]
    }
  }

  /// The texts that stand under a key.
  static func texts(_ file: URL, _ key: String) -> [Data] {
    read(file).compactMap { ($0[key] as? String).map { Data($0.utf8) } }
  }
}
