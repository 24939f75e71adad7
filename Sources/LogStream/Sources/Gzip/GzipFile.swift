import CZlib
import Glibc

/// A compressed file, read from its begin to its end; one that is not compressed is read as it is.
///
/// Used by one thread at a time.
final class GzipFile: @unchecked Sendable {
  /// What reading came to.
  enum Reading: Equatable {
    /// So many bytes were appended.
    case bytes(Int)
    /// The file has ended.
    case end
    /// The file is damaged or incomplete; what zlib says of it.
    case damaged(String)
  }

  private var file: gzFile?
  private let path: String

  /// Opens what is at `path`.
  init(path: String) throws(LogSourceError) {
    guard let file = gzopen(path, "rbe") else {
      throw errno == ENOENT ? .missing(path) : .unreadable(path, errno: errno)
    }
    gzbuffer(file, 128 << 10)
    self.file = file
    self.path = path
  }

  deinit { if let file { gzclose(file) } }

  /// Appends up to `count` bytes to `bytes`.
  func read(_ count: Int, into bytes: inout [UInt8]) -> Reading {
    guard let file else { return .end }
    let start = bytes.count
    bytes.append(contentsOf: repeatElement(0, count: count))
    let got = bytes.withUnsafeMutableBytes { buffer in
      gzread(file, buffer.baseAddress.map { $0 + start }, UInt32(truncatingIfNeeded: count))
    }
    bytes.removeLast(count - Swift.max(0, Int(got)))
    if got > 0 { return .bytes(Int(got)) }
    var number: Int32 = 0
    let text = gzerror(file, &number).map { String(cString: $0) } ?? ""
    guard got != 0 || number != Z_OK && number != Z_STREAM_END else { return .end }
    return .damaged(text.hasPrefix("\(path): ") ? String(text.dropFirst(path.count + 2)) : text)
  }
}
