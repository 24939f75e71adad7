/// One message of inotify, as it stands in what was read.
struct InotifyEvent {
  private static let headLength = 16

  /// The watch that it is about.
  let watch: Int32
  /// What happened.
  let mask: UInt32
  /// The name in the directory, empty when it is about the directory itself.
  let name: String
  /// Where the next message begins.
  let end: Int

  /// The message at `start` of `bytes`, which are filled up to `limit`; nil where there is none.
  init?(_ bytes: [UInt8], at start: Int, end limit: Int) {
    guard start >= 0, limit <= bytes.count, limit - start >= Self.headLength else { return nil }
    func word(_ index: Int) -> UInt32 {
      bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: start + index * 4, as: UInt32.self) }
    }
    let length = Int(word(3))
    guard length <= limit - start - Self.headLength else { return nil }
    watch = Int32(bitPattern: word(0))
    mask = word(1)
    let text = bytes[(start + Self.headLength)...].prefix(length).prefix { $0 != 0 }
    name = String(decoding: text, as: UTF8.self)
    end = start + Self.headLength + length
  }
}
