import Alerting
import Foundation
import Glibc
import StrictYAML

/// The rules that a configuration asks for.
enum RuleFiles {
  /// The largest rule file that is read, in bytes.
  private static let sizeLimit = 4 << 20

  /// The built-in groups unless they are switched off, then those of the files in their order.
  static func groups(_ configuration: Configuration) throws(DocumentError) -> [RuleGroup] {
    var groups = configuration.usesBuiltinRules ? try RuleGroup.builtin() : []
    for reference in configuration.rules {
      groups += try RuleGroup.groups(
        text: try text(of: reference),
        file: reference.path
      )
    }
    return groups
  }

  private static func text(
    of reference: Configuration.FileReference
  ) throws(DocumentError) -> String {
    func refused(_ reason: String) -> DocumentError {
      var mistake = reference.place
      mistake.message = "\(reference.path) cannot be read: \(reason)"
      return mistake
    }
    let path = reference.path.withHomeExpanded
    guard let handle = FileHandle(forReadingAtPath: path) else {
      throw refused(String(cString: strerror(errno)))
    }
    defer { try? handle.close() }
    guard let data = try? handle.read(upToCount: sizeLimit + 1) else {
      throw refused("is it a file?")
    }
    guard data.count <= sizeLimit else { throw refused("larger than \(sizeLimit >> 20) MiB") }
    return String(decoding: data, as: UTF8.self)
  }
}
