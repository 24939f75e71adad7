/// What kind of file system holds a file.
enum FileSystem {
  /// Those on which others write too, so that the system here does not hear of everything.
  private static let remote = [
    "nfs", "cifs", "smb", "fuse", "9p", "afs", "ceph", "lustre", "gpfs", "glusterfs", "vboxsf",
  ]

  /// Whether only this host writes to the directory of `path`.
  static func isLocal(_ path: String) -> Bool {
    let directory = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
    guard case .there(let facts) = FileFacts.at(path: directory),
      let mounts = try? OpenFile(path: "/proc/self/mountinfo").read(offset: 0, count: 1 << 20)
    else { return true }
    let kind = kind(of: facts.generation.device, in: String(decoding: mounts, as: UTF8.self))
    return !remote.contains { kind.hasPrefix($0) }
  }

  /// The kind of a device by a table of mounts as the kernel writes it; empty where it is not there.
  ///
  /// `36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 - ext3 /dev/root rw`
  static func kind(of device: UInt64, in mounts: String) -> String {
    let major = device >> 8 & 0xfff | device >> 32 & 0xffff_f000
    let minor = device & 0xff | device >> 12 & 0xffff_ff00
    let number = "\(major):\(minor)"
    for line in mounts.split(separator: "\n") {
      let words = line.split(separator: " ")
      guard words.count > 3, words[2] == number, let dash = words.firstIndex(of: "-"),
        words.indices.contains(dash + 1)
      else { continue }
      return String(words[dash + 1])
    }
    return ""
  }
}
