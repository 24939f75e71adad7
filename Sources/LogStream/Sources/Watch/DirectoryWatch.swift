import Glibc

/// Hears from the system (inotify) when something happens to files or in their directories.
///
/// Lives on the reader's thread. Where the system cannot tell, as with network file systems, nothing
/// is heard and the files are looked at from time to time.
final class DirectoryWatch {
  private static let interest = UInt32(
    IN_CREATE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_MODIFY | IN_DELETE_SELF | IN_MOVE_SELF
  )

  /// The descriptor to wait on.
  let descriptor: Int32
  private var directories: [Int32: String] = [:]
  private var watched: Set<String> = []
  private var creations: [String: Int] = [:]
  /// Of each path how often a copy of its text was begun; none where the system does not tell of all.
  private var copies: [String: Int] = [:]
  private var buffer = [UInt8](repeating: 0, count: 16 << 10)

  /// A watch of nothing; nil where the system has none to give.
  init?() {
    descriptor = inotify_init1(Int32(IN_CLOEXEC) | Int32(IN_NONBLOCK))
    if descriptor < 0 { return nil }
  }

  deinit { close(descriptor) }

  /// Hears from now on of what happens to the file at `path` or to its name.
  ///
  /// Can be called again and again: a directory that was missing is watched once it is there.
  func watch(path: String) {
    creations[path] = creations[path] ?? 0
    watch(directory: Self.directory(of: path))
    if copies[path] == nil, watched.contains(Self.directory(of: path)), FileSystem.isLocal(path) {
      copies[path] = 0
    }
    if let target = realpath(path, nil) {
      watch(directory: Self.directory(of: String(cString: target)))
      free(target)
    }
  }

  /// How often a file was created at, or moved to, a path that is watched.
  func creations(at path: String) -> Int { creations[path] ?? 0 }

  /// How often a file was created beside a path under a name that rotation gives to a copy of its text;
  /// nil where the system does not tell of all.
  func copies(beside path: String) -> Int? { copies[path] }

  /// Takes in what the system has to tell.
  func collect() {
    while true {
      let count = buffer.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
      guard count > 0 else { return }
      var offset = 0
      while let event = InotifyEvent(buffer, at: offset, end: count) {
        take(event)
        offset = event.end
      }
    }
  }

  private func take(_ event: InotifyEvent) {
    guard let directory = directories[event.watch] else { return }
    if event.mask & UInt32(IN_IGNORED) != 0 {
      directories[event.watch] = nil
      watched.remove(directory)
    } else if event.mask & UInt32(IN_CREATE | IN_MOVED_TO) != 0 {
      let path = directory == "." ? event.name : directory + event.name
      creations[path]? += 1
      if event.mask & UInt32(IN_CREATE) != 0 { countCopy(event.name, in: directory) }
    }
  }

  private func countCopy(_ name: String, in directory: String) {
    for path in copies.keys where Self.directory(of: path) == directory {
      let base = directory == "." ? path : String(path.dropFirst(directory.count))
      if RotatedName.isCopy(of: base, name) { copies[path]? += 1 }
    }
  }

  private func watch(directory: String) {
    guard !watched.contains(directory) else { return }
    let number = inotify_add_watch(descriptor, directory, Self.interest)
    guard number >= 0, directories[number] == nil else { return }
    directories[number] = directory
    watched.insert(directory)
  }

  private static func directory(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
  }
}
