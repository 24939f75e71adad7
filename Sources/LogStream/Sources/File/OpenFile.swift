import Glibc
import Synchronization

/// A file that is held open for reading, whatever happens to its name.
///
/// Usable from every thread. After `close` nothing can be read from it any more.
final class OpenFile: TextStorage {
  private let descriptor: Mutex<Int32?>

  private init(descriptor: Int32) { self.descriptor = Mutex(descriptor) }

  /// Opens what is at `path`; never waits, not even for the other end of a pipe.
  convenience init(path: String) throws(LogSourceError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    guard descriptor >= 0 else {
      throw errno == ENOENT ? .missing(path) : .unreadable(path, errno: errno)
    }
    self.init(descriptor: descriptor)
  }

  /// An empty file in `directory` that has no name and can be written to.
  convenience init(temporaryIn directory: String) throws(LogSourceError) {
    var template = Array("\(directory)/imtop-text-XXXXXX".utf8CString)
    let descriptor = mkstemp(&template)
    guard descriptor >= 0 else { throw .noSpool(errno: errno) }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    unlink(template)
    self.init(descriptor: descriptor)
  }

  deinit { close() }

  /// Writes all bytes at `offset`; false when the system does not take them.
  func write(_ bytes: [UInt8], at offset: Int64) -> Bool {
    descriptor.withLock { descriptor in
      guard let descriptor else { return false }
      var written = 0
      while written < bytes.count {
        let got = bytes.withUnsafeBytes { buffer in
          pwrite(
            descriptor,
            buffer.baseAddress.map { $0 + written },
            bytes.count - written,
            off_t(offset) &+ written
          )
        }
        if got > 0 { written += got } else if got == 0 || errno != EINTR { return false }
      }
      return true
    }
  }

  /// What the system says of the file now; nil when it is closed.
  var facts: FileFacts? {
    descriptor.withLock { $0.flatMap { FileFacts.of(descriptor: $0) } }
  }

  func read(offset: Int64, count: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    read(offset: offset, count: count, into: &bytes)
    return bytes
  }

  func append(to bytes: inout [UInt8], offset: Int64, count: Int) {
    read(offset: offset, count: count, into: &bytes)
  }

  /// Appends up to `count` bytes from `offset` to `bytes`; returns the system's number of an error.
  @discardableResult
  func read(offset: Int64, count: Int, into bytes: inout [UInt8]) -> Int32? {
    guard offset >= 0, count > 0 else { return nil }
    return descriptor.withLock { descriptor in
      guard let descriptor else { return EBADF }
      return bytes.append(fromDescriptor: descriptor, offset: offset, count: count)
    }
  }

  /// The same file once more, with a life of its own; nil without a free descriptor.
  func duplicate() -> OpenFile? {
    descriptor.withLock { descriptor in
      guard let descriptor else { return nil }
      let copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 0)
      return copy >= 0 ? OpenFile(descriptor: copy) : nil
    }
  }

  /// Reads from `other`'s file from now on, which holds the same text at the same offsets.
  func redirect(to other: OpenFile) {
    let taken = other.descriptor.withLock { descriptor -> Int32? in
      defer { descriptor = nil }
      return descriptor
    }
    let old = descriptor.withLock { descriptor -> Int32? in
      defer { descriptor = taken }
      return descriptor
    }
    if let old { _ = Glibc.close(old) }
  }

  /// Gives the descriptor back; the text cannot be read again.
  func close() {
    let old = descriptor.withLock { descriptor -> Int32? in
      defer { descriptor = nil }
      return descriptor
    }
    if let old { _ = Glibc.close(old) }
  }
}

extension [UInt8] {
  /// Appends up to `count` bytes of an open file from `offset`; returns the number of an error.
  mutating func append(fromDescriptor descriptor: Int32, offset: Int64, count: Int) -> Int32? {
    var failure: Int32?
    append(addingCapacity: count) { output in
      output.withUnsafeMutableBufferPointer { buffer, filled in
        guard let base = buffer.baseAddress else { return }
        while filled < count {
          let got = pread(descriptor, base + filled, count - filled, off_t(offset) &+ filled)
          if got > 0 {
            filled += got
          } else if got == 0 || errno != EINTR {
            failure = got == 0 ? nil : errno
            return
          }
        }
      }
    }
    return failure
  }
}
