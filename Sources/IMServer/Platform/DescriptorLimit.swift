import Glibc

/// How many file descriptors this process may hold.
public struct DescriptorLimit: Equatable, Sendable {
  /// The limit in force.
  public var soft: UInt64
  /// How far the process may raise it.
  public var hard: UInt64

  /// The limit of this process; nil where the system does not tell.
  public static var current: DescriptorLimit? {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return nil }
    return DescriptorLimit(soft: UInt64(limit.rlim_cur), hard: UInt64(limit.rlim_max))
  }

  /// Raises the soft limit to at least `needed`, as far as the hard limit lets it.
  ///
  /// - Returns: The soft limit afterwards; nil where the system does not tell.
  @discardableResult
  public static func raise(toAtLeast needed: UInt64) -> UInt64? {
    guard let now = current else { return nil }
    guard now.soft < needed else { return now.soft }
    var limit = rlimit(rlim_cur: rlim_t(min(needed, now.hard)), rlim_max: rlim_t(now.hard))
    setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    return current?.soft
  }
}
