extension LogLocation {
  /// The paths of the files that rotation has put beside the log at `path`, packed by gzip or not, the
  /// oldest first, and behind them the log's own.
  public static func withRotated(_ path: String) -> [String] {
    RotatedFile.inOrder(RotatedFile.beside(path, includesPacked: true)).map(\.path) + [path]
  }
}
