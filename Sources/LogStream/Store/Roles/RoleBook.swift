import LogModel

/// Finds out where the writers of the logs of one store stand, while their lines come in.
struct RoleBook: Sendable {
  /// What is known of the sources, by number.
  private var sources: [Int: RoleInference.Source] = [:]
  /// Where they stand.
  private(set) var verdicts: [Int: RoleInference.Verdict] = [:]
  /// How many records have been looked at, and how many of them when that was found.
  private var records = (all: 0, asked: 0)
  private var isStale = false

  /// Names a source, before its first block comes.
  mutating func announce(_ number: Int, name: String, role: LogRole?) {
    sources[number] = RoleInference.Source(name: name, configured: role)
    isStale = true
  }

  /// Notes what the forms of a source's lines say.
  mutating func note(_ number: Int, byForms role: LogRole?) {
    guard sources[number]?.byForms != role else { return }
    sources[number, default: RoleInference.Source()].byForms = role
    isStale = true
  }

  /// Samples the requests among new rows, where there is another log to compare them with; not those of
  /// more logs than are compared.
  mutating func add(_ chunk: LogChunk, _ rows: Range<Int>) {
    guard sources.count > 1, let row = rows.first else { return }
    var number = Int(chunk.source[row])
    var samples = taken(number)
    for row in rows {
      let source = Int(chunk.source[row])
      if source != number {
        sources[number, default: RoleInference.Source()].samples = samples
        number = source
        samples = taken(number)
      }
      guard source < RoleInference.bound else { continue }
      samples.add(chunk, row) { UInt64($1) << 8 | UInt64($0 == .path ? 1 : 2) }
    }
    sources[number, default: RoleInference.Source()].samples = samples
    records.all += rows.count
  }

  /// Looks where the writers stand, where forms have changed or the log has grown by a tenth since; the
  /// sources of which that has changed.
  mutating func update() -> [Int] {
    guard isStale || records.all - records.asked > records.asked / 10 else { return [] }
    isStale = false
    records.asked = records.all
    let before = verdicts
    verdicts = RoleInference.verdicts(sources)
    return sources.keys.filter { verdicts[$0] != before[$0] }.sorted()
  }

  /// The samples of a source, taken out while they change.
  private mutating func taken(_ number: Int) -> RequestSamples {
    guard let samples = sources[number]?.samples else { return RequestSamples() }
    sources[number]?.samples = RequestSamples()
    return samples
  }
}
