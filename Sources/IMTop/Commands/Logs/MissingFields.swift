import LogModel
import LogStream
import Spelling

/// Fields that are asked for by name and that no record has had so far.
struct MissingFields {
  /// So many names that records do have are kept, to propose one of them.
  private static let bound = 1_000

  /// Their names, as they were asked for.
  private var names: [String]
  /// Names of the logs' own fields in records that lack one of them.
  private var others: Set<String>
  private let asked: Int
  /// Whether there has been a record.
  private(set) var hasLooked = false

  /// Fields of which nothing is known yet, or which records with other fields do not have.
  init(_ names: [String], beside others: Set<String> = []) {
    self.names = names
    self.others = others
    asked = names.count
  }

  /// Whether there has been a record, and none had any of the fields.
  var areAll: Bool { hasLooked && asked > 0 && names.count == asked }

  /// Strikes out what a record has.
  mutating func look(at record: @autoclosure () -> LogRecord) {
    hasLooked = true
    guard !names.isEmpty else { return }
    let record = record()
    names.removeAll { record.value(named: $0) != nil }
    guard !names.isEmpty, others.count < Self.bound else { return }
    others.formUnion(record.fields.map(\.name))
  }

  /// Says on standard error which are missing, with the names most like them.
  func tell() {
    for name in names {
      let isKnown = FilterField(named: name) != nil
      let near = isKnown ? [] : others.union(Vocabulary.allNames).nearest(to: name)
      Self.tell(name, near, "no line that was found has")
    }
  }

  /// Says on standard error that a filter asks for fields that lines do not have.
  static func tell(_ fields: [StrangeField]) {
    for field in fields {
      let who = field.isCertain ? "no line has" : "none of the last lines has"
      tell(field.name, field.nearest, who)
    }
  }

  private static func tell(_ name: String, _ near: [String], _ who: String) {
    let proposal = near.isEmpty ? "" : "; did you mean \(near.joined(separator: " or "))?"
    ProgramExit.complain("\(who) the field \(name)\(proposal)")
  }
}
