/// One file that is being read forwards, from an offset to its end and beyond.
struct FileTail {
  /// What a look at the file found.
  enum Look: Equatable {
    /// All there is has been read.
    case atEnd
    /// There is more to read.
    case unread
    /// What stood before the offset stands there no more: the file was truncated.
    case truncated
  }

  /// What reading a block gave.
  enum Reading: Equatable {
    /// Whole lines; `isCut` when it is one line that was too long, without its rest.
    case lines([UInt8], offset: Int64, isCut: Bool)
    /// Bytes that belong to no line that is kept.
    case skipped
    /// No whole line yet.
    case partial
    /// What was read may be another text than expected, and was thrown away.
    case truncated
    /// The system does not let us read; its number of the error.
    case failed(errno: Int32)
  }

  /// The file.
  let file: OpenFile
  /// Which file it is.
  let generation: FileGeneration
  /// Where the next line begins.
  private(set) var offset: Int64
  /// The file's length at the last look.
  private(set) var size: Int64 = 0
  /// The time of the last write at the last look, in nanoseconds since the epoch.
  private(set) var modified: Int64 = 0
  /// The first bytes of the file.
  private(set) var head = Fingerprint()
  private var examined: Int64
  private var cutter: LineCutter
  private var fingerprint: Fingerprint
  private var skipsZeros: Bool

  /// Reads `file` from the beginning; `skipsZeros` leaves out the hole that a writer makes which
  /// does not notice a truncation and goes on at its old offset.
  init(_ file: OpenFile, _ generation: FileGeneration, limit: Int, skipsZeros: Bool = false) {
    self.init(
      file,
      generation,
      fingerprint: Fingerprint(),
      cutter: LineCutter(limit: limit),
      skipsZeros: skipsZeros
    )
  }

  /// Reads `file` from behind `fingerprint`.
  init(
    _ file: OpenFile,
    _ generation: FileGeneration,
    fingerprint: Fingerprint,
    cutter: LineCutter,
    skipsZeros: Bool = false
  ) {
    self.file = file
    self.generation = generation
    self.fingerprint = fingerprint
    self.cutter = cutter
    self.skipsZeros = skipsZeros
    offset = fingerprint.end
    examined = fingerprint.end
  }

  /// The same reading, continued in `generation`, a copy of the text that `file` now leads to.
  func continued(in generation: FileGeneration) -> FileTail {
    var tail = FileTail(file, generation, fingerprint: fingerprint, cutter: cutter)
    tail.head = head
    return tail
  }

  /// Bytes that stand in the file, as far as known, and have not been looked at.
  var lag: Int64 { max(0, size - max(offset, examined)) }

  /// Whether the text that was read so far stands at its place in `other`.
  func isCopied(in other: OpenFile) -> Bool {
    let mark = fingerprint.isEmpty ? head : fingerprint
    return !mark.isEmpty && mark.holds(in: other)
  }

  /// Looks whether there is something to read.
  mutating func look() -> Look {
    guard let facts = file.facts else { return .atEnd }
    guard facts.size >= size else { return .truncated }
    if facts.size != size || facts.modified != modified, !isIntact { return .truncated }
    size = facts.size
    modified = facts.modified
    if head.bytes.count < Fingerprint.length, size > head.end {
      head = Fingerprint()
      head.advance(over: file.read(offset: 0, count: Int(min(size, Int64(Fingerprint.length)))))
    }
    return size > examined ? .unread : .atEnd
  }

  /// Leaves out everything but the newest lines; nil where there is hardly more than those.
  ///
  /// What is left out begins and ends with a line; its number of lines is estimated from the newest.
  mutating func skipToNewest() -> (range: Range<Int64>, lines: Int)? {
    let start = size - Int64(cutter.window)
    guard !cutter.isSkipping, !skipsZeros, start > max(offset, examined) else { return nil }
    let bytes = file.read(offset: start, count: cutter.window)
    guard isIntact, let newline = bytes.firstIndex(of: LineCutter.newline) else { return nil }
    let skipped = offset..<start + Int64(newline) + 1
    let share = Double(bytes.newlineCount) / Double(bytes.count)
    fingerprint = Fingerprint(at: start)
    advance(over: Array(bytes[...newline]))
    return (skipped, Int(share * Double(skipped.count)))
  }

  /// Reads the next block into `buffer`, whose memory is used again.
  mutating func read(into spare: consuming [UInt8]) -> Reading {
    var buffer = consume spare
    buffer.removeAll(keepingCapacity: true)
    let count = Int(min(max(size - offset, 0), Int64(cutter.window)))
    if let number = file.read(offset: offset, count: count, into: &buffer) {
      return .failed(errno: number)
    }
    guard isIntact else { return .truncated }
    if skipsZeros {
      let zeros = buffer.prefix { $0 == 0 }.count
      skipsZeros = zeros == buffer.count
      if zeros > 0 { return skip(zeros, of: buffer) }
    }
    let start = offset
    let end = start + Int64(buffer.count)
    switch cutter.cut(buffer) {
    case .lines(let length):
      buffer.removeLast(buffer.count - length)
      advance(over: buffer)
      examined = end
      return .lines(buffer, offset: start, isCut: false)
    case .tooLong(let kept):
      advance(over: buffer)
      buffer.removeLast(buffer.count - kept)
      buffer.append(LineCutter.newline)
      return .lines(buffer, offset: start, isCut: true)
    case .rest(let length):
      return skip(length, of: buffer)
    case .partial:
      examined = end
      return .partial
    }
  }

  /// Ends the line that stands at the end without a newline, once nothing more is believed to come.
  ///
  /// Returns the line with a newline, nil without such a line. What is added to it all the same is
  /// skipped.
  mutating func endLine() -> (bytes: [UInt8], offset: Int64)? {
    guard !cutter.isSkipping, examined > offset else { return nil }
    let start = offset
    let bytes = file.read(offset: start, count: Int(min(examined - start, Int64(cutter.limit))))
    guard !bytes.isEmpty else { return nil }
    advance(over: bytes)
    cutter = LineCutter(limit: cutter.limit, isSkipping: true)
    return (bytes + [LineCutter.newline], start)
  }

  private var isIntact: Bool { (fingerprint.isEmpty ? head : fingerprint).holds(in: file) }

  private mutating func advance(over bytes: [UInt8]) {
    fingerprint.advance(over: bytes)
    offset = fingerprint.end
    examined = offset
  }

  private mutating func skip(_ count: Int, of bytes: [UInt8]) -> Reading {
    advance(over: Array(bytes.prefix(count)))
    return .skipped
  }
}
