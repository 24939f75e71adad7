import Glibc

/// The named patterns of grok expressions: the usual ones, and those of a configuration's files.
public struct GrokPatterns: Sendable {
  private var definitions: [String: String] = Self.builtin

  /// The usual patterns.
  public init() {}

  /// The definition of a name, nil where there is none.
  subscript(name: String) -> String? { definitions[name] }

  /// Defines the patterns of a text: one `NAME expression` a line, comments after `#` at its begin.
  ///
  /// A later definition takes the place of an earlier one.
  public mutating func define(_ text: String) {
    for line in text.split(whereSeparator: \.isNewline) where !line.hasPrefix("#") {
      guard let blank = line.firstIndex(where: { $0 == " " || $0 == "\t" }) else { continue }
      let definition = line[blank...].drop { $0 == " " || $0 == "\t" }
      if !definition.isEmpty { definitions[String(line[..<blank])] = String(definition) }
    }
  }

  /// Defines the patterns of a file, or of all files of a directory in the order of their names.
  public mutating func define(fromPath path: String) throws(GrokError) {
    let files: [String]
    if case .there(let facts) = FileFacts.at(path: path), facts.kind == .directory {
      files = RotatedFile.names(in: path).sorted().map { "\(path)/\($0)" }
    } else {
      files = [path]
    }
    for file in files { define(try Self.text(of: file)) }
  }

  /// Longer files are no patterns.
  private static let longestFile = 1 << 20

  private static func text(of path: String) throws(GrokError) -> String {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .unreadable(path: path, errno: errno) }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    if let number = bytes.append(fromDescriptor: descriptor, offset: 0, count: longestFile) {
      throw .unreadable(path: path, errno: number)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
