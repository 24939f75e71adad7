import LogModel

extension LogRow {
  /// What the records of this row have in common, as a filter: method, path and status of requests,
  /// the message of everything else; nil where the row has nothing to tell records apart by.
  ///
  /// Where several records were folded, words that hold digits stand for any such word.
  var likeness: Filter? {
    if let status = record.status {
      let method = record.method.map { Filter.field(FilterField.method.rawValue, .equals($0)) }
      let path = record.path.map { Filter.field(Vocabulary.path, condition(onPath: $0)) }
      let own = Filter.field(FilterField.status.rawValue, .equals(String(status)))
      return [method, path, own].compactMap { $0 }.reduce(nil) { left, right in
        left.map { .and($0, right) } ?? right
      }
    }
    if let pattern = Self.pattern(ofMessage: record.message, exact: count == 1) {
      return .field(FilterField.message.rawValue, .resembles(pattern))
    }
    if let reason = record.closeReason, !reason.isEmpty {
      return .field(FilterField.reason.rawValue, .equals(reason))
    }
    if let event = record.event.filterName {
      return .field(FilterField.event.rawValue, .equals(event))
    }
    if let path = record.path { return .field(Vocabulary.path, condition(onPath: path)) }
    return record.address.map { .field(Vocabulary.address, .equals($0)) }
  }

  /// `/api/v1/rooms/room-36/history` becomes `/api/v1/rooms/*/history`; versions stay.
  private func condition(onPath path: String) -> Filter.Condition {
    guard count > 1 else { return .equals(path) }
    var parts = [""]
    let segments = path.split(separator: "/", omittingEmptySubsequences: false)
    for (index, segment) in segments.enumerated() {
      if index > 0 { parts[parts.count - 1] += "/" }
      let isVersion = segment.first == "v" && segment.dropFirst().allSatisfy(\.isNumber)
      if segment.contains(where: \.isNumber), !isVersion {
        parts.append("")
      } else {
        parts[parts.count - 1] += segment
      }
    }
    return parts.count == 1 ? .equals(path) : .resembles(.init(parts: parts))
  }

  /// The message as a pattern that may stand anywhere in one; nil where nothing of it would be left.
  private static func pattern(ofMessage message: String, exact: Bool) -> Filter.TextPattern? {
    let first = message.split(whereSeparator: \.isNewline).first
    guard let line = first?.prefix(200) else { return nil }
    var parts = [""]
    let words = line.split(separator: " ", omittingEmptySubsequences: false)
    for (index, word) in words.enumerated() {
      let blank = index == 0 ? "" : " "
      if !exact, word.contains(where: \.isNumber) {
        parts[parts.count - 1] += blank
        parts.append("")
      } else {
        parts[parts.count - 1] += blank + word
      }
    }
    while parts.first?.allSatisfy(\.isWhitespace) == true { parts.removeFirst() }
    while parts.last?.allSatisfy(\.isWhitespace) == true { parts.removeLast() }
    return parts.isEmpty ? nil : .init(parts: parts, isPhrase: parts.count == 1)
  }
}

extension ConnectionEvent {
  /// The event's name in the filter language, nil for no event.
  var filterName: String? {
    switch self {
    case .none: nil
    case .opened: "open"
    case .closed: "close"
    case .closedAbnormally: "abnormal_close"
    case .heartbeatTimeout: "heartbeat_timeout"
    }
  }
}
