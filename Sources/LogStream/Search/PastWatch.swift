/// Tells when what stood in the sources of a search that goes on has been read, and what comes is new.
///
/// A log that is written to has no last line: what comes while nothing is left to read is new from the first
/// moment in which nothing came, at the latest a second after nothing was left for the first time.
struct PastWatch {
  /// So many looks, ten a second.
  private static let patience = 10
  /// Of a source that is written to as fast as it is read, so much is always left.
  private static let nearlyNothing = 1 << 20

  private var records = 0
  private var lag = Int.max
  private var looks = 0

  /// Whether it has been read.
  private(set) var hasEnded = false

  /// Takes in a look: how many records have been read, and the bytes left to read; nil where that is not
  /// known.
  mutating func look(records: Int, lagBytes: Int?) {
    guard !hasEnded, let lagBytes else { return }
    defer { (self.records, lag) = (records, lagBytes) }
    guard records > 0, lagBytes == 0 || lagBytes < Self.nearlyNothing && lagBytes >= lag else {
      return
    }
    looks += 1
    hasEnded = lagBytes == 0 && records == self.records || looks > Self.patience
  }
}
