extension LineFormat {
  /// One JSON object.
  static let json = LineFormat(name: "JSON", endsPanic: true) { line, range, context in
    guard line[range.lowerBound] == UInt8(ascii: "{") else { return false }
    if context.json.read(line, range, names: context.names, into: &context.found) { return true }
    context.found.reset()
    return false
  }
}
