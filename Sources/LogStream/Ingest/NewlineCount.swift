extension [UInt8] {
  /// How many newlines there are, eight bytes looked at in one step.
  var newlineCount: Int {
    withUnsafeBytes { bytes in
      let pattern = 0x0A0A_0A0A_0A0A_0A0A as UInt64
      let low = 0x7F7F_7F7F_7F7F_7F7F as UInt64
      var count = 0
      var index = 0
      while index + 8 <= bytes.count {
        let word = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self) ^ pattern
        let zeros = ~(((word & low) &+ low) | word | low)
        count += zeros.nonzeroBitCount
        index += 8
      }
      while index < bytes.count {
        if bytes[index] == 0x0A { count += 1 }
        index += 1
      }
      return count
    }
  }
}
