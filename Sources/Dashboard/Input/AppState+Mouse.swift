import Charts

extension AppState {
  /// Takes in what the mouse did.
  mutating func point(_ event: MouseEvent) -> [Effect] {
    switch event.action {
    case .wheelUp: return turnWheel(by: -3, at: event.position)
    case .wheelDown: return turnWheel(by: 3, at: event.position)
    case .press: return click(at: event.position)
    case .drag: drag(to: event.position)
    case .release: release(at: event.position)
    }
    return []
  }

  private mutating func turnWheel(by rows: Int, at point: Point) -> [Effect] {
    switch mode {
    case .browsing: break
    case .picker, .chooser, .help, .queries:
      return press(Key(rows < 0 ? .up : .down))
    default: return []
    }
    guard detail == nil else {
      move(rows < 0 ? .moveUp : .moveDown)
      return []
    }
    let kept = focus
    if let region = ScreenLayout(self).region(at: point), let target = Self.focus(of: region.name),
      foci.contains(target), focus != .panels
    {
      focused[view] = target
    }
    if case .chart = focus {
      focused[view] = kept
      return []
    }
    for _ in 0..<abs(rows) { move(rows < 0 ? .moveUp : .moveDown) }
    return []
  }

  private mutating func click(at point: Point) -> [Effect] {
    guard case .browsing = mode, detail == nil else {
      mode = .browsing
      detail = nil
      return []
    }
    guard let region = ScreenLayout(self).region(at: point) else { return [] }
    if let target = Self.focus(of: region.name), foci.contains(target), focus != .panels {
      focused[view] = target
    }
    switch region.name {
    case .header: clickHeader(at: point.x, in: region.rect)
    case .banners: clickBanner(row: point.y - region.rect.y)
    case .table(let name): return clickTable(name, at: point, in: region.rect)
    case .connections: return clickConnections(at: point, in: region.rect)
    case .log: return clickLog(row: point.y - LogFrame.rows(in: region.rect).y)
    case .list: clickList(row: point.y - region.rect.y)
    case .chart(let index):
      guard charts.indices.contains(index), charts[index].definition.kind == .chart else { break }
      if let step = step(at: point) { mode = .selecting(from: step, to: step) }
    case .footer: return clickFooter(at: point.x, in: region.rect)
    case .numbers, .vitals, .pages, .endings, .lifetimes, .histogram, .history, .aside: break
    }
    return []
  }

  private mutating func drag(to point: Point) {
    guard case .selecting(let from, _) = mode, let step = step(at: point) else { return }
    mode = .selecting(from: from, to: step)
  }

  private mutating func release(at point: Point) {
    guard case .selecting(let from, let last) = mode else { return }
    mode = .browsing
    let to = step(at: point) ?? last
    if abs(from - to) > 1 { chooseRange(from: from, to: to) }
  }

  /// How many steps before the end of the charts a cell stands; nil outside of every plot.
  private func step(at point: Point) -> Int? {
    for region in ScreenLayout(self).regions {
      guard case .chart = region.name, let plot = ChartFrame.plot(in: region.rect) else { continue }
      guard plot.width > 1, region.rect.contains(point) else { continue }
      let column = min(max(0, point.x - plot.x), plot.width - 1)
      let last = chartSteps - 1
      return last - column * last / (plot.width - 1)
    }
    return nil
  }

  private static func focus(of region: ScreenLayout.Region) -> Focus? {
    switch region {
    case .chart(let index): .chart(index)
    case .table(let name): .table(name)
    case .log: .log
    case .list: .list
    case .connections: .connections
    case .history: .history
    default: nil
    }
  }
}
