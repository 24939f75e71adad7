import MetricsModel

/// The files that rotation made of a log before it was opened: they are read when its own past has
/// been, the newest first.
struct OlderFiles {
  /// More files than this are not joined, since each stays open.
  static let limit = 64

  /// Those that have not been read, the newest last.
  var waiting: [RotatedFile] = []
  /// The one that is being unpacked.
  var unpacking: GzipCopy?
  /// What has been unpacked and not been read, the newest last.
  var pieces: [GzipCopy.Piece] = []
  /// The last write to the file that is being read.
  var lastWrite: Timestamp?
  /// How many bytes of text are wanted of them.
  var bytesLeft: Int64 = 0
  /// Whether more of the past is wanted at the moment.
  var isWanted = false

  /// Whether there is nothing to read.
  var isDone: Bool { waiting.isEmpty && unpacking == nil && pieces.isEmpty }
}

extension FileSource {
  /// Notes what stands beside the newest file when it is opened; `bytesLeft` of it are wanted.
  ///
  /// What begins like a file that is read is a copy that is being made of it.
  func noteOlder(bytesLeft: Int64) {
    guard options.joinsRotated, options.follows, bytesLeft > 0, !queue.isEmpty else { return }
    _ = queue[queue.count - 1].look()
    let waiting = RotatedFile.beside(path, includesPacked: true).filter { candidate in
      guard claims.owner(of: candidate.facts.generation) == nil, candidate.facts.size > 0 else {
        return false
      }
      guard !RotatedName.isGzip(candidate.path), let file = try? OpenFile(path: candidate.path)
      else { return true }
      return !isKnown(file)
    }
    older = OlderFiles(
      waiting: RotatedFile.inOrder(waiting.suffix(OlderFiles.limit)),
      bytesLeft: bytesLeft
    )
  }

  /// Whether a file begins like one that is read.
  private func isKnown(_ file: OpenFile) -> Bool {
    (queue + retired.map(\.tail) + shelf).map(\.head).contains { !$0.isEmpty && $0.holds(in: file) }
  }

  /// Lets the past go on in the next older file, where there is one and more of the past is wanted.
  func openOlder() -> StepOutcome {
    guard !older.isDone else { return .idle }
    older.isWanted = !options.isHistoryEnough(outlet.number)
    guard older.isWanted else { return .idle }
    if older.unpacking != nil {
      unpack()
    } else if let piece = older.pieces.popLast() {
      if piece.size > 0 { goOn(in: piece.file, size: piece.size) }
    } else if let next = older.waiting.popLast() {
      open(next)
    }
    return .more
  }

  private func open(_ listed: RotatedFile) {
    guard let next = place(of: listed) else { return tellGap(bytes: nil) }
    older.lastWrite = next.facts.lastWrite
    if RotatedName.isGzip(next.path) {
      older.unpacking = try? GzipCopy(
        path: next.path,
        limit: options.unpacked.limit,
        directory: options.unpacked.directory
      )
      if older.unpacking == nil { tellGap(bytes: nil) }
    } else if let file = try? OpenFile(path: next.path), let facts = file.facts {
      guard claims.claim(facts.generation, file, for: outlet.number) == nil else { return }
      // It was written over meanwhile by a copy of what is read already.
      guard !isKnown(file) else {
        file.close()
        return tellGap(bytes: nil)
      }
      goOn(in: file, size: facts.size)
    } else {
      tellGap(bytes: nil)
    }
  }

  /// Where a listed file stands by now: rotation may have renamed or packed it, which keeps its time.
  private func place(of listed: RotatedFile) -> RotatedFile? {
    let beside = RotatedFile.beside(path, includesPacked: true)
    return beside.first { $0.facts.generation == listed.facts.generation }
      ?? beside.first {
        RotatedName.isGzip($0.path) && $0.facts.modified == listed.facts.modified
      }
  }

  private func unpack() {
    guard let step = older.unpacking?.step() else { return }
    switch step {
    case .more: return
    case .done(let pieces, let isWhole):
      if !isWhole { tellGap(bytes: nil) }
      older.pieces = pieces
    case .failed:
      tellGap(bytes: nil)
    }
    older.unpacking = nil
  }

  private func goOn(in file: OpenFile, size: Int64) {
    history = FileHistory(
      file: file,
      cursor: HistoryCursor(end: size, limit: options.lineLimit),
      bytes: older.bytesLeft,
      writtenBy: older.lastWrite
    )
    older.bytesLeft -= size
    if older.bytesLeft <= 0 { (older.waiting, older.pieces) = ([], []) }
  }
}
