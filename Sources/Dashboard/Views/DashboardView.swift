public import Charts

/// The screen.
///
///      imtop  targets  sources  filter ✕                    window  state  views  clock   header
///      ▌CRITICAL rule  what, how much · contributor 94% (2%)                  since       banners
///     ╭ Connections ─────────╮╭ Heartbeat timeouts ──╮╭ 5xx rate ────────────╮
///     │ ⣀⣀⣤⣤⣶⣶⣿⣿⣿⣿⣿⣿         ││             ⣀⣀⣀⣤⣤⣶⣶⣿││                ⣀⣤⣶⣿⣿│            charts
///     ╰── 15m ── 10m ── now ─╯╰──────────────────────╯╰──────────────────────╯
///      p95 812 ms ▲14×  messages in 3.1k/s ▼60%  open files 9.6k  ⚑ deploy 06:09          vitals
///     ╭ Paths ─────────── by change ▾ ╮╭ Addresses ──────────────── by change ▾ ╮
///     │›/ws/connect   412.0  8.9%     ││›203.0.113.7        38.2   41%   storm  │           tables
///     ╰───────────────────────────────╯╰────────────────────────────────────────╯
///     ╭ Error log  folded ──────────────── 1,203 of 88,123 ▁▁▁▂▇█▇▇  ▼ following ╮
///     │ 06:14:07 ERROR 503 ×1,148 GET  /ws/connect  upgrade refused: hub full    │           log
///     ╰──────────────────────────────────────────────────────────────────────────╯
///      / filter  f find  p path  i address  u agent  ⏎ open  = only  x not  ?     q       footer
///
/// The other views put their own regions between banners and footer (`ScreenLayout`). A detail, a
/// list or help lies over the body; a prompt takes the footer's place.
public enum DashboardView {
  /// Draws a state into a canvas; only reads, and fits every size down to nothing.
  public static func draw(_ state: AppState, into canvas: inout Canvas) {
    let screen = Rect(canvas.size)
    canvas.fill(screen)
    var state = state
    state.size = canvas.size
    let layout = ScreenLayout(state)
    if layout.sizeClass == .tiny {
      TinyView().draw(state, in: screen, on: &canvas)
    } else {
      for placed in layout.regions {
        view(of: placed.name).draw(state, in: placed.rect, on: &canvas)
      }
      OverlayView().draw(state, in: ScreenLayout.overlay(state), on: &canvas)
    }
    guard state.configuration.palette == .monochrome else { return }
    canvas.restyle(screen, Theme.withoutColour)
  }

  private static func view(of region: ScreenLayout.Region) -> any RegionView {
    switch region {
    case .header: HeaderView()
    case .banners: BannersView()
    case .chart(let index): ChartView(index: index)
    case .numbers: NumbersView()
    case .vitals: VitalsView()
    case .pages: PagesView()
    case .endings: EndingsView()
    case .lifetimes: LifetimesView()
    case .connections: ConnectionsView()
    case .table(let name): TrafficView(name: name)
    case .histogram: HistogramView()
    case .log: LogView()
    case .list: ListView()
    case .history: HistoryView()
    case .aside: AsideView()
    case .footer: FooterView()
    }
  }
}
