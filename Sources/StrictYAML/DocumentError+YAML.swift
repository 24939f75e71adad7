import Yams

extension DocumentError {
  /// What a parser found wrong in `text`, with what that means and what to do where it is known.
  init(yaml error: YamlError, in text: String, file: String) {
    let kind = file.isNameOfJSON ? "JSON" : "YAML"
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      let advice = YAMLProblem(problem, at: mark, in: text).advice.map { "; \($0)" } ?? ""
      self.init(
        file: file,
        line: mark.line,
        column: mark.column,
        key: "",
        message: "not \(kind): \(problem)\(advice)"
      )
    case .reader(let problem, _, _, _):
      self.init(file: file, line: 0, column: 0, key: "", message: "not \(kind): \(problem)")
    case .duplicatedKeysInMapping(let duplicates, let context):
      self.init(
        file: file,
        line: context.mark.line,
        column: context.mark.column,
        key: "",
        message: "the same key stands twice: \(duplicates.map { "\($0)" }.joined(separator: ", "))"
      )
    default:
      self.init(file: file, line: 0, column: 0, key: "", message: "not \(kind): \(error)")
    }
  }
}
