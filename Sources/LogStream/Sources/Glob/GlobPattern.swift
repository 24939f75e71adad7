import Glibc

/// Finds the files that a shell pattern matches.
enum GlobPattern {
  /// The most files that are followed for one pattern.
  static let limit = 256

  /// The plain files that `pattern` matches now, sorted; rotated ones whose log is among them left out,
  /// so that no line comes twice.
  ///
  /// Compressed ones are left out too, but for those of gzip whose log is not
  /// among them, where the pattern is more than a directory's `*`.
  static func matches(of pattern: String) -> [String] {
    var found = glob_t()
    defer { globfree(&found) }
    guard glob(pattern, GLOB_MARK | GLOB_TILDE, nil, &found) == 0, let list = found.gl_pathv else {
      return []
    }
    let paths = (0..<Int(found.gl_pathc)).compactMap { list[$0].map { String(cString: $0) } }
    return withoutRotated(paths, includesPacked: pattern != "*" && !pattern.hasSuffix("/*"))
  }

  /// The logs among `paths`, those packed by gzip where `includesPacked`, unless they are there
  /// unpacked as well.
  static func withoutRotated(_ paths: [String], includesPacked: Bool = false) -> [String] {
    let names = paths.map { path in
      path.lastIndex(of: "/").map { path[path.index(after: $0)...] } ?? path[...]
    }
    return zip(paths, names).compactMap { path, name in
      guard !name.isEmpty,
        !RotatedName.isCompressed(String(name))
          || includesPacked && RotatedName.isGzip(String(name))
            && !paths.contains(String(path.dropLast(3)))
      else { return nil }
      let directory = path.dropLast(name.count)
      let isRotated = zip(paths, names).contains { other, base in
        other.dropLast(base.count) == directory
          && RotatedName.isRotation(of: String(base), String(name))
      }
      return isRotated ? nil : path
    }
  }

  /// A pattern for all logs directly in `directory`.
  static func everything(in directory: String) -> String {
    let escaped = directory.reduce(into: "") { text, character in
      if "*?[\\".contains(character) { text.append("\\") }
      text.append(character)
    }
    return escaped.hasSuffix("/") ? "\(escaped)*" : "\(escaped)/*"
  }
}
