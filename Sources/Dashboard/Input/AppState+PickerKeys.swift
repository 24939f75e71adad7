import Charts
import LogModel

extension AppState {
  /// The values that a picker lists: the answer to its question, nothing while it is on its way.
  func choices(of picker: ValuePicker) -> [Choice] {
    guard let report, report.request.picker?.field == picker.field else { return [] }
    let search = picker.search.text.lowercased()
    guard report.request.picker?.search != picker.search.text else { return report.choices }
    return report.choices.filter { $0.value.lowercased().contains(search) }
  }

  /// Takes a key into a list of values.
  mutating func press(_ key: Key, in picker: ValuePicker) -> [Effect] {
    var picker = picker
    picker.awaited = nil
    let choices = choices(of: picker)
    picker.selected = min(max(0, picker.selected), max(0, choices.count - 1))
    if let command = pickerCommand(key, picker) {
      perform(command, in: picker, choices)
      return []
    }
    switch key.code {
    case .escape:
      mode = .browsing
      return []
    case .up: picker.move(by: -1, count: choices.count)
    case .down: picker.move(by: 1, count: choices.count)
    case .pageUp: picker.move(by: -10, count: choices.count)
    case .pageDown: picker.move(by: 10, count: choices.count)
    case .character("/") where picker.hand == .list && picker.search.characters.isEmpty:
      picker.hand = .search
    default:
      guard picker.search.edit(key) else { return [] }
      picker.hand = picker.search.characters.isEmpty ? .list : .search
      picker.selected = 0
    }
    mode = .picker(picker)
    return []
  }

  /// The command of a key; while a search is typed, characters are part of it.
  private func pickerCommand(_ key: Key, _ picker: ValuePicker) -> Command? {
    if picker.hand == .search, !key.control, !key.alt, case .character = key.code { return nil }
    return configuration.keymap.command(for: key, in: .picker)
  }

  /// Whether the values that a picker searches for have come.
  private func hasAnswer(_ picker: ValuePicker) -> Bool {
    guard let asked = report?.request.picker else { return false }
    return asked.field == picker.field && asked.search == picker.search.text
  }

  /// Does what was to be done once a picker's values have come.
  mutating func performAwaited() {
    guard case .picker(var picker) = mode, let command = picker.awaited, hasAnswer(picker) else {
      return
    }
    picker.awaited = nil
    mode = .picker(picker)
    perform(command, in: picker, choices(of: picker))
  }

  private mutating func perform(
    _ command: Command,
    in picker: ValuePicker,
    _ choices: [Choice]
  ) {
    var picker = picker
    let current = choices.indices.contains(picker.selected) ? choices[picker.selected].value : nil
    if command == .pickerMark {
      if let current {
        if let index = picker.marked.firstIndex(of: current) {
          picker.marked.remove(at: index)
        } else {
          picker.marked.append(current)
        }
        picker.move(by: 1, count: choices.count)
      }
      mode = .picker(picker)
      return
    }
    let values = picker.marked.isEmpty ? [current].compactMap { $0 } : picker.marked
    guard !values.isEmpty else {
      if !hasAnswer(picker) { picker.awaited = command }
      mode = .picker(picker)
      return
    }
    mode = .browsing
    let step: FilterStack.Step =
      command == .pickerExclude
      ? .excluding(picker.field, values) : .including(picker.field, values)
    push(step)
  }

  /// Takes a key into a short list of names.
  mutating func press(_ key: Key, in chooser: Chooser) -> [Effect] {
    var chooser = chooser
    let last = max(0, chooser.items.count - 1)
    switch key.code {
    case .enter:
      mode = .browsing
      return choose(chooser)
    case .up: chooser.selected = max(0, chooser.selected - 1)
    case .down, .tab: chooser.selected = min(last, chooser.selected + 1)
    case .home: chooser.selected = 0
    case .end: chooser.selected = last
    case .character(let character) where !key.control && !key.alt:
      guard let index = Self.next(character, in: chooser) else { return [] }
      chooser.selected = index
    default:
      mode = .browsing
      return []
    }
    mode = .chooser(chooser)
    return []
  }

  /// The next name after the selected one that begins with a letter.
  private static func next(_ character: Character, in chooser: Chooser) -> Int? {
    let begins = chooser.items.indices.filter {
      chooser.items[$0].lowercased().hasPrefix(character.lowercased())
    }
    return begins.first { $0 > chooser.selected } ?? begins.first
  }

  private mutating func choose(_ chooser: Chooser) -> [Effect] {
    guard chooser.items.indices.contains(chooser.selected) else { return [] }
    let item = chooser.items[chooser.selected]
    switch chooser.purpose {
    case .field: mode = .picker(ValuePicker(field: item))
    case .sort(let table):
      let columns = TrafficSort.columns(of: table)
      guard columns.indices.contains(chooser.selected) else { return [] }
      sort(table, by: columns[chooser.selected])
    case .sortConnections:
      let orders = ConnectionLife.Order.allCases
      guard orders.indices.contains(chooser.selected) else { return [] }
      connections.sort(by: orders[chooser.selected])
    case .save: return ScreenFormat(rawValue: item).map { [.saveScreen($0)] } ?? []
    }
    return []
  }
}

extension ValuePicker {
  /// Moves the selection; the hand is in the list then.
  mutating func move(by distance: Int, count: Int) {
    selected = min(max(0, selected + distance), max(0, count - 1))
    hand = .list
  }
}
