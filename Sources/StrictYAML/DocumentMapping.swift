/// A mapping of a document, in the order in which its keys stand there.
public struct DocumentMapping {
  struct Entry {
    var name: String
    /// The key itself, for mistakes about it.
    var place: DocumentValue
    var value: DocumentValue
  }

  private let owner: DocumentValue
  private let values: [Entry]

  init(owner: DocumentValue, values: [Entry]) {
    self.owner = owner
    self.values = values
  }

  /// The keys in their order.
  public var names: [String] { values.map(\.name) }

  /// A key's value; nil when the key is absent or its value null.
  public subscript(name: String) -> DocumentValue? {
    values.first { $0.name == name && !$0.value.isNull }?.value
  }

  /// Where a key stands.
  func place(of name: String) -> DocumentValue? { values.first { $0.name == name }?.place }

  /// A key's value, which must be there.
  public func required(_ name: String) throws(DocumentError) -> DocumentValue {
    guard let value = self[name] else { throw owner.error("the key \"\(name)\" is missing") }
    return value
  }

  /// A key's text.
  public func string(_ name: String) throws(DocumentError) -> String? {
    try self[name]?.string()
  }

  /// A key's list of texts; a single text counts as a list of one.
  public func strings(_ name: String) throws(DocumentError) -> [String]? {
    guard let value = self[name] else { return nil }
    if let single = try? value.string() { return [single] }
    var result: [String] = []
    for item in try value.list() { result.append(try item.string()) }
    return result
  }

  /// A key's list of texts; a single text is none.
  public func textList(_ name: String) throws(DocumentError) -> [String]? {
    if let value = self[name], let single = try? value.string() {
      throw value.error("a list is expected here: [\"\(single)\"]")
    }
    return try strings(name)
  }

  /// A key's mapping of names to texts.
  public func stringMap(_ name: String) throws(DocumentError) -> [(name: String, value: String)] {
    guard let mapping = try self[name]?.openMapping() else { return [] }
    var result: [(name: String, value: String)] = []
    for key in mapping.names {
      result.append((key, try mapping[key]?.string() ?? ""))
    }
    return result
  }
}
