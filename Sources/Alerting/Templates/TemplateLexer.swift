/// Cuts a template into tokens, as Go's `text/template` does.
struct TemplateLexer {
  let source: [UnicodeScalar]
  var position = 0
  private var tokens: [TemplateToken] = []

  /// The tokens of `text`, the last one being its end.
  static func tokens(of text: String) throws(TemplateError) -> [TemplateToken] {
    var lexer = TemplateLexer(source: Array(text.unicodeScalars))
    try lexer.run()
    return lexer.tokens
  }

  private init(source: [UnicodeScalar]) {
    self.source = source
  }

  /// The error of `kind` at a place.
  func error(_ kind: TemplateError.Kind, at place: Int) -> TemplateError {
    let place = TemplatePlace(place, in: source)
    return TemplateError(kind: kind, line: place.line, column: place.column)
  }

  func peek(_ distance: Int = 0) -> UnicodeScalar? {
    position + distance < source.count ? source[position + distance] : nil
  }

  func starts(with text: String, at offset: Int = 0) -> Bool {
    var place = position + offset
    for scalar in text.unicodeScalars {
      guard place < source.count, source[place] == scalar else { return false }
      place += 1
    }
    return true
  }

  private mutating func run() throws(TemplateError) {
    var trimsStart = false
    while true {
      let start = position
      while position < source.count, !starts(with: "{{") { position += 1 }
      var text = source[start..<position]
      if trimsStart { text = text.drop { $0.isTemplateBlank } }
      let isAction = position < source.count
      let trimsEnd = isAction && starts(with: "-", at: 2) && isBlank(at: 3)
      if trimsEnd { while text.last?.isTemplateBlank == true { text.removeLast() } }
      if !text.isEmpty { append(.text(String(text)), at: start) }
      guard isAction else { break }
      trimsStart = try takeAction(afterMarker: trimsEnd)
    }
    append(.end, at: source.count)
  }

  private func isBlank(at offset: Int) -> Bool { peek(offset)?.isTemplateBlank ?? false }

  /// Takes a whole action; whether the text after it is to be trimmed.
  private mutating func takeAction(afterMarker isMarked: Bool) throws(TemplateError) -> Bool {
    let start = position
    position += isMarked ? 4 : 2
    if starts(with: "/*") { return try takeComment(from: start) }
    append(.open, at: start)
    while true {
      let before = position
      while let next = peek(), next.isTemplateBlank { position += 1 }
      let isAdjacent = before == position
      if !isAdjacent, starts(with: "-}}") {
        append(.close, at: position)
        position += 3
        return true
      }
      if starts(with: "}}") {
        append(.close, at: position)
        position += 2
        return false
      }
      guard position < source.count else { throw error(.unclosedAction, at: start) }
      let place = position
      append(try next(), at: place, isAdjacent: isAdjacent)
    }
  }

  /// Takes a comment, whose action may hold nothing else.
  private mutating func takeComment(from start: Int) throws(TemplateError) -> Bool {
    position += 2
    while !starts(with: "*/") {
      guard position < source.count else { throw error(.unclosedComment, at: start) }
      position += 1
    }
    position += 2
    if starts(with: "}}") {
      position += 2
      return false
    }
    let before = position
    while let next = peek(), next.isTemplateBlank { position += 1 }
    guard position > before, starts(with: "-}}") else {
      throw error(.unclosedAction, at: start)
    }
    position += 3
    return true
  }

  private mutating func append(
    _ kind: TemplateToken.Kind,
    at place: Int,
    isAdjacent: Bool = false
  ) {
    tokens.append(TemplateToken(kind: kind, position: place, isAdjacent: isAdjacent))
  }

  private mutating func next() throws(TemplateError) -> TemplateToken.Kind {
    let start = position
    let first = source[start]
    switch first {
    case "\"", "`": return .constant(.text(try quoted(by: first)))
    case "'": return .constant(.integer(try character()))
    case "|": return take(.pipe)
    case ",": return take(.comma)
    case "(": return take(.leftParenthesis)
    case ")": return take(.rightParenthesis)
    case ":" where peek(1) == "=": return take(.declare, length: 2)
    case "=": return take(.assign)
    case "$":
      position += 1
      return .variable(try word(from: start))
    case "." where !(peek(1)?.isDigit ?? false):
      position += 1
      let name = try word(from: start)
      return name.isEmpty ? .dot : .field(name)
    case _ where first.isDigit || first == "." || first == "+" || first == "-":
      return .constant(try number())
    case _ where first.isWordPart:
      let name = try word(from: start)
      switch name {
      case "true": return .constant(.bool(true))
      case "false": return .constant(.bool(false))
      case "nil": return .constant(.none)
      default: return .word(name)
      }
    default: throw error(.unexpected(String(first)), at: start)
    }
  }

  private mutating func take(_ kind: TemplateToken.Kind, length: Int = 1) -> TemplateToken.Kind {
    position += length
    return kind
  }

  /// A word, which must end where one can end.
  private mutating func word(from start: Int) throws(TemplateError) -> String {
    let begin = position
    while let next = peek(), next.isWordPart { position += 1 }
    if let next = peek(), !next.isTemplateBlank, !".,|:=()}".unicodeScalars.contains(next) {
      throw error(.unexpected(String(next)), at: position)
    }
    return String(source[begin..<position])
  }
}

extension UnicodeScalar {
  /// What Go's templates take for a blank.
  var isTemplateBlank: Bool { self == " " || self == "\t" || self == "\r" || self == "\n" }

  /// Whether this is an ASCII digit.
  var isDigit: Bool { self >= "0" && self <= "9" }

  /// Whether this may stand in a name.
  var isWordPart: Bool {
    self == "_" || properties.isAlphabetic || properties.numericType == .decimal
  }
}

extension String {
  init(_ scalars: some Sequence<UnicodeScalar>) {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    self.init(view)
  }
}
