/// Has the sink scan blocks of the past, at whatever pace the processors leave, and hands them on.
struct PastScannerThread {
  let incoming: BlockMailbox<ScannedBlock>
  let outgoing: BlockMailbox<ScannedBlock>
  let sink: any BlockSink

  /// Works until nothing comes any more; then nothing comes to the writer either.
  func run() {
    var place: ScannedBlock?
    while true {
      switch incoming.receive(timeout: ScannerThread.patience, into: &place) {
      case .block:
        if let scanned = scanned(&place) { outgoing.send(scanned, order: .history) }
      case .nothing: continue
      case .closed: return outgoing.close()
      }
    }
  }

  /// The block in `place`, which is emptied: nobody else has it while it is scanned.
  private func scanned(_ place: inout ScannedBlock?) -> ScannedBlock? {
    guard var block = place else { return nil }
    place = nil
    sink.scanPast(&block)
    return block
  }
}
