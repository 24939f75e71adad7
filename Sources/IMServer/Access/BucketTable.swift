public import NIOCore

/// Buckets of those who asked lately, in bounded memory and without ever looking through all.
///
/// There are two generations. A bucket that was not asked for while a whole generation passed has filled
/// up in the meantime, so forgetting it forgives nothing. A generation that is full ends early: under
/// a flood of new names the table forgives rather than grows.
public struct BucketTable<Key: Hashable & Sendable>: Sendable {
  private let limit: RateLimit
  private let capacity: Int
  private let length: TimeAmount
  private var young: [Key: TokenBucket] = [:]
  private var old: [Key: TokenBucket] = [:]
  private var turned: NIODeadline

  /// A table.
  ///
  /// - Parameters:
  ///   - limit: What each key may ask for.
  ///   - capacity: How many keys a generation may hold.
  ///   - now: When the first generation begins.
  public init(_ limit: RateLimit, capacity: Int = 32_768, at now: NIODeadline) {
    self.limit = limit
    self.capacity = max(1, capacity)
    length = .milliseconds(Int64(min(limit.burst / limit.perSecond, 3600) * 1000) + 1)
    turned = now
  }

  /// How many keys are remembered.
  public var count: Int { young.count + old.count }

  /// Takes a token out of the key's bucket.
  ///
  /// - Returns: nil where there was one, else the seconds until there will be.
  public mutating func take(_ key: Key, at now: NIODeadline) -> Double? {
    if now - turned >= length || young.count >= capacity {
      old = young
      young = [:]
      turned = now
    }
    var bucket = young[key] ?? old.removeValue(forKey: key) ?? TokenBucket(limit, at: now)
    defer { young[key] = bucket }
    return bucket.take(at: now)
  }
}
