import Charts
import LogModel

extension AppState {
  /// Takes a key into the line that is being typed.
  mutating func press(_ key: Key, in prompt: Prompt) -> [Effect] {
    var prompt = prompt
    switch key.code {
    case .escape: mode = .browsing
    case .enter: return accept(prompt)
    case .tab: complete(prompt, by: 1)
    case .backTab: complete(prompt, by: -1)
    case .up: recall(prompt, by: 1)
    case .down: recall(prompt, by: -1)
    case .backspace where prompt.line.characters.isEmpty: mode = .browsing
    default:
      guard prompt.line.edit(key) else { return [] }
      prompt.historyStep = 0
      retype(prompt)
    }
    return []
  }

  /// Understands the line anew after a change.
  mutating func retype(_ prompt: Prompt) {
    var prompt = prompt
    prompt.offered = []
    prompt.chosenCompletion = nil
    understand(&prompt)
    mode = .prompt(prompt)
  }

  /// The proposals for the word at the cursor.
  func completions(for prompt: Prompt) -> [Prompt.Completion] {
    if !prompt.offered.isEmpty { return prompt.offered }
    switch prompt.purpose {
    case .filter:
      return proposals(for: completion(at: prompt.line))
    case .command: return CommandLine.completions(of: prompt.line.head, configuration.keymap)
    case .metric: return metricCompletions(for: prompt)
    case .find: return []
    }
  }

  /// Names of fields, or the values that the log has beside the rest of the filter, with their counts.
  private func proposals(for completion: FilterCompletion) -> [Prompt.Completion] {
    switch completion.subject {
    case .nothing: return []
    case .field(let prefix):
      guard !prefix.isEmpty else { return [] }
      let folded = prefix.lowercased()
      return (Vocabulary.fields + ownFields).filter { $0.name.lowercased().hasPrefix(folded) }
        .map { Prompt.Completion(text: completion.spelling(of: $0.name), note: $0.meaning) }
    case .value(let field, let prefix):
      guard let report, report.request.picker?.field == field else { return [] }
      let folded = prefix.lowercased()
      return report.choices.filter { prefix.isEmpty || $0.value.lowercased().contains(folded) }
        .map {
          Prompt.Completion(
            text: completion.spelling(of: $0.value),
            note: CountText.grouped($0.count)
          )
        }
    }
  }

  /// The names of the log's own fields in the rows at hand.
  private var ownFields: [(name: String, meaning: String)] {
    let names = Set((report?.rows ?? []).flatMap { $0.record.fields.map(\.name) })
    return names.subtracting(Vocabulary.fields.map(\.name)).sorted().map {
      ($0, "a field of the log's own")
    }
  }

  private func understand(_ prompt: inout Prompt) {
    guard prompt.purpose == .filter else {
      prompt.error = nil
      return
    }
    let text = prompt.line.text
    guard text.contains(where: { !$0.isWhitespace }) else {
      prompt.understood = .all
      prompt.error = nil
      return
    }
    switch configuration.parseFilter(text) {
    case .success(let filter):
      prompt.understood = filter
      prompt.error = nil
    case .failure(let error): prompt.error = error
    }
  }

  private mutating func complete(_ prompt: Prompt, by step: Int) {
    var prompt = prompt
    let offered = completions(for: prompt)
    guard !offered.isEmpty else { return }
    let index: Int
    let replaced: Int
    if let current = prompt.chosenCompletion, offered.indices.contains(current) {
      index = (current + step + offered.count) % offered.count
      replaced = offered[current].text.count
    } else {
      index = step > 0 ? 0 : offered.count - 1
      replaced =
        switch prompt.purpose {
        case .command: prompt.line.cursor
        case .metric: Self.metricWord(before: prompt.line.head).count
        case .find: 0
        case .filter:
          prompt.line.head.count(behindUTF8: completion(at: prompt.line).range.lowerBound)
        }
    }
    prompt.line.replace(last: replaced, with: offered[index].text)
    understand(&prompt)
    prompt.offered = offered
    prompt.chosenCompletion = index
    if offered.count == 1 {
      prompt.offered = []
      prompt.chosenCompletion = nil
    }
    mode = .prompt(prompt)
  }

  private mutating func recall(_ prompt: Prompt, by step: Int) {
    var prompt = prompt
    let target = prompt.historyStep + step
    if prompt.historyStep == 0 { prompt.draft = prompt.line.text }
    if target <= 0 {
      guard prompt.historyStep > 0 else { return }
      prompt.line = TextLine(prompt.draft)
      prompt.historyStep = 0
    } else {
      guard let line = history.line(target, of: prompt.purpose) else { return }
      prompt.line = TextLine(line)
      prompt.historyStep = target
    }
    retype(prompt)
  }

  private mutating func accept(_ prompt: Prompt) -> [Effect] {
    let text = prompt.line.text
    switch prompt.purpose {
    case .filter:
      guard prompt.error == nil else { return [] }
      filter.setTyped(prompt.understood == .all ? "" : text, prompt.understood)
      log.follow()
      mode = .browsing
    case .find:
      finding = text
      mode = .browsing
      if !text.isEmpty { findNext(towards: .older, includingSelected: true) }
    case .metric:
      if let error = Self.mistake(inMetric: text) {
        var prompt = prompt
        prompt.error = error
        mode = .prompt(prompt)
        return []
      }
      mode = .browsing
      showMetric(text)
    case .command:
      mode = .browsing
      history.add(text, to: .command)
      return perform(commandLine: text)
    }
    history.add(text, to: prompt.purpose)
    return []
  }
}

extension String {
  /// How many characters stand behind an offset in UTF-8.
  fileprivate func count(behindUTF8 offset: Int) -> Int {
    distance(from: utf8.index(startIndex, offsetBy: min(offset, utf8.count)), to: endIndex)
  }
}
