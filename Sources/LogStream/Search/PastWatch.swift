/// Tells when what stood in the sources of a search that goes on has been read, and what comes is new.
///
/// A log that is written to has no last line: what comes is new from the moment in which nothing was left to
/// read and nothing came, at the latest a while after nothing was left for the first time. Where nothing
/// stands, all that comes is new; of a stream that cannot be known before it has been silent for a while.
struct PastWatch {
  /// Of a source that is written to as fast as it is read, so much is always left.
  private static let nearlyNothing = 1 << 20
  /// In so many looks, ten a second, nothing came.
  private static let quietLooks = 3

  private let hasStreams: Bool
  private var records = 0
  private var lag = Int.max
  private var quiet = 0
  private var looks = 0

  /// Whether it has been read.
  private(set) var hasEnded = false

  /// A watch over files alone, or over streams too.
  init(hasStreams: Bool) { self.hasStreams = hasStreams }

  /// How many looks are waited for a source in which nothing comes, or in which it does not cease.
  private var patience: Int { hasStreams ? 20 : 5 }

  /// Takes in a look: how many records have been read, the bytes left to read, nil where that is not known,
  /// and whether all sources are missing.
  mutating func look(records: Int, lagBytes: Int?, isNothingThere: Bool = false) {
    guard !hasEnded, let lagBytes = isNothingThere ? 0 : lagBytes else { return }
    defer { (self.records, lag) = (records, lagBytes) }
    guard lagBytes == 0 || lagBytes < Self.nearlyNothing && lagBytes >= lag else { return }
    looks += 1
    quiet = lagBytes == 0 && records == self.records ? quiet + 1 : 0
    hasEnded = quiet >= Self.quietLooks && (records > 0 || !hasStreams) || looks > patience
  }
}
