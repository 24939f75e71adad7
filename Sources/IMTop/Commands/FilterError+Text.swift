import Charts
import LogModel

extension FilterError {
  /// The message with the filter and carets below the place, as wide as it is on a terminal.
  func rendered(in source: String) -> String {
    let bytes = Array(source.utf8)
    let range = range.clamped(to: 0..<bytes.count)
    let width = { (bytes: ArraySlice<UInt8>) in
      TextWidth.columns(of: String(decoding: bytes, as: UTF8.self).printable)
    }
    let indent = String(repeating: " ", count: width(bytes[..<range.lowerBound]))
    return """
      the filter was not understood: \(message.printable)
        \(source.printable)
        \(indent)\(String(repeating: "^", count: max(1, width(bytes[range]))))
      """
  }
}
