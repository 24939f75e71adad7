/// Takes blocks as they were read, has the sink scan them, and hands them on to the writer.
///
/// What belongs to the past goes through here too, so that it is read as the lines before it in turn
/// were, and is scanned by a thread of its own.
struct ScannerThread {
  /// How long a block is waited for at a time.
  static let patience = Duration.seconds(3_600)

  let incoming: BlockMailbox<LogBlock>
  let outgoing: BlockMailbox<ScannedBlock>
  let past: BlockMailbox<ScannedBlock>
  let sink: any BlockSink

  /// Works until nothing comes any more, or nothing is taken.
  func run() {
    var place: LogBlock?
    while true {
      switch incoming.receive(timeout: Self.patience, into: &place) {
      case .block:
        let isPast = place?.order == .history
        let block = place.map { isPast ? sink.begin($0) : sink.scan($0) }
        // Who takes the block is to be the only one that has it.
        place = nil
        guard let block else { continue }
        if isPast { past.send(block) } else { outgoing.send(block) }
      case .nothing: continue
      case .closed: return past.close()
      }
    }
  }
}
