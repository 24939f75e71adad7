/// Which file it is, whatever its name: unique among all files that are open at the same time.
struct FileGeneration: Hashable, Sendable {
  /// The device's number.
  var device: UInt64
  /// The inode's number; given to another file once this one is deleted and closed everywhere.
  var inode: UInt64
}
