import Glibc

/// The file that the log goes to, owned by the log's thread.
///
/// When a new file cannot be opened, the old one goes on being written.
struct LogFile: ~Copyable {
  private let path: String
  private let rotation: LogRotation?
  private var descriptor: CInt
  private var size: Int

  /// Opens the file for appending, making it where it is missing (mode 0600).
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - rotation: When it makes room for a new one; nil for never.
  /// - Throws: `logNotWritable`.
  init(path: String, rotation: LogRotation?) throws(GatewayError) {
    self.path = path
    self.rotation = rotation
    descriptor = Self.open(path)
    guard descriptor >= 0 else { throw .logNotWritable(path: path, errno: errno) }
    size = Self.size(of: descriptor)
  }

  deinit {
    Glibc.close(descriptor)
  }

  /// Appends whole lines.
  ///
  /// - Returns: Whether the system took all of them.
  mutating func append(_ bytes: [UInt8]) -> Bool {
    if let rotation, size > 0, size + bytes.count > rotation.limit { rotate(rotation) }
    let isWritten = bytes.withUnsafeBytes { whole in
      var rest = whole[...]
      while !rest.isEmpty {
        let start = UnsafeRawBufferPointer(rebasing: rest).baseAddress
        let count = Glibc.write(descriptor, start, rest.count)
        if count > 0 {
          rest = rest.dropFirst(count)
        } else if errno != EINTR {
          return false
        }
      }
      return true
    }
    if isWritten { size += bytes.count }
    return isWritten
  }

  /// Opens the path again, which somebody else may have given to a new file.
  ///
  /// - Returns: Whether it could be opened.
  @discardableResult
  mutating func reopen() -> Bool {
    let opened = Self.open(path)
    guard opened >= 0 else { return false }
    Glibc.close(descriptor)
    descriptor = opened
    size = Self.size(of: opened)
    return true
  }

  private mutating func rotate(_ rotation: LogRotation) {
    for number in (1..<rotation.keep).reversed() {
      rename("\(path).\(number)", "\(path).\(number + 1)")
    }
    rename(path, "\(path).1")
    reopen()
  }

  private static func open(_ path: String) -> CInt {
    Glibc.open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
  }

  private static func size(of descriptor: CInt) -> Int {
    var status = stat()
    return fstat(descriptor, &status) == 0 ? Int(status.st_size) : 0
  }
}
