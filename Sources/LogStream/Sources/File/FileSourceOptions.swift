/// How a file is read.
struct FileSourceOptions: Sendable {
  /// Where reading begins when a file is there at the start.
  enum Start: Sendable {
    /// With the newest lines; then what is older, backwards, up to this many bytes.
    case end(historyBytes: Int64)
    /// With the first line.
    case beginning
  }

  /// Where reading begins.
  var start = Start.end(historyBytes: .max)
  /// Whether what rotation has put beside the file, packed or not, is read as its past.
  var joinsRotated = false
  /// Where packed files are unpacked, and how many bytes of each at most.
  var unpacked = (directory: "/var/tmp", limit: Int64(1) << 30)
  /// Whether new lines are waited for at the end.
  var follows = true
  /// The most bytes of a line.
  var lineLimit = 1 << 20
  /// Whether lines are left out, and read later, where the file grows faster than it is read.
  var readsNewestFirst = false
  /// How many rotated files stay open, so that their lines can be shown again.
  var openRotated = 16
  /// How long a rotated file must be quiet until its writer is believed to have left it.
  var retirement = Duration.seconds(10)
  /// Asked before each block of the past: the source's number; true when no more is needed now.
  var isHistoryEnough: @Sendable (Int) -> Bool = { _ in false }
  /// Asked when so many bytes of the past were read as `start` says: whether more is wanted all the same.
  var isMoreWanted: @Sendable (Int) -> Bool = { _ in false }
}
