import Glibc
import Testing

/// A directory of its own for one test, gone after it.
final class TestDirectory: Sendable {
  let path: String

  init() throws {
    var template = Array("/tmp/imtop-test-XXXXXX".utf8CString)
    let made = try #require(mkdtemp(&template))
    path = String(cString: made)
  }

  deinit { Self.remove(path) }

  /// The path of a name in the directory.
  func path(_ name: String) -> String { "\(path)/\(name)" }

  /// Appends `text` to a file, which is created where it is missing.
  func append(_ text: String, to name: String) { append(Array(text.utf8), to: name) }

  /// Appends bytes to a file.
  func append(_ bytes: [UInt8], to name: String) { write(bytes, to: name, O_APPEND) }

  /// Empties a file and writes `text` into it, the inode staying the same.
  func overwrite(_ name: String, with text: String) { write(Array(text.utf8), to: name, O_TRUNC) }

  func rename(_ old: String, to new: String) { #expect(Glibc.rename(path(old), path(new)) == 0) }

  func delete(_ name: String) { #expect(unlink(path(name)) == 0) }

  func link(_ name: String, to target: String) {
    let temporary = path("\(name).new-link")
    #expect(symlink(path(target), temporary) == 0)
    #expect(Glibc.rename(temporary, path(name)) == 0)
  }

  /// Lets a file have been written to last so many seconds after the epoch.
  func date(_ name: String, seconds: Int) {
    let times = [timespec(tv_sec: seconds, tv_nsec: 0), timespec(tv_sec: seconds, tv_nsec: 0)]
    #expect(utimensat(AT_FDCWD, path(name), times, 0) == 0)
  }

  /// Copies a file as copytruncate does, without truncating it.
  func copy(_ name: String, to new: String) { overwrite(new, with: text(of: name)) }

  /// A file's content.
  func text(of name: String) -> String {
    let file = open(path(name), O_RDONLY)
    defer { close(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(file, &buffer, buffer.count)
      guard count > 0 else { return String(decoding: bytes, as: UTF8.self) }
      bytes += buffer[..<count]
    }
  }

  private func write(_ bytes: [UInt8], to name: String, _ mode: Int32) {
    let file = open(path(name), O_WRONLY | O_CREAT | mode, 0o644)
    #expect(file >= 0)
    defer { close(file) }
    #expect(Glibc.write(file, bytes, bytes.count) == bytes.count)
  }

  private static func remove(_ path: String) {
    guard let stream = opendir(path) else { return }
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name == "." || name == ".." { continue }
      if unlink("\(path)/\(name)") != 0 { remove("\(path)/\(name)") }
    }
    closedir(stream)
    rmdir(path)
  }
}
