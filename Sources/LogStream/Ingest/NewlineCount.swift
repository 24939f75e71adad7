import CByteScan

extension [UInt8] {
  /// How many newlines there are.
  var newlineCount: Int {
    withUnsafeBufferPointer { bytes in
      bytes.baseAddress.map { Int(imtop_newlines($0, UInt64(bytes.count))) } ?? 0
    }
  }
}
