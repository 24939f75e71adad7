import Glibc
import MetricsModel

/// What the system says of a file.
struct FileFacts: Equatable, Sendable {
  /// What kind of thing stands at a path.
  enum Kind: Sendable {
    case file
    case directory
    case pipe
    case other
  }

  /// Which file it is.
  var generation: FileGeneration
  /// What it is.
  var kind: Kind
  /// Its length in bytes.
  var size: Int64
  /// The time of the last write in nanoseconds since the epoch.
  var modified: Int64

  /// The time of the last write.
  var lastWrite: Timestamp { Timestamp(milliseconds: modified / 1_000_000) }

  /// The facts of what `path` leads to, symlinks followed.
  static func at(path: String) -> PathSight {
    var status = stat()
    guard stat(path, &status) == 0 else {
      return errno == ENOENT ? .missing : .unreadable(errno: errno)
    }
    return .there(FileFacts(status))
  }

  /// The facts of an open file; nil when it is closed.
  static func of(descriptor: Int32) -> FileFacts? {
    var status = stat()
    return fstat(descriptor, &status) == 0 ? FileFacts(status) : nil
  }
}

extension FileFacts {
  private init(_ status: stat) {
    generation = FileGeneration(
      device: UInt64(truncatingIfNeeded: status.st_dev),
      inode: UInt64(truncatingIfNeeded: status.st_ino)
    )
    kind =
      switch status.st_mode & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .directory
      case S_IFIFO, S_IFCHR, S_IFSOCK: .pipe
      default: .other
      }
    size = Int64(status.st_size)
    modified = Int64(status.st_mtim.tv_sec) &* 1_000_000_000 &+ Int64(status.st_mtim.tv_nsec)
  }
}

/// What a look at a path found.
enum PathSight: Equatable, Sendable {
  /// Nothing is there.
  case missing
  /// The system does not let us look.
  case unreadable(errno: Int32)
  /// Something is there.
  case there(FileFacts)
}
