import LogModel

extension AppState {
  /// Does what was typed after `:`.
  mutating func perform(commandLine text: String) -> [Effect] {
    guard text.contains(where: { !$0.isWhitespace }) else { return [] }
    let line: CommandLine
    do {
      line = try CommandLine(text)
    } catch {
      say(error.description, .trouble)
      return []
    }
    switch line.request {
    case .command(let command):
      if let reason = reasonDisabled(command) {
        say(reason, .trouble)
        return []
      }
      return perform(command)
    case .filter(let text): setFilter(text)
    case .find(let text) where view == .metrics: showMetric(text)
    case .find(let text):
      finding = text
      findNext(towards: .older, includingSelected: true)
    case .window(let seconds): changeWindow { $0.setLength(seconds) }
    case .save(let format): return [.saveScreen(format)]
    case .silence(let wish): silence(wish)
    case .unsilence(let rule): endSilences(of: rule)
    case .field(let name): mode = .picker(ValuePicker(field: name))
    }
    return []
  }

  private mutating func setFilter(_ text: String) {
    switch configuration.parseFilter(text) {
    case .success(let parsed):
      filter.setTyped(parsed == .all ? "" : text, parsed)
      log.follow()
    case .failure(let error): say(error.message, .trouble)
    }
  }
}
