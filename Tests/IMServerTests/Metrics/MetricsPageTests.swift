import Testing

@testable import IMServer

@Suite struct MetricsPageTests {
  private let page = MetricsPage([
    MetricFamily("im_ws_connections", .gauge, "Connections\nopen \\ now.", value: 3),
    MetricFamily(
      "im_messages",
      .counter,
      "\"Messages\".",
      [
        .init(labels: [.init("direction", "in")], value: 2_000_000),
        .init(labels: [.init("direction", "a\"b\\c\n")], value: 0.5),
      ]
    ),
  ])

  @Test func textNamesCountersWithTotal() {
    #expect(
      page.text(.text) == """
        # HELP im_ws_connections Connections\\nopen \\\\ now.
        # TYPE im_ws_connections gauge
        im_ws_connections 3
        # HELP im_messages_total "Messages".
        # TYPE im_messages_total counter
        im_messages_total{direction="in"} 2e+06
        im_messages_total{direction="a\\"b\\\\c\\n"} 0.5

        """
    )
  }

  @Test func openMetricsNamesTheFamilyAndEnds() {
    #expect(
      page.text(.openMetrics) == """
        # HELP im_ws_connections Connections\\nopen \\\\ now.
        # TYPE im_ws_connections gauge
        im_ws_connections 3.0
        # HELP im_messages \\"Messages\\".
        # TYPE im_messages counter
        im_messages_total{direction="in"} 2e+06
        im_messages_total{direction="a\\"b\\\\c\\n"} 0.5
        # EOF

        """
    )
  }

  @Test func histogramIsCumulativeWithSumAndCount() {
    var histogram = LatencyHistogram()
    for seconds in [0.005, 0.02, 0.02, 60] { histogram.observe(seconds) }
    let page = MetricsPage([
      MetricFamily("d", .histogram, "D.", histogram.samples([.init("path", "/x")]))
    ])
    #expect(
      page.text(.text) == """
        # HELP d D.
        # TYPE d histogram
        d_bucket{path="/x",le="0.005"} 1
        d_bucket{path="/x",le="0.01"} 1
        d_bucket{path="/x",le="0.025"} 3
        d_bucket{path="/x",le="0.05"} 3
        d_bucket{path="/x",le="0.1"} 3
        d_bucket{path="/x",le="0.25"} 3
        d_bucket{path="/x",le="0.5"} 3
        d_bucket{path="/x",le="1"} 3
        d_bucket{path="/x",le="2.5"} 3
        d_bucket{path="/x",le="5"} 3
        d_bucket{path="/x",le="10"} 3
        d_bucket{path="/x",le="+Inf"} 4
        d_sum{path="/x"} 60.045
        d_count{path="/x"} 4

        """
    )
    let open = page.text(.openMetrics)
    #expect(open.contains(#"d_bucket{path="/x",le="1.0"} 3"#))
    #expect(open.contains("d_sum{path=\"/x\"} 60.045\nd_count{path=\"/x\"} 4\n"))
  }

  @Test func requestCountersAreThereBeforeTheFirstRequest() {
    let counter = RequestCounter([.init(method: "GET", path: "/healthz", status: 200)])
    counter.count(.init(method: "GET", path: "", status: 404), seconds: 0)
    let text = MetricsPage(Array(counter.families.prefix(1))).text(.text)
    #expect(
      text.hasSuffix(
        """
        # TYPE http_requests_total counter
        http_requests_total{method="GET",path="",status="404"} 1
        http_requests_total{method="GET",path="/healthz",status="200"} 0

        """
      )
    )
  }

  @Test(
    arguments: [
      (nil, MetricsPage.Format.text), ("*/*", .text), ("text/plain;version=0.0.4", .text),
      ("application/openmetrics-text; version=1.0.0; charset=utf-8,text/plain", .openMetrics),
      (
        "application/openmetrics-text;version=1.0.0;q=0.6,text/plain;version=0.0.4;q=0.4,*/*;q=0.1",
        .openMetrics
      ),
      ("text/plain;q=0.9, application/openmetrics-text;q=0.5", .text),
      ("application/openmetrics-text;q=0", .text), ("application/openmetrics-text;q=x", .text),
    ] as [(String?, MetricsPage.Format)]
  )
  func acceptChoosesTheFormat(accept: String?, format: MetricsPage.Format) {
    #expect(MetricsPage.Format(accept: accept) == format)
  }

  @Test func processFiguresAreThoseOfThisProcess() throws {
    let figures = ProcessFigures.current()
    #expect(try #require(figures.residentBytes) > 1 << 20)
    #expect(try #require(figures.openDescriptors) > 2)
    #expect(try #require(figures.maxDescriptors) >= 64)
    #expect(try #require(figures.cpuSeconds) > 0)
  }
}
