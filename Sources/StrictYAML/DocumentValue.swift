import Spelling
import Yams

/// One value of a YAML document, knowing its place, read strictly: wrong types are errors.
public struct DocumentValue {
  /// The largest document that is read, in bytes.
  public static let sizeLimit = 4 << 20

  private let node: Node
  /// The document's file, as the person named it.
  public let file: String
  /// The path of keys to this value.
  public let key: String

  init(node: Node, file: String, key: String) {
    self.node = node
    self.file = file
    self.key = key
  }

  /// The document in `text`, which may begin with a byte order mark; an empty one is an empty mapping.
  ///
  /// The text of a file `….json` must be JSON, any other YAML.
  /// A second document is a mistake unless `takesFirst` says that it is to be passed over.
  public init(text: String, file: String, takesFirst: Bool = false) throws(DocumentError) {
    guard text.utf8.count <= Self.sizeLimit else {
      throw DocumentError(
        file: file,
        line: 0,
        column: 0,
        key: "",
        message: "larger than \(Self.sizeLimit >> 20) MiB; is it the right file?"
      )
    }
    let text = text.withoutByteOrderMark
    do {
      let first = try takesFirst ? Parser(yaml: text).nextRoot() : Yams.compose(yaml: text)
      if file.isNameOfJSON { try JSONSyntax.check(text, file: file) }
      let node = first ?? Node.mapping(Node.Mapping([]))
      self.init(node: node, file: file, key: "")
    } catch let error as YamlError {
      throw DocumentError(yaml: error, in: text, file: file)
    } catch let error as DocumentError {
      throw error
    } catch {
      throw DocumentError(file: file, line: 0, column: 0, key: "", message: "\(error)")
    }
  }

  /// The line of the value, from 1.
  public var line: Int { node.mark?.line ?? 0 }

  /// Whether the value is null or absent.
  public var isNull: Bool {
    guard case .scalar(let scalar) = node else { return false }
    return scalar.style == .plain && ["", "~", "null", "Null", "NULL"].contains(scalar.string)
  }

  /// A mistake at this value's place.
  public func error(_ message: String) -> DocumentError {
    DocumentError(
      file: file,
      line: node.mark?.line ?? 0,
      column: node.mark?.column ?? 0,
      key: key,
      message: message
    )
  }

  /// The value as text; numbers and booleans are taken as they are written.
  public func string() throws(DocumentError) -> String {
    guard case .scalar(let scalar) = node else { throw error("text is expected here") }
    return scalar.string
  }

  /// The value as a finite number.
  public func number() throws(DocumentError) -> Double {
    guard case .scalar(let scalar) = node, let value = Double(scalar.string), value.isFinite else {
      throw error("a number is expected here")
    }
    return value
  }

  /// The value as a whole number inside `range`.
  public func integer(in range: ClosedRange<Int>) throws(DocumentError) -> Int {
    guard case .scalar(let scalar) = node, let value = Int(scalar.string), range.contains(value)
    else {
      throw error(
        "a whole number from \(range.lowerBound) to \(range.upperBound) is expected here"
      )
    }
    return value
  }

  /// The value as `true` or `false`.
  public func boolean() throws(DocumentError) -> Bool {
    guard case .scalar(let scalar) = node else { throw error("true or false is expected here") }
    switch scalar.string {
    case "true", "True", "yes", "on": return true
    case "false", "False", "no", "off": return false
    default: throw error("true or false is expected here")
    }
  }

  /// The value as one of the given words.
  public func oneOf(_ choices: [String]) throws(DocumentError) -> String {
    let text = try string()
    guard choices.contains(text) else {
      let proposal = choices.nearest(to: text).first.map { "; did you mean \($0)?" } ?? ""
      throw error("one of \(choices.joined(separator: ", ")) is expected here\(proposal)")
    }
    return text
  }

