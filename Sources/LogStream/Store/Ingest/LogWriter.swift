import LogModel
import MetricsModel

/// The writing side of the store: fills chunks with lines that were scanned.
struct LogWriter {
  /// Chunks of live lines are numbered from here upwards, those of the past from here downwards.
  static let firstLiveChunk: UInt32 = 0x8000_0000

  /// The sources by number.
  var intakes: [Int: SourceIntake] = [:]
  /// The values of rows.
  var encoder: RecordEncoder
  /// Where the sources' writers stand.
  var roles = RoleBook()
  /// Failures of which a proxy and the service behind it may both tell.
  private(set) var failures = FailurePairing()
  /// The chunk that live lines go to.
  var open: ChunkFill
  /// How many rows a chunk has at most.
  let rowLimit: Int
  /// Whether complete chunks are kept, in as little memory as they need.
  let packs: Bool
  /// The chunk in which lines of the past are gathered, its memory used again and again.
  var gathering: ChunkFill
  /// The highest number that a chunk of the past may have next.
  var nextHistory = firstLiveChunk - 1

  /// A writer that has taken in nothing yet.
  init(rowLimit: Int, mask: SecretMask, pathRules: [PathRule] = [], packs: Bool = true) {
    self.rowLimit = rowLimit
    self.packs = packs
    self.encoder = RecordEncoder(mask: mask, folding: PathFolding(rules: pathRules))
    self.open = ChunkFill(number: Self.firstLiveChunk, capacity: rowLimit)
    self.gathering = ChunkFill(number: 0, capacity: rowLimit)
  }

  /// The intake of a source; a new one where the source was never announced.
  func intake(_ number: Int) -> SourceIntake { intakes[number] ?? SourceIntake() }

  /// Takes in a block.
  mutating func take(_ scanned: ScannedBlock) -> Harvest {
    var harvest = Harvest()
    switch scanned.order {
    case .live: for part in scanned.parts { takeLive(part, scanned, &harvest) }
    case .history:
      for part in scanned.parts {
        harvest.sealed = takeHistory(part, scanned) + harvest.sealed
      }
      harvest.rows = harvest.sealed.map { ($0.chunk, 0..<$0.count) }
    }
    for (chunk, rows) in harvest.rows { roles.add(chunk, rows) }
    let seen = intakes[scanned.source]?.seenRole
    roles.note(scanned.source, byForms: seen?.live ?? seen?.past)
    return harvest
  }

  /// Looks at the failures among new rows; returns the proxies' records of which a service's record tells too.
  mutating func pairFailures(_ harvest: Harvest) -> [FailedRequest] {
    guard packs else { return [] }
    if intakes.count > 1 { failures.bound = FailurePairing.bound }
    var answered = failures.place(roles.verdicts.mapValues(\.role))
    let texts = encoder.tables.readable
    for (chunk, rows) in harvest.rows {
      for row in rows {
        guard let failure = FailedRequest(chunk, row, source: Int(chunk.source[row]), texts) else {
          continue
        }
        if let pair = failures.add(failure) { answered.append(pair) }
      }
    }
    return answered
  }

  /// Adds the records that are held back and were so at the last call already, all of them where nothing
  /// more will come; and whose they are.
  mutating func settle(isOver: Bool) -> (harvest: Harvest, sources: [Int]) {
    var harvest = Harvest()
    var sources: [Int] = []
    for source in intakes.keys.sorted() {
      guard let intake = intakes[source], let pending = intake.pending else { continue }
      guard isOver || pending.isAged else {
        intakes[source]?.pending?.isAged = true
        continue
      }
      var taking = Taking(source: source, intake: intake, harvest: harvest, first: open.count)
      release(&taking)
      intakes[source] = taking.intake
      harvest = gathered(taking)
      sources.append(source)
    }
    for (chunk, rows) in harvest.rows { roles.add(chunk, rows) }
    return (harvest, sources)
  }
}
