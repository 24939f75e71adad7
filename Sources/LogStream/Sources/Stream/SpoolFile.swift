import Glibc
import Synchronization

/// The text of a stream, kept in an unlinked temporary file that is a ring of fixed size.
///
/// Offsets grow for ever; text older than the ring is long has aged out and reads as nothing. Text
/// that has not been taken yet is never overwritten: `append` takes less then. One thread appends,
/// any may read.
final class SpoolFile: TextStorage {
  /// The ring's length in bytes.
  let capacity: Int64
  private let descriptor: Int32
  private let state = Mutex(State())

  private struct State {
    /// The first offset that is still in the ring.
    var start: Int64 = 0
    /// The offset behind the newest byte.
    var end: Int64 = 0
    /// Everything before it may be overwritten.
    var taken: Int64 = 0
  }

  /// What became of bytes that were to be appended.
  enum Appended: Equatable {
    /// So many of them are in the ring; fewer than offered when the rest has no room yet.
    case bytes(Int)
    /// The system does not take them; its number of the error.
    case failed(errno: Int32)
  }

  /// An empty spool in `directory`, readable by nobody else.
  init(capacity: Int64, directory: String) throws(LogSourceError) {
    self.capacity = max(capacity, 1)
    var template = Array("\(directory)/imtop-spool-XXXXXX".utf8CString)
    descriptor = mkstemp(&template)
    guard descriptor >= 0 else { throw .noSpool(errno: errno) }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    unlink(template)
  }

  deinit { close(descriptor) }

  /// The offset behind the newest byte.
  var end: Int64 { state.withLock { $0.end } }

  /// How many bytes have aged out.
  var aged: Int64 { state.withLock { $0.start } }

  /// Appends as much of `bytes` as there is room for.
  func append(_ bytes: ArraySlice<UInt8>) -> Appended {
    state.withLock { state in
      let room = capacity - (state.end - state.taken)
      let count = min(bytes.count, Int(clamping: room))
      var written = 0
      while written < count {
        let place = (state.end + Int64(written)) % capacity
        let piece = min(count - written, Int(clamping: capacity - place))
        let got = bytes.withUnsafeBytes { buffer in
          pwrite(descriptor, buffer.baseAddress.map { $0 + written }, piece, off_t(place))
        }
        if got > 0 {
          written += got
        } else if got == 0 || errno != EINTR {
          return .failed(errno: got == 0 ? ENOSPC : errno)
        }
      }
      state.end += Int64(written)
      state.start = max(state.start, state.end - capacity)
      return .bytes(written)
    }
  }

  /// Says that everything before `offset` has been taken and may age out.
  func take(through offset: Int64) {
    state.withLock { $0.taken = max($0.taken, min(offset, $0.end)) }
  }

  func read(offset: Int64, count: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    append(to: &bytes, offset: offset, count: count)
    return bytes
  }

  /// Appends up to `count` bytes from `offset` to `bytes`; nothing where they have aged out.
  func append(to bytes: inout [UInt8], offset: Int64, count: Int) {
    state.withLock { state in
      guard offset >= state.start, offset < state.end else { return }
      let wanted = min(count, Int(clamping: state.end - offset))
      let place = offset % capacity
      let first = min(wanted, Int(clamping: capacity - place))
      _ = bytes.append(fromDescriptor: descriptor, offset: place, count: first)
      _ = bytes.append(fromDescriptor: descriptor, offset: 0, count: wanted - first)
    }
  }
}
