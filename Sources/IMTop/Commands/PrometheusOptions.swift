import ArgumentParser

/// The options that name a Prometheus server, or its configuration.
struct PrometheusOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Scrape the targets of the scrape_configs in this Prometheus configuration.",
      valueName: "file"
    )
  )
  var prometheusConfig: [String] = []

  @Option(
    help: ArgumentHelp(
      "Ask this Prometheus, Thanos, Mimir or VictoriaMetrics for the past.",
      valueName: "url"
    )
  )
  var prometheus: String?

  /// The files whose targets are scraped.
  var scrapeConfigs: [Configuration.FileReference] {
    prometheusConfig.map { .init(path: $0, option: "--prometheus-config") }
  }

  /// Names the server in a configuration, which may say more of the same one.
  func apply(to configuration: inout Configuration) {
    guard let prometheus, configuration.prometheus?.url != prometheus else { return }
    configuration.prometheus = .init(url: prometheus)
  }
}
