/// Puts paths together that differ in their ids only, once there are too many of them.
///
/// The first paths of a form keep an id of their own each; those that come when there are `limit` of them
/// share one, the form itself (`/api/v1/users/*`). A list of paths stays readable and bounded that way,
/// and what a record's own path is can still be read from its text.
struct PathFolding {
  /// How many paths of one form are told apart.
  private let limit: UInt32
  private var members: [UInt32: UInt32] = [:]
  private var cutter = TemplateCutter(keepsShortNumbers: false)

  /// No path was seen yet.
  init(limit: UInt32 = 2_000) { self.limit = limit }

  /// The id of a path, which may be that of its form; `templates` are the forms.
  mutating func intern(
    _ path: Span<UInt8>,
    into paths: inout InternTable,
    templates: inout InternTable
  ) -> UInt32 {
    let hash = ByteHash.of(path)
    if let known = paths.id(ofHash: hash) { return known }
    cutter.run(path)
    guard !cutter.isVerbatim else { return paths.intern(path, hash: hash) }
    let form = cutter.internLast(into: &templates)
    guard members[form, default: 0] >= limit else {
      members[form, default: 0] += 1
      return paths.intern(path, hash: hash)
    }
    return paths.intern(cutter.cut.span, isVerbatim: false)
  }
}
