/// Puts paths together that a rule names, and those that differ in their ids only, once there are too
/// many of them.
///
/// The first paths of a form keep an id of their own each; those that come when there are `limit` of them
/// share one, the form itself (`/api/v1/users/*`). A list of paths stays readable and bounded that way,
/// and what a record's own path is can still be read from its text.
struct PathFolding {
  /// How many paths of one form are told apart.
  private let limit: UInt32
  private let rules: [PathRule]
  private var members: [UInt32: UInt32] = [:]
  /// The forms of paths that have one by a rule.
  private var ruled = RecentIDs()
  private var cutter = TemplateCutter(keepsShortNumbers: false)

  /// No path was seen yet.
  init(limit: UInt32 = 2_000, rules: [PathRule] = []) {
    self.limit = limit
    self.rules = rules
  }

  /// The id of a path, which may be that of its form; `templates` are the forms.
  mutating func intern(
    _ path: Span<UInt8>,
    into paths: inout InternTable,
    templates: inout InternTable
  ) -> UInt32 {
    let hash = ByteHash.of(path)
    if let known = paths.id(ofHash: hash) { return known }
    if !rules.isEmpty {
      if let id = ruled.id(of: hash) { return id }
      if let rule = rules.first(where: { $0.matches(path) }) {
        let id = paths.intern(rule.form.utf8.span, isVerbatim: false)
        ruled.remember(id, of: hash)
        return id
      }
    }
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
