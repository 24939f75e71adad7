/// A form of paths that are one for whoever reads tables: `/users/:id`, `/rooms/:room/messages`,
/// `/files/*`.
///
/// A part that begins with a colon stands for any one part, a `*` at the end for anything that follows.
public struct PathRule: Hashable, Sendable {
  /// The form as it is written, which is what tables show.
  public let form: String
  /// The parts between slashes; nil for any.
  private let parts: [[UInt8]?]
  private let takesRest: Bool

  /// The rule of a form; nil where it does not begin with a slash or nothing in it is variable.
  public init?(_ form: String) {
    guard form.hasPrefix("/"), form.utf8.count <= InternEntries.longest else { return nil }
    var parts = form.split(separator: "/", omittingEmptySubsequences: false).dropFirst().map {
      $0.hasPrefix(":") && $0.count > 1 ? nil : Array($0.utf8)
    }
    takesRest = parts.last == [UInt8(ascii: "*")]
    if takesRest { parts.removeLast() }
    guard takesRest || parts.contains(nil), !parts.contains([UInt8(ascii: "*")]) else { return nil }
    self.form = form
    self.parts = parts
  }

  /// Whether a path has the form.
  func matches(_ path: Span<UInt8>) -> Bool {
    var at = 0
    for part in parts {
      guard at < path.count, path[at] == UInt8(ascii: "/") else { return false }
      let start = at + 1
      at = ByteScan.first(UInt8(ascii: "/"), in: path, from: start, to: path.count) ?? path.count
      guard let part else {
        if at == start { return false }
        continue
      }
      guard at - start == part.count, part.indices.allSatisfy({ path[start + $0] == part[$0] })
      else { return false }
    }
    return takesRest ? at + 1 < path.count && path[at] == UInt8(ascii: "/") : at == path.count
  }
}
