import LogStream
import Synchronization

/// Text that stands in memory instead of a file.
final class MemoryText: TextStorage {
  private let bytes: Mutex<[UInt8]>

  init(_ text: String = "") { bytes = Mutex(Array(text.utf8)) }

  /// Appends text and returns where it begins.
  func append(_ text: String) -> Int64 {
    bytes.withLock { bytes in
      let start = bytes.count
      bytes += Array(text.utf8)
      return Int64(start)
    }
  }

  /// Takes the text away, as a truncation does.
  func truncate() { bytes.withLock { $0 = [] } }

  func read(offset: Int64, count: Int) -> [UInt8] {
    bytes.withLock { bytes in
      let start = min(bytes.count, max(0, Int(offset)))
      return Array(bytes[start..<min(bytes.count, start + count)])
    }
  }
}