  /// The value as one of the words of a type.
  public func oneOf<Choice: RawRepresentable & CaseIterable>(
    _ type: Choice.Type
  ) throws(DocumentError) -> Choice where Choice.RawValue == String {
    let text = try oneOf(Choice.allCases.map(\.rawValue))
    guard let choice = Choice(rawValue: text) else { throw error("unknown word") }
    return choice
  }

  /// The value as a list.
  public func list() throws(DocumentError) -> [DocumentValue] {
    guard case .sequence(let sequence) = node else { throw error("a list is expected here") }
    return sequence.enumerated().map { index, item in
      DocumentValue(node: item, file: file, key: "\(key)[\(index)]")
    }
  }

  /// The value as a mapping of the given keys; any other key is an error that names the nearest one.
  public func mapping(keys known: [String]) throws(DocumentError) -> DocumentMapping {
    var mistakes: [DocumentError] = []
    let mapping = try mapping(keys: known, noting: &mistakes)
    if let first = mistakes.first { throw first }
    return mapping
  }

  /// The value as a mapping of the given keys; each other one is noted as a mistake.
  public func mapping(
    keys known: [String],
    noting mistakes: inout [DocumentError]
  ) throws(DocumentError) -> DocumentMapping {
    let mapping = try openMapping()
    for name in mapping.names where !known.contains(name) {
      let place = mapping.place(of: name) ?? self
      let proposal =
        known.nearest(to: name).first.map { "; did you mean \"\($0)\"?" }
        ?? "; known here: \(known.joined(separator: ", "))"
      mistakes.append(place.error("unknown key\(proposal)"))
    }
    return mapping
  }

  /// The value as a mapping of any keys.
  public func openMapping() throws(DocumentError) -> DocumentMapping {
    guard case .mapping(let mapping) = node else {
      throw error("keys with values are expected here")
    }
    var values: [DocumentMapping.Entry] = []
    var merged: [DocumentMapping.Entry] = []
    for (name, value) in mapping {
      guard case .scalar(let scalar) = name else { throw error("a key must be text") }
      if scalar.string == "<<", scalar.style == .plain {
        var budget = Self.mergeLimit
        merged += try merging(value, &budget)
        continue
      }
      if values.contains(where: { $0.name == scalar.string }) {
        throw entry(name, value, scalar.string).place.error("the key stands here twice")
      }
      values.append(entry(name, value, scalar.string))
    }
    for more in merged where !values.contains(where: { $0.name == more.name }) {
      values.append(more)
    }
    return DocumentMapping(owner: self, values: values)
  }

  private func entry(_ name: Node, _ value: Node, _ text: String) -> DocumentMapping.Entry {
    let key = joined(text)
    return DocumentMapping.Entry(
      name: text,
      place: DocumentValue(node: name, file: file, key: key),
      value: DocumentValue(node: value, file: file, key: key)
    )
  }

  /// How many mappings one mapping may take keys from: aliases of aliases multiply.
  private static let mergeLimit = 100

  /// The keys that `<<` takes from another mapping, or from several, the first of them winning.
  private func merging(
    _ node: Node,
    _ budget: inout Int
  ) throws(DocumentError) -> [DocumentMapping.Entry] {
    budget -= 1
    guard budget >= 0 else { throw error("\"<<\" takes keys from too many mappings") }
    var values: [DocumentMapping.Entry] = []
    switch node {
    case .sequence(let sequence):
      for element in sequence { values += try merging(element, &budget) }
    case .mapping(let mapping):
      for (name, value) in mapping {
        guard case .scalar(let scalar) = name else { throw error("a key must be text") }
        if scalar.string == "<<" {
          values += try merging(value, &budget)
        } else {
          values.append(entry(name, value, scalar.string))
        }
      }
    default: throw error("\"<<\" takes a mapping")
    }
    return values
  }

  private func joined(_ name: String) -> String { key.isEmpty ? name : "\(key).\(name)" }
}
