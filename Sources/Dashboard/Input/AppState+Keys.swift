import Charts

extension AppState {
  /// Takes a key in: whoever has the keyboard sees it first.
  mutating func press(_ key: Key) -> [Effect] {
    if key == .control("c"), mode != .browsing, mode != .confirmingQuit {
      mode = .browsing
      return []
    }
    if let command = urgent(key) { return perform(command) }
    switch mode {
    case .browsing: return browse(key)
    case .prompt(let prompt): return press(key, in: prompt)
    case .picker(let picker): return press(key, in: picker)
    case .chooser(let chooser): return press(key, in: chooser)
    case .help(let line): return press(key, inHelpAt: line)
    case .queries(let place): return press(key, inQueriesAt: place)
    case .crosshair(let steps): return press(key, crosshairAt: steps)
    case .selecting: mode = .browsing
    case .confirmingQuit: return confirm(key)
    }
    return []
  }

  /// Puts pasted text into the line that is being typed; elsewhere text is no command.
  mutating func paste(_ text: String) -> [Effect] {
    switch mode {
    case .prompt(var prompt):
      prompt.line.insert(text)
      retype(prompt)
    case .picker(var picker):
      picker.search.insert(text)
      picker.hand = .search
      picker.selected = 0
      mode = .picker(picker)
    default: say("pasted text is taken only while something is being typed", .trouble)
    }
    return []
  }

  /// What leaves, suspends or redraws whoever has the keyboard.
  private func urgent(_ key: Key) -> Command? {
    guard let command = configuration.keymap.command(for: key) else { return nil }
    return [.leave, .suspend, .redraw, .save].contains(command) ? command : nil
  }

  private mutating func browse(_ key: Key) -> [Effect] {
    guard let command = configuration.keymap.command(for: key) else {
      if case .character = key.code {
        say(
          "\(KeyName.text(of: key)) is no key; \(configuration.keymap.keyName(of: .help)) lists them",
          .trouble
        )
      }
      return []
    }
    if let reason = reasonDisabled(command) {
      say(reason, .trouble)
      return []
    }
    return perform(command)
  }

  private mutating func press(_ key: Key, inHelpAt line: Int) -> [Effect] {
    let page = max(1, HelpView.rows(in: ScreenLayout.overlay(self)))
    let count = HelpSheet.lines(configuration.keymap).count
    let target: Int? =
      switch configuration.keymap.command(for: key) {
      case .moveUp: line - 1
      case .moveDown: line + 1
      case .pageUp, .halfPageUp: line - page
      case .pageDown, .halfPageDown: line + page
      case .top: 0
      case .bottom: count
      default: nil
      }
    if let target {
      mode = .help(firstLine: min(max(0, target), max(0, count - page)))
    } else {
      mode = .browsing
    }
    return []
  }

  private mutating func press(_ key: Key, crosshairAt steps: Int) -> [Effect] {
    let most = max(0, chartSteps - 1)
    switch key.code {
    case .enter:
      takeLog(toStep: steps)
      return []
    case .escape: mode = .browsing
    default:
      let distance: Int? =
        switch configuration.keymap.command(for: key) {
        case .moveLeft: 2
        case .moveRight: -2
        case .pageUp, .halfPageUp: most / 10
        case .pageDown, .halfPageDown: -most / 10
        case .top: most
        case .bottom: -most
        case .crosshair: nil
        default: 0
        }
      guard let distance else {
        mode = .browsing
        return []
      }
      mode = .crosshair(stepsBack: min(max(0, steps + distance), most))
    }
    return []
  }

  private mutating func confirm(_ key: Key) -> [Effect] {
    mode = .browsing
    let isYes = key.code == .enter || key == .character("y") || key == .character("q")
    return isYes ? [.quit] : []
  }
}
