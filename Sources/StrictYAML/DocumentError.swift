/// A mistake in a document, with its place.
public struct DocumentError: Error, Hashable, Sendable {
  /// The document's file, as the person named it.
  public var file: String
  /// The line, from 1; 0 where the mistake has no place.
  public var line: Int
  /// The column, from 1.
  public var column: Int
  /// The path of keys to the mistake: `targets[0].interval`; empty at the top.
  public var key: String
  /// What is wrong and what to write instead.
  public var message: String

  /// A mistake at a place.
  public init(file: String, line: Int, column: Int, key: String, message: String) {
    self.file = file
    self.line = line
    self.column = column
    self.key = key
    self.message = message
  }
}

extension [DocumentError] {
  /// What `read` gives; nil where it throws a mistake, which is noted.
  public mutating func noting<Value>(
    _ read: () throws(DocumentError) -> Value
  ) -> Value? {
    do throws(DocumentError) {
      return try read()
    } catch {
      append(error)
      return nil
    }
  }
}

extension DocumentError: CustomStringConvertible {
  /// The mistake as compilers print theirs: `imtop.yml:3:5: targets[0].interval: …`.
  public var description: String {
    let place = line > 0 ? "\(file):\(line):\(column)" : file
    return key.isEmpty ? "\(place): \(message)" : "\(place): \(key): \(message)"
  }
}
