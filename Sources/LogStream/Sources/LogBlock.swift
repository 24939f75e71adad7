public import MetricsModel

/// Whole lines read from one place of one source, on their way into the store.
///
/// A block of the past without any says that no more of it comes for now: what waits for what stands
/// before it waits no longer.
public struct LogBlock: Sendable {
  /// Whether the lines are new or belong to the past.
  public enum Order: Sendable {
    /// They follow everything that the source gave before.
    case live
    /// They precede everything that the source gave before: the past is read backwards.
    case history
  }

  /// The source's number.
  public var source: Int
  /// What the bytes were read from, for reading a line again later.
  public var storage: any TextStorage
  /// The offset of the first byte in `storage`.
  public var offset: Int64
  /// The lines, each ending in a newline but for the last of a source that has ended.
  public var bytes: [UInt8]
  /// Whether the lines are new.
  public var order: Order
  /// When the lines had been written at the latest, by the host's clock; nil where that is now.
  ///
  /// Lines that tell no time, or no year, have this one.
  public var writtenBy: Timestamp?
  /// Whether new lines follow the last ones that were read; else some were left out between.
  public var followsLast = true

  /// A block of lines.
  public init(
    source: Int,
    storage: any TextStorage,
    offset: Int64,
    bytes: [UInt8],
    order: Order = .live,
    writtenBy: Timestamp? = nil
  ) {
    self.source = source
    self.storage = storage
    self.offset = offset
    self.bytes = bytes
    self.order = order
    self.writtenBy = writtenBy
  }
}

/// Where the text of records can be read again: an open file, rotated or spooled ones included.
public protocol TextStorage: AnyObject, Sendable {
  /// Up to `count` bytes from `offset`; fewer when the text has been taken away since.
  func read(offset: Int64, count: Int) -> [UInt8]

  /// Appends up to `count` bytes from `offset` to `bytes`, whose memory can be used again.
  func append(to bytes: inout [UInt8], offset: Int64, count: Int)
}

extension TextStorage {
  /// Appends what `read` returns.
  public func append(to bytes: inout [UInt8], offset: Int64, count: Int) {
    bytes += read(offset: offset, count: count)
  }
}
