import LogModel

extension FileSource {
  /// Reads one block of the past, where more of it is wanted.
  func readHistory() -> StepOutcome {
    guard var history else { return endPast() }
    guard !history.cursor.isDone, options.follows || !history.isAtFloor else {
      self.history = nil
      return max(.drained, endPast())
    }
    history.isWanted =
      (!history.isAtFloor || options.isMoreWanted(outlet.number))
      && !options.isHistoryEnough(outlet.number)
    self.history = history
    guard history.isWanted else { return endPast() }
    guard outlet.hasRoomForPast else { return .waiting }
    guard read(&history) else { return .idle }
    self.history = history
    return .more
  }

  /// Says that no more of the past comes for now, so that nothing waits for it.
  func endPast() -> StepOutcome {
    guard let file = awaitingPast else { return .idle }
    awaitingPast = nil
    outlet.deliver(
      LogBlock(source: outlet.number, storage: file, offset: 0, bytes: [], order: .history),
      isNew: false
    )
    return .more
  }

  /// Reads and delivers the next block of a past; false where the system gives another text, or none.
  func read(_ history: inout FileHistory) -> Bool {
    let wanted = history.cursor.wanted
    var bytes = outlet.buffer()
    history.file.read(offset: wanted.lowerBound, count: wanted.count, into: &bytes)
    guard bytes.count == wanted.count, isUntouched(history.file) else { return false }
    switch history.cursor.take(bytes) {
    case .lines(let first):
      bytes.removeFirst(first)
      deliverPast(bytes, offset: history.cursor.end, of: history)
    case .nothing:
      break
    case .tooLong(let offset):
      var line = history.file.read(offset: offset, count: options.lineLimit)
      line.append(LineCutter.newline)
      outlet.update { $0.truncated += 1 }
      deliverPast(line, offset: offset, of: history)
    }
    return true
  }

  /// The past of a file that was truncated without a copy is gone.
  func abandonHistory(of file: OpenFile) {
    guard let history, history.file === file else { return }
    if !history.isAtFloor { tellGap(bytes: history.cursor.end - history.floor) }
    self.history = nil
  }

  private func deliverPast(_ bytes: [UInt8], offset: Int64, of history: FileHistory) {
    guard !bytes.isEmpty else { return }
    awaitingPast = offset > 0 ? history.file : nil
    outlet.deliver(
      LogBlock(
        source: outlet.number,
        storage: history.file,
        offset: offset,
        bytes: bytes,
        order: .history,
        writtenBy: history.writtenBy
      ),
      isNew: false
    )
  }

  /// Whether the file that is being written to has not been truncated under the reading.
  private func isUntouched(_ file: OpenFile) -> Bool {
    guard var newest = queue.last, newest.file === file else { return true }
    return newest.look() != .truncated
  }
}
