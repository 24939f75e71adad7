import Foundation

/// JSON, of which YAML is more than the whole: what only YAML allows is refused in a file that says to
/// be JSON.
enum JSONSyntax {
  /// Throws where a text is no JSON.
  static func check(_ text: String, file: String) throws(DocumentError) {
    do {
      _ = try JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed)
    } catch {
      let reason = (error as NSError).userInfo[NSDebugDescriptionErrorKey] as? String
      throw DocumentError(
        file: file,
        line: 0,
        column: 0,
        key: "",
        message: "not JSON: \(reason ?? error.localizedDescription)"
      )
    }
    guard let place = trailingComma(in: text) else { return }
    throw DocumentError(
      file: file,
      line: place.line,
      column: place.column,
      key: "",
      message: "not JSON: a comma with nothing behind it"
    )
  }

  /// Where in a text, that is JSON otherwise, a comma stands in front of a closing bracket: Foundation
  /// takes it for JSON, too.
  private static func trailingComma(in text: String) -> (line: Int, column: Int)? {
    var (line, column) = (1, 0)
    var comma: (line: Int, column: Int)?
    var (isQuoted, isEscaped) = (false, false)
    for scalar in text.unicodeScalars {
      (line, column) = scalar == "\n" ? (line + 1, 0) : (line, column + 1)
      if isQuoted {
        isQuoted = isEscaped || scalar != "\""
        isEscaped = !isEscaped && scalar == "\\"
        continue
      }
      switch scalar {
      case "]", "}": if let comma { return comma }
      case ",": comma = (line, column)
      case " ", "\t", "\n", "\r": break
      default: (isQuoted, comma) = (scalar == "\"", nil)
      }
    }
    return nil
  }
}

extension String {
  /// Whether a file of this name is JSON.
  var isNameOfJSON: Bool { lowercased().hasSuffix(".json") }

  /// The text behind the mark that editors of Windows put in front.
  var withoutByteOrderMark: String {
    unicodeScalars.first == "\u{FEFF}" ? String(unicodeScalars.dropFirst()) : self
  }
}
