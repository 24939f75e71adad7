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
    var mistakes: [DocumentError] = []
    let groups = try groups(configuration, noting: &mistakes)
    if let first = mistakes.first { throw first }
    return groups
  }

  /// The same without the files that have a mistake; all of them are noted.
  static func groups(
    _ configuration: Configuration,
    noting mistakes: inout [DocumentError]
  ) throws(DocumentError) -> [RuleGroup] {
    var groups = configuration.usesBuiltinRules ? try RuleGroup.builtin() : []
    for reference in configuration.rules {
      let paths = mistakes.noting { () throws(DocumentError) in try Self.paths(of: reference) }
      for path in paths ?? [] {
        let text = mistakes.noting { () throws(DocumentError) in
          try Self.text(of: reference, at: path)
        }
        if let text { groups += RuleGroup.groups(text: text, file: path, noting: &mistakes) }
      }
    }
    return groups
  }

  /// The recording rules of a configuration's files that can be read, by their groups.
  static func recordings(_ configuration: Configuration) -> [RuleGroup] {
    var own = configuration
    own.usesBuiltinRules = false
    var mistakes: [DocumentError] = []
    let groups = (try? groups(own, noting: &mistakes)) ?? []
    for mistake in mistakes { ProgramExit.complain("\(mistake)") }
    return groups.map { group in
      var group = group
      group.rules.removeAll { $0.kind != .record }
      return group
    }
  }

  /// The files that a reference names, which may be a pattern.
  private static func paths(
    of reference: Configuration.FileReference
  ) throws(DocumentError) -> [String] {
    guard reference.path.contains(where: "*?[".contains) else { return [reference.path] }
    let paths = FilePattern.matches(of: reference.path.withHomeExpanded)
    guard paths.isEmpty else { return paths }
    var mistake = reference.place
    mistake.message = "no file matches \(reference.path)"
    throw mistake
  }

  private static func text(
    of reference: Configuration.FileReference,
    at path: String
  ) throws(DocumentError) -> String {
    func refused(_ reason: String) -> DocumentError {
      var mistake = reference.place
      mistake.message = "\(path) cannot be read: \(reason)"
      return mistake
    }
    guard let handle = FileHandle(forReadingAtPath: path.withHomeExpanded) else {
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

extension [RuleGroup] {
  /// The names under which recording rules record.
  var recordNames: Set<String> { Set(flatMap(\.rules).filter { $0.kind == .record }.map(\.name)) }
}
