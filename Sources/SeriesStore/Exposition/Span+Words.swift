/// Eight bytes of a page at a time: the one place where a page is read without a check of its own.
extension Span where Element == UInt8 {
  /// The eight bytes from `offset` on, the first in the lowest place; nil where fewer are left.
  @inline(__always)
  func word(at offset: Int) -> UInt64? {
    guard offset >= 0, offset <= count &- 8 else { return nil }
    return UInt64(
      littleEndian: bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: UInt64.self)
    )
  }

  /// Up to eight bytes from `offset` on, as `word(at:)` gives them; zeros stand for what is missing.
  @inline(__always)
  func bytes(at offset: Int, count length: Int) -> UInt64 {
    if length == 8, let word = word(at: offset) { return word }
    if let word = word(at: offset) { return word & ((1 << UInt64(length &* 8)) &- 1) }
    var word: UInt64 = 0
    for index in 0..<length { word |= UInt64(self[offset &+ index]) << UInt64(index &* 8) }
    return word
  }

  /// How many bytes from `first` and from `second` on are the same, `limit` at most.
  @inline(__always)
  func commonLength(_ first: Int, _ second: Int, limit: Int) -> Int {
    var length = 0
    while length &+ 8 <= limit, let left = word(at: first &+ length),
      let right = word(at: second &+ length)
    {
      let difference = left ^ right
      if difference != 0 { return length &+ difference.trailingZeroBitCount / 8 }
      length &+= 8
    }
    while length < limit, second &+ length < count, first &+ length < count,
      self[first &+ length] == self[second &+ length]
    { length &+= 1 }
    return length
  }

  /// Whether `length` bytes from `start` on are those of `other` from `otherStart` on.
  @inline(__always)
  func hasSameBytes(
    _ start: Int,
    as other: Span<UInt8>,
    _ otherStart: Int,
    count length: Int
  ) -> Bool {
    guard length <= count &- start, length <= other.count &- otherStart else { return false }
    var index = 0
    while index &+ 8 <= length, let left = word(at: start &+ index),
      let right = other.word(at: otherStart &+ index)
    {
      if left != right { return false }
      index &+= 8
    }
    let rest = length &- index
    return rest == 0
      || bytes(at: start &+ index, count: rest) == other.bytes(at: otherStart &+ index, count: rest)
  }

  /// A hash of the bytes in `range`.
  @inline(__always)
  func hash(_ range: Range<Int>, _ key: HashKey) -> UInt64 {
    var hash = key.mixed(UInt64(truncatingIfNeeded: range.count))
    var index = range.lowerBound
    while index < range.upperBound {
      let length = Swift.min(8, range.upperBound &- index)
      hash = key.mixed(hash ^ bytes(at: index, count: length))
      index &+= 8
    }
    return hash
  }
}

extension UInt64 {
  /// The top bit of each byte that is `byte`, counted from the lowest; above the first one there may
  /// be wrong ones.
  @inline(__always)
  func zeroBytes(besides byte: UInt8) -> UInt64 {
    let difference = self ^ (UInt64(byte) &* 0x0101_0101_0101_0101)
    return (difference &- 0x0101_0101_0101_0101) & ~difference & 0x8080_8080_8080_8080
  }

  /// The top bit of each byte that is less than `limit` (at most 128); above the first one there may
  /// be wrong ones.
  @inline(__always)
  func bytesBelow(_ limit: UInt8) -> UInt64 {
    (self &- UInt64(limit) &* 0x0101_0101_0101_0101) & ~self & 0x8080_8080_8080_8080
  }
}
