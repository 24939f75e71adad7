import Glibc

/// The clock that nobody sets.
enum Uptime {
  /// Seconds since some moment before the program's start.
  static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
