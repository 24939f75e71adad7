import StrictYAML

extension DocumentMapping {
  /// A key's value; nil where it is absent, or has a mistake, which is noted.
  func read<Value>(
    _ key: String,
    noting mistakes: inout [DocumentError],
    _ convert: (DocumentValue) throws(DocumentError) -> Value
  ) -> Value? {
    guard let value = self[key] else { return nil }
    return mistakes.noting { () throws(DocumentError) in try convert(value) }
  }

  /// The elements of a key's list without those that have a mistake, which is noted.
  func items<Value>(
    _ key: String,
    noting mistakes: inout [DocumentError],
    _ convert: (DocumentValue) throws(DocumentError) -> Value
  ) -> [Value] {
    let list = read(key, noting: &mistakes) { (value) throws(DocumentError) in try value.list() }
    return (list ?? []).compactMap { value in
      mistakes.noting { () throws(DocumentError) in try convert(value) }
    }
  }
}
