/// The texts that records share, by id: what a reader sees of the store's dictionaries.
struct Dictionaries: Sendable {
  /// Paths without query strings.
  let paths: InternEntries
  /// Client addresses.
  let addresses: InternEntries
  /// Methods.
  let methods: InternEntries
  /// User agents.
  let agents: InternEntries
  /// Users' ids.
  let users: InternEntries
  /// Close reasons and error texts, their variable parts cut out.
  let reasons: InternEntries
  /// Messages and paths, their variable parts cut out.
  let templates: InternEntries
  /// Which template, path, status and method a shape has.
  let shapes: AppendOnly<Shape>
}

/// The writing side of the store's dictionaries, with their bounds.
struct DictionaryTables {
  /// Paths.
  var paths: InternTable
  /// Addresses.
  var addresses: InternTable
  /// Methods.
  var methods: InternTable
  /// User agents.
  var agents: InternTable
  /// Users.
  var users: InternTable
  /// Reasons.
  var reasons: InternTable
  /// Templates of messages and paths.
  var templates: InternTable
  /// Shapes.
  var shapes = ShapeTable(bound: 65_536)

  /// Empty dictionaries, in which secrets are masked.
  init(mask: SecretMask) {
    paths = InternTable(bound: 262_144, mask: mask)
    addresses = InternTable(bound: 524_288, mask: mask)
    methods = InternTable(bound: 200, mask: mask)
    agents = InternTable(bound: 60_000, mask: mask)
    users = InternTable(bound: 262_144, mask: mask)
    reasons = InternTable(bound: 8_000, mask: mask)
    templates = InternTable(bound: 65_536, mask: mask)
  }

  /// What readers see.
  var readable: Dictionaries {
    Dictionaries(
      paths: paths.entries,
      addresses: addresses.entries,
      methods: methods.entries,
      agents: agents.entries,
      users: users.entries,
      reasons: reasons.entries,
      templates: templates.entries,
      shapes: shapes.entries
    )
  }

  /// How many bytes the dictionaries take.
  var byteCount: Int {
    paths.byteCount + addresses.byteCount + methods.byteCount + agents.byteCount
      + users.byteCount + reasons.byteCount + templates.byteCount + shapes.byteCount
  }
}
