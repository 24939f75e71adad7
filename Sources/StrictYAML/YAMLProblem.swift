import Yams

/// What libyaml found wrong at a place of a text: its words tell what the parser looked for, seldom
/// what the person did.
struct YAMLProblem {
  private let problem: String
  /// The line of the place, and the character at it.
  private let line: Substring
  private let character: Character?

  init(_ problem: String, at mark: Mark, in text: String) {
    self.problem = problem
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    line = lines.indices.contains(mark.line - 1) ? lines[mark.line - 1] : ""
    character = line.dropFirst(max(0, mark.column - 1)).first
  }

  private static let tab = "a tab is used for indentation: use spaces"

  /// What is wrong in plain words, and what to do; nil where the parser says it best.
  var advice: String? {
    switch problem {
    case "found character that cannot start any token":
      switch character {
      case "\t"?: Self.tab
      case let sign?: "a value that begins with \(sign) must be quoted"
      case nil: nil
      }
    case "found a tab character that violates indentation": Self.tab
    case "mapping values are not allowed in this context":
      "a value with \": \" in it must be quoted, or the key is indented wrongly"
    case "block sequence entries are not allowed in this context":
      "a list begins on a line of its own, below its key"
    case "did not find expected key", "did not find expected '-' indicator",
      "did not find expected <block end>":
      "the line is not indented like those that it belongs to, or a quote before it is wrong"
    case "could not find expected ':'":
      "a key needs \": \" behind it; or a quote or a bracket before it is not closed"
    case "did not find expected ',' or ']'": "a [ is not closed, or a comma is missing"
    case "did not find expected ',' or '}'": "a { is not closed, or a comma is missing"
    case "found unexpected end of stream": "a quote is not closed"
    case "found unknown escape character":
      "in double quotes a backslash begins an escape: double it, or use single quotes"
    case "did not find expected alphabetic or numeric character":
      "a value that begins with * or & must be quoted"
    case "did not find expected <document start>":
      "what stands here belongs to nothing above it: is it indented wrongly?"
    default: nil
    }
  }
}
