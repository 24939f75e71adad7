import LogModel
import MetricsModel

/// The times that records at the begin and at the end of a file tell; packed files are unpacked for it.
enum FileTimes {
  /// How many bytes of a file's end, and of its begin, are looked at.
  private static let (end, begin) = (256 << 10, 32 << 10)

  /// The earliest time of the first records; nil where none of them tells one.
  static func first(of path: String, zone: LogTimeZone = .utc) -> Timestamp? {
    span(of: path, zone) { file, size in
      guard RotatedName.isGzip(path) else { return file.read(offset: 0, count: begin) }
      var bytes: [UInt8] = []
      _ = try? GzipFile(path: path).read(begin, into: &bytes)
      return bytes
    }?.lowerBound
  }

  /// The latest time of the last records; nil where none of them tells one.
  static func last(of path: String, zone: LogTimeZone) -> Timestamp? {
    span(of: path, zone) { file, size in
      guard RotatedName.isGzip(path) else {
        return behindNewline(file.read(offset: max(0, size - Int64(end)), count: end), of: size)
      }
      var bytes: [UInt8] = []
      var length: Int64 = 0
      guard let packed = try? GzipFile(path: path) else { return [] }
      while case .bytes(let count) = packed.read(end, into: &bytes) {
        length += Int64(count)
        bytes.removeFirst(max(0, bytes.count - end))
      }
      return behindNewline(bytes, of: length)
    }?.upperBound
  }

  /// The bytes from their first whole line on, where they are not all there is.
  private static func behindNewline(_ bytes: [UInt8], of size: Int64) -> [UInt8] {
    guard Int64(bytes.count) < size, let newline = bytes.firstIndex(of: LineCutter.newline) else {
      return bytes
    }
    return Array(bytes[(newline + 1)...])
  }

  private static func span(
    of path: String,
    _ zone: LogTimeZone,
    _ read: (OpenFile, Int64) -> [UInt8]
  ) -> ClosedRange<Timestamp>? {
    guard let file = try? OpenFile(path: path), let facts = file.facts, facts.kind == .file else {
      return nil
    }
    let store = LogStore()
    store.announce(source: 0, name: path, hints: FormatHints(timeZone: zone))
    // What tells no time gets that of the last write.
    let written = facts.lastWrite
    let block = LogBlock(
      source: 0,
      storage: file,
      offset: 0,
      bytes: read(file, facts.size),
      writtenBy: written
    )
    store.append(block, receivedAt: written)
    store.settle(isOver: true)
    let times = store.snapshot().chunks.flatMap { view in
      (0..<view.count).map { view.chunk.time[$0] }
    }.filter { $0 != written.milliseconds }
    guard let first = times.min(), let last = times.max() else { return nil }
    return Timestamp(milliseconds: first)...Timestamp(milliseconds: last)
  }
}
