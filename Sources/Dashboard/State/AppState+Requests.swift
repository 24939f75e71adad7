import Charts
public import LogModel

extension AppState {
  /// What the screen wants to know from the log now.
  public var logRequest: LogRequest {
    var request = LogRequest(filter: shownFilter, windowSeconds: window.seconds)
    request.windowEnd = window.frozen?.log
    request.scope = scope
    request.folded = folding == .folded
    request.anchor = log.anchor
    request.count = max(300, 4 * size.height)
    request.tableRows = max(50, size.height)
    request.buckets = min(max(size.width - 4, 40), 240)
    request.picker = pickerQuestion
    request.search = search?.wanted
    if view == .connections {
      request.connections = LogRequest.Connections(
        count: max(100, 2 * size.height),
        order: connections.order,
        isReversed: connections.isReversed
      )
    }
    return request
  }

  /// What the screen wants to know of the panels now.
  public var panelRequest: PanelRequest {
    PanelRequest(
      windowSeconds: window.seconds,
      windowEnd: window.frozen?.scrape,
      steps: chartSteps,
      filter: filter.filter,
      includesAll: view == .panels || view == .metrics || hasPanelsForLog
    )
  }

  /// How many values a chart shows: two a column of the widest chart on the screen.
  var chartSteps: Int {
    if view == .metrics {
      return min(max(AreaChart.valueCount(forWidth: size.width - 2), 60), 2000)
    }
    let widest = ScreenLayout(self).regions.compactMap { region -> Int? in
      guard case .chart = region.name else { return nil }
      return ChartFrame.valueCount(in: region.rect)
    }
    return min(max(widest.max() ?? 0, 60), 2000)
  }

  /// Which records the log lists.
  var scope: LogRequest.Scope {
    filter.gathers ? .all : log.scope(in: view)
  }

  /// Whether equal messages share a row; those of a trace or a connection do only where that was asked for.
  var folding: LogList.Folding {
    get { filter.gathers ? log.gatheredFolding : log.folding }
    set {
      if filter.gathers { log.gatheredFolding = newValue } else { log.folding = newValue }
    }
  }

  /// The filter that the log is shown under: while one is being typed, that one.
  var shownFilter: Filter {
    if case .prompt(let prompt) = mode, prompt.purpose == .filter {
      return filter.filter(typing: prompt.understood)
    }
    return filter.filter
  }

  private var pickerQuestion: LogRequest.Picker? {
    switch mode {
    case .picker(let picker):
      LogRequest.Picker(field: picker.field, search: picker.search.text, count: 200)
    case .prompt(let prompt) where prompt.purpose == .filter:
      question(for: completion(at: prompt.line))
    default: nil
    }
  }

  /// What stands at the cursor of a filter that is being typed.
  func completion(at line: TextLine) -> FilterCompletion {
    configuration.completeFilter(line.text, line.head.utf8.count)
  }

  /// The question for the values that fit, among those that the rest of the filter leaves; nil for a
  /// field's name.
  private func question(for completion: FilterCompletion) -> LogRequest.Picker? {
    guard case .value(let field, let prefix) = completion.subject else { return nil }
    let rest = completion.rest.map { filter.filter(typing: $0) }
    return LogRequest.Picker(field: field, search: prefix, count: 200, filter: rest)
  }
}

extension LogRequest {
  /// Whether rows have the same places in the lists of both requests.
  func listsTheSame(as other: LogRequest) -> Bool {
    filter == other.filter && scope == other.scope && folded == other.folded
      && windowEnd == other.windowEnd
  }
}
