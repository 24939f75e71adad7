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
