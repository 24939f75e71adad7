import Foundation

/// What `/proc` tells of the processes that listen; nothing is contacted.
struct ProcessTable {
  /// Where the kernel's table of processes is mounted.
  var root = "/proc"

  /// The processes that listen on TCP, by port; those of other users only when root asks.
  func listeningProcesses() -> [ListeningProcess] {
    let tables = ["\(root)/net/tcp", "\(root)/net/tcp6"].compactMap {
      try? String(contentsOfFile: $0, encoding: .utf8)
    }
    var byInode: [String: ListeningSocket] = [:]
    for socket in tables.flatMap(ListeningSocket.parse(table:)) { byInode[socket.inode] = socket }
    let pids = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
    return pids.compactMap(Int.init).compactMap { process($0, sockets: byInode) }
      .sorted { ($0.sockets[0].port, $0.pid) < ($1.sockets[0].port, $1.pid) }
  }

  private func process(_ pid: Int, sockets: [String: ListeningSocket]) -> ListeningProcess? {
    let directory = "\(root)/\(pid)"
    let files = FileManager.default
    guard pid != Int(ProcessInfo.processInfo.processIdentifier),
      let descriptors = try? files.contentsOfDirectory(atPath: "\(directory)/fd")
    else { return nil }
    var own: Set<ListeningSocket> = []
    var logs: Set<String> = []
    for descriptor in descriptors {
      guard let link = try? files.destinationOfSymbolicLink(atPath: "\(directory)/fd/\(descriptor)")
      else { continue }
      if link.hasPrefix("socket:["), let socket = sockets[String(link.dropFirst(8).dropLast())] {
        own.insert(socket)
      } else if link.hasPrefix("/"), isLog(link, "\(directory)/fdinfo/\(descriptor)") {
        logs.insert(link)
      }
    }
    guard !own.isEmpty else { return nil }
    let name = try? String(contentsOfFile: "\(directory)/comm", encoding: .utf8)
    return ListeningProcess(
      pid: pid,
      name: (name ?? "?").trimmingCharacters(in: .whitespacesAndNewlines),
      sockets: own.sorted { ($0.port, $0.host) < ($1.port, $1.host) },
      logs: logs.sorted()
    )
  }

  /// Whether an open file looks like a log: written to, not deleted, either opened to append or named
  /// like one, and text: databases and write-ahead logs are opened and named so too.
  private func isLog(_ path: String, _ info: String) -> Bool {
    guard !path.hasSuffix(" (deleted)"), !path.hasPrefix("/dev/"), !path.hasPrefix("/proc/"),
      let text = try? String(contentsOfFile: info, encoding: .utf8),
      let line = text.split(separator: "\n").first(where: { $0.hasPrefix("flags:") }),
      let flags = Int32(line.dropFirst(6).trimmingCharacters(in: .whitespaces), radix: 8),
      flags & O_ACCMODE != O_RDONLY
    else { return false }
    let isNamedLikeOne = path.hasSuffix(".log") || path.contains("/log/")
    return (flags & O_APPEND != 0 || isNamedLikeOne) && !isBinary(path)
  }

  /// Whether the beginning of a plain file is no text; what cannot be read or is empty may become one.
  private func isBinary(_ path: String) -> Bool {
    // Nothing is taken from a pipe, nor is there a wait for who writes into it.
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    guard attributes?[.type] as? FileAttributeType == .typeRegular,
      let begin = try? FileHandle(forReadingAtPath: path)?.read(upToCount: 4_096)
    else { return false }
    // Colours begin with an escape, and a line may hold a stray byte.
    let strange = begin.count { $0 < 0x20 && !(0x07...0x0d).contains($0) && $0 != 0x1b }
    return begin.contains(0) || strange > begin.count / 32
  }
}
