import Glibc

/// A file beside a log that rotation has named.
struct RotatedFile: Equatable {
  /// The path.
  var path: String
  /// What the system says of it.
  var facts: FileFacts

  /// All such files beside `path`, the one written to first at the beginning; those packed by gzip
  /// among them where `includesPacked`, unless they are just being packed and still there unpacked.
  static func beside(_ path: String, includesPacked: Bool = false) -> [RotatedFile] {
    let slash = path.lastIndex(of: "/")
    let directory = slash.map { String(path[...$0]) } ?? ""
    let base = slash.map { String(path[path.index(after: $0)...]) } ?? path
    let names = names(in: directory.isEmpty ? "." : directory)
    let found = names.compactMap { name -> RotatedFile? in
      let isReadable =
        !RotatedName.isCompressed(name)
        || includesPacked && RotatedName.isGzip(name) && !names.contains(String(name.dropLast(3)))
      guard RotatedName.isRotation(of: base, name), isReadable,
        case .there(let facts) = FileFacts.at(path: directory + name), facts.kind == .file
      else { return nil }
      return RotatedFile(path: directory + name, facts: facts)
    }
    return found.sorted { ($0.facts.modified, $1.path) < ($1.facts.modified, $0.path) }
  }

  /// The names in a directory; none when it cannot be read.
  static func names(in directory: String) -> [String] {
    guard let stream = opendir(directory) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }
}
