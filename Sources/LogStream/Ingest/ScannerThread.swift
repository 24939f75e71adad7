/// Takes blocks as they were read, has the sink scan them, and hands them on to the writer.
struct ScannerThread {
  /// How long a block is waited for at a time.
  private static let patience = Duration.seconds(3_600)

  let incoming: BlockMailbox<LogBlock>
  let outgoing: BlockMailbox<ScannedBlock>
  let board: StatusBoard
  let sink: any BlockSink

  /// Works until nothing comes any more, or nothing is taken.
  func run() {
    var opened: Set<Int> = []
    var block: LogBlock?
    while true {
      switch incoming.receive(timeout: Self.patience, into: &block) {
      case .block:
        guard let scanned = block.map({ scan($0, &opened) }) else { continue }
        block = nil
        outgoing.send(scanned)
      case .nothing: continue
      case .closed: return outgoing.close()
      }
    }
  }

  private func scan(_ block: LogBlock, _ opened: inout Set<Int>) -> ScannedBlock {
    if opened.insert(block.source).inserted {
      let (name, location) = board.origin(of: block.source)
      sink.open(source: block.source, name: name, location: location)
    }
    return sink.scan(block)
  }
}
