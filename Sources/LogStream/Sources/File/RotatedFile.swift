import Glibc
import MetricsModel

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

  /// The files by the time of their first record, the oldest first.
  ///
  /// Copies have not kept the times of their writes. Where some tell no time, the files come by their
  /// numbers, and where some have none, as they were.
  static func inOrder(_ files: [RotatedFile]) -> [RotatedFile] {
    let times = files.map { FileTimes.first(of: $0.path) }
    if zip(files, times).allSatisfy({ $0.facts.size == 0 || $1 != nil }) {
      return sorted(files, by: times.map { $0?.milliseconds ?? .min })
    }
    let numbers = files.compactMap { RotatedName.number($0.path) }
    return numbers.count == files.count ? sorted(files, by: numbers.map { -Int64($0) }) : files
  }

  private static func sorted(_ files: [RotatedFile], by keys: [Int64]) -> [RotatedFile] {
    zip(keys, files.indices).sorted { $0 < $1 }.map { files[$1] }
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
