/// Recognises the names that rotation gives to files.
enum RotatedName {
  /// Endings of files that are compressed: their text cannot be read from an offset.
  private static let compressed = [".gz", ".bz2", ".xz", ".zst", ".lz4", ".Z", ".zip"]

  /// Whether a file of this name is compressed.
  static func isCompressed(_ name: String) -> Bool { compressed.contains { name.hasSuffix($0) } }

  /// Whether a file of this name is packed by gzip.
  static func isGzip(_ name: String) -> Bool { name.hasSuffix(".gz") }

  /// Whether `name` is what rotation makes of `base`, compressed or not.
  ///
  /// Known are `im.log.1`, `im.log-20261123`, `im.log.old` and, the number or date before the ending,
  /// `im.1.log`, `im-2026-11-23T06-14-07.log`; `im-2.log` is the log of a second instance.
  static func isRotation(of base: String, _ name: String) -> Bool {
    guard name != base else { return false }
    if name.hasPrefix(base) { return isMark(name.dropFirst(base.count)) }
    guard let dot = base.lastIndex(of: "."), dot != base.startIndex else { return false }
    let (stem, ending) = (base[..<dot], base[dot...])
    guard name.hasPrefix(stem) else { return false }
    var rest = name.dropFirst(stem.count)
    if let suffix = compressed.first(where: { rest.hasSuffix($0) }) {
      rest = rest.dropLast(suffix.count)
    }
    return rest.hasSuffix(ending) && isMarkBeforeEnding(rest.dropLast(ending.count))
  }

  /// Whether `name` is what rotation makes of `base` as it copies the text, with a number or a date.
  static func isCopy(of base: String, _ name: String) -> Bool {
    isRotation(of: base, name) && !isCompressed(name) && name.contains(where: \.isNumber)
      && !words.contains { name.contains($0) }
  }

  /// The number that rotation has given to a file, the highest to the oldest; nil where it gave none.
  static func number(_ path: String) -> Int? {
    var name = path[...]
    if let suffix = compressed.first(where: { name.hasSuffix($0) }) {
      name = name.dropLast(suffix.count)
    }
    let digits = String(
      name.reversed().drop { !$0.isNumber }.prefix { $0.isNumber }.reversed()
    )
    return digits.count <= 4 ? Int(digits) : nil
  }

  private static let words = ["old", "bak", "save", "prev"]

  /// `.1`, `.old`, `-2026…`.
  private static func isMarkBeforeEnding(_ text: Substring) -> Bool {
    isMark(text) && (text.first == "." || text.dropFirst().prefix { $0.isNumber }.count >= 4)
  }

  /// `.1`, `-2026…`, `_2`, `.old`, `.bak`, `~`.
  private static func isMark(_ text: Substring) -> Bool {
    guard let first = text.first else { return false }
    if text == "~" { return true }
    let rest = text.dropFirst()
    return ".-_".contains(first)
      && (rest.first?.isNumber == true || words.contains { rest.hasPrefix($0) })
  }
}
