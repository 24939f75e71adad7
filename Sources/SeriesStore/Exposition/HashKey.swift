/// What makes the hashes of a process its own: a page cannot be made up so that its texts collide.
struct HashKey: Sendable {
  /// The key of this process.
  static let ofProcess = HashKey()

  private let seed = UInt64.random(in: .min ... .max)
  private let factor = UInt64.random(in: .min ... .max) | 1

  /// The bits of `word`, well shaken.
  @inline(__always)
  func mixed(_ word: UInt64) -> UInt64 {
    let (high, low) = (word ^ seed).multipliedFullWidth(by: factor)
    return high ^ low
  }
}
