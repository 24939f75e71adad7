extension FoundFields {
  /// Whether a failed request is one that only a proxy sees.
  ///
  /// The line may say whether the service behind it answered; else 502 and 504 let it be supposed that it did
  /// not, as 499 does, a client that did not wait.
  func edgeFailure(_ line: Span<UInt8>, status: UInt16) -> EdgeFailure {
    guard status != 499 else { return .supposed }
    guard let isAnswered = isAnswered(line) else {
      return status == 502 || status == 504 ? .supposed : .none
    }
    return isAnswered ? .none : .told
  }

  /// Whether the service behind a proxy answered, nil where the line does not say it.
  private func isAnswered(_ line: Span<UInt8>) -> Bool? {
    if !self[.responseFlags].isAbsent { return Self.isNothing(line, self[.responseFlags].range) }
    let time = self[.answerTime]
    if !time.isAbsent { return Self.endsInNumber(line, time.range) }
    let status = self[.upstreamStatus]
    guard !status.isAbsent else { return nil }
    guard Self.endsInNumber(line, status.range) else { return false }
    // nginx and Traefik give these in the place of an answer too.
    let number = NumberText.whole(line, status.range)
    if number == 0 { return false }
    return number == 502 || number == 504 || number == nil ? nil : true
  }

  /// Whether the text is empty or a dash.
  private static func isNothing(_ line: Span<UInt8>, _ range: Range<Int>) -> Bool {
    range.isEmpty || range.count == 1 && line[range.lowerBound] == UInt8(ascii: "-")
  }

  /// Whether the last of several values, one for each server that was tried, is a number of at least 0.
  private static func endsInNumber(_ line: Span<UInt8>, _ range: Range<Int>) -> Bool {
    let start = range.last { line[$0] == 0x20 || line[$0] == UInt8(ascii: ",") }.map { $0 + 1 }
    let last = (start ?? range.lowerBound)..<range.upperBound
    return last.first.map { ByteScan.isDigit(line[$0]) } ?? false
  }
}
