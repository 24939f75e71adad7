import Foundation
import HTTPFetch
import MetricsClient
import SeriesStore
import StrictYAML
import Testing

@testable import IMTop

@Suite struct ScrapeConfigFileTests {
  /// A folder with files, gone after `body`.
  @discardableResult
  private func withFiles<Result>(
    _ files: [String: String],
    _ body: (String) throws -> Result
  ) throws -> Result {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("imtop-scrape-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in files {
      try text.write(
        to: folder.appendingPathComponent(name),
        atomically: true,
        encoding: .utf8
      )
    }
    return try body(folder.path)
  }

  @Test func staticTargetsAndTheSettingsOfTheirJobAreRead() throws {
    let file = try withFiles([
      "prometheus.yml": """
      global: {scrape_interval: 15s, scrape_timeout: 8s, external_labels: {a: b}}
      rule_files: [x.yml]
      scrape_configs:
        - job_name: im
          scheme: https
          metrics_path: /stats
          params: {full: ["1"]}
          basic_auth: {username: u, password_file: secret}
          tls_config: {ca_file: ca.pem, cert_file: c.pem, key_file: /k.pem, server_name: gw}
          static_configs:
            - targets: [gw-1:8080, gw-2:8080]
              labels: {env: prod}
        - job_name: quick
          scrape_interval: 5s
          authorization: {type: Token, credentials: abc}
          sample_limit: 100
          static_configs: [{targets: ["[::1]:9100"]}]
      """
    ]) { folder in
      let file = try ScrapeConfigFile(at: "\(folder)/prometheus.yml")
      #expect(file.targets.first?.http.caFile == "\(folder)/ca.pem")
      #expect(file.targets.first?.http.certificateFile == "\(folder)/c.pem")
      #expect(
        file.targets.first?.http.authentication
          == .basic(user: .value("u"), password: .file("\(folder)/secret"))
      )
      return file
    }
    #expect(
      file.targets.map(\.url) == [
        "https://gw-1:8080/stats?full=1", "https://gw-2:8080/stats?full=1",
        "http://[::1]:9100/metrics",
      ]
    )
    #expect(file.targets.map(\.interval) == [.seconds(15), .seconds(15), .seconds(5)])
    #expect(file.targets.map(\.http.timeout) == [8, 8, 5])
    #expect(file.targets[0].labels == ["env": "prod"])
    #expect(file.targets[0].http.keyFile == "/k.pem")
    #expect(
      file.targets[2].http.authentication
        == .authorization(type: "Token", credentials: .value("abc"))
    )
    #expect(file.targets[2].sampleLimit == 100)
    #expect(file.targets[0].http.serverName == "gw")
    #expect(file.remarks == [])
  }

  @Test func limitsOfAJobComeFromGlobalWhereItHasNone() throws {
    let file = try withFiles([
      "p.yml": """
      global: {sample_limit: 9, label_limit: 8, body_size_limit: 1MB, target_limit: 1}
      scrape_configs:
        - job_name: own
          label_limit: 3
          label_name_length_limit: 20
          label_value_length_limit: 30
          sample_limit: 0
          target_limit: 2
          static_configs: [{targets: ["a:1", "b:1", "a:1"]}]
        - job_name: many
          static_configs: [{targets: ["a:2", "b:2"]}]
      """
    ]) { try ScrapeConfigFile(at: "\($0)/p.yml") }
    #expect(file.targets.map(\.sampleLimit) == [9, 9, 9, 9])
    #expect(file.targets.map(\.labelLimits.count) == [3, 3, 8, 8])
    #expect(file.targets[0].labelLimits.nameLength == 20)
    #expect(file.targets[0].labelLimits.valueLength == 30)
    #expect(file.targets[3].http.bodyLimit == 1 << 20)
    let excess = TargetExcess(count: 2, limit: 1)
    #expect(file.targets.map(\.excess) == [nil, nil, excess, excess])
    #expect(file.remarks == [])
  }

  @Test func filesOfTargetsAreReadAndRelabelled() throws {
    try withFiles([
      "prometheus.yml": """
      scrape_configs:
        - job_name: files
          file_sd_configs: [{files: ["targets-*.json", none.yml], refresh_interval: 1m}]
          relabel_configs:
            - {source_labels: [role], regex: gateway, action: keep}
            - {source_labels: [__meta_filepath], regex: ".*/targets-(.+).json", target_label: zone}
      """,
      "targets-a.json": """
      [{"targets": ["gw-1:1", "gw-2:2"], "labels": {"role": "gateway"}},
       {"targets": ["db:3"], "labels": {"role": "store"}}]
      """,
      "targets-b.json": "[{\"targets\": [\"gw-3:1\"], \"labels\": {\"role\": \"gateway\"}}]",
    ]) { folder in
      let file = try ScrapeConfigFile(at: "\(folder)/prometheus.yml")
      #expect(file.targets.map(\.instance) == ["gw-1:1", "gw-2:2", "gw-3:1"])
      #expect(file.targets.map { $0.labels["zone"] } == ["a", "a", "b"])
      #expect(
        file.remarks == [
          "job \"files\": no file matches none.yml",
          "job \"files\": 1 target is dropped by relabelling",
        ]
      )
    }
  }

  @Test func brokenFilesOfTargetsAreMistakes() throws {
    try withFiles([
      "p.yml": """
      scrape_configs:
        - job_name: files
          file_sd_configs: [{files: [unclosed.json, unknown.yml, good.json]}]
      """,
      "unclosed.json": "[{\"targets\": [\"a:1\"]",
      "unknown.yml": "- targets: [a:1]\n  label: {a: b}",
      "good.json": "[{\"targets\": [\"gw:1\"]}]",
    ]) { folder in
      let file = try ScrapeConfigFile(at: "\(folder)/p.yml")
      #expect(file.targets.map(\.instance) == ["gw:1"])
      let told = file.troubles("p.yml").map { $0.description.replacing("\(folder)/", with: "") }
      #expect(told.count == 2)
      #expect(told.first?.hasPrefix("unclosed.json:2:1: not JSON: ") == true)
      #expect(
        told.last == "unknown.yml:2:3: [0].label: unknown key; did you mean \"labels\"?"
      )
    }
  }

  @Test(arguments: [
    ("[none-*.yml]", "p.yml: no target is left: job \"files\": no file matches none-*.yml"),
    ("[empty.yml]", "p.yml: it names no target"),
    ("[good.yml, none.yml]", nil),
  ])
  func noTargetAtAllIsTrouble(files: String, trouble: String?) throws {
    try withFiles([
      "p.yml": """
      scrape_configs:
        - job_name: files
          file_sd_configs: [{files: \(files)}]
      """,
      "empty.yml": "[]",
      "good.yml": "- targets: [gw:1]",
    ]) { folder in
      let file = try ScrapeConfigFile(at: "\(folder)/p.yml")
      #expect(file.troubles("p.yml").map(\.description) == [trouble].compactMap { $0 })
    }
  }

  /// Each of them `promtool check config` refuses.
  @Test(arguments: [
    "scrape_configs: [{job_name: a, static_configs: [{targets: \"gw:1\"}]}]",
    "scrape_configs: [{job_name: a, file_sd_configs: [{files: gw.json}]}]",
    "scrape_configs: [{job_name: a, file_sd_configs: [{files: [gw.txt]}]}]",
    "scrape_configs: [{job_name: a, scrape_interval: 5s, scrape_timeout: 6s}]",
    "scrape_configs: [{job_name: a, scrape_timeout: 2m}]",
    "global: {scrape_interval: 5s, scrape_timeout: 6s}",
    "global: {scrape_timeout: 61s}",
  ])
  func whatAServerRefusesIsRefused(text: String) throws {
    try withFiles(["p.yml": text]) { folder in
      #expect(throws: DocumentError.self) { try ScrapeConfigFile(at: "\(folder)/p.yml") }
    }
  }

  @Test func timeoutsOfGlobalShrinkToTheInterval() throws {
    let text = """
      global: {scrape_interval: 5s}
      scrape_configs:
        - {job_name: a, scrape_interval: 1m, static_configs: [{targets: ["gw:1"]}]}
        - {job_name: b, scrape_interval: 2s, static_configs: [{targets: ["gw:1"]}]}
      """
    try withFiles(["p.yml": text]) { folder in
      let file = try ScrapeConfigFile(at: "\(folder)/p.yml")
      #expect(file.targets.map(\.http.timeout) == [5, 2])
    }
  }

  /// What blackbox_exporter is asked about is a URL until relabelling makes it a parameter.
  @Test func addressesAreLookedAtAfterRelabelling() throws {
    let file = try withFiles([
      "p.yml": """
      scrape_configs:
        - job_name: blackbox
          metrics_path: /probe
          params: {module: [http_2xx]}
          static_configs: [{targets: ["http://im.example/health"]}]
          relabel_configs:
            - {source_labels: [__address__], target_label: __param_target}
            - {source_labels: [__param_target], target_label: instance}
            - {target_label: __address__, replacement: "127.0.0.1:9115"}
        - job_name: wrong
          static_configs: [{targets: ["http://im.example/health", "gw:1"]}]
          relabel_configs: [{target_label: env, replacement: prod}]
      """
    ]) { try ScrapeConfigFile(at: "\($0)/p.yml") }
    #expect(file.targets.map(\.instance) == ["http://im.example/health", "gw:1"])
    #expect(file.targets[0].url.hasPrefix("http://127.0.0.1:9115/probe?module=http_2xx&target="))
    #expect(
      file.remarks == [
        "job \"wrong\": \"http://im.example/health\" is no host and port after relabelling"
      ]
    )
  }

  @Test func namesMayStandInFilesAndHeadersMayBeSecret() throws {
    try withFiles([
      "p.yml": """
      scrape_configs:
        - job_name: im
          basic_auth: {username_file: user, password: p}
          honor_timestamps: false
          http_headers:
            X-Org: {secrets: [s]}
            X-Two: {values: [a, b], files: [f]}
          static_configs: [{targets: ["gw:1"]}]
      """
    ]) { folder in
      let file = try ScrapeConfigFile(at: "\(folder)/p.yml")
      let http = try #require(file.targets.first).http
      #expect(http.authentication == .basic(user: .file("\(folder)/user"), password: .value("p")))
      #expect(http.headers.map { "\($0.name)=\($0.value)" } == ["X-Org=s", "X-Two=a", "X-Two=b"])
      #expect(http.headerFiles == [.init("X-Two", path: "\(folder)/f")])
      #expect(file.targets.first?.honorsTimestamps == false)
      #expect(file.remarks == [])
    }
  }

  @Test func whatBecomesOfSeriesIsRead() throws {
    let target = try withFiles([
      "p.yml": """
      scrape_configs:
        - job_name: im
          body_size_limit: 0
          metric_relabel_configs:
            - {source_labels: [__name__], regex: go_.*, action: drop}
            - {regex: pod, action: labeldrop}
          static_configs: [{targets: ["gw:1"]}]
      """
    ]) { try #require(try ScrapeConfigFile(at: "\($0)/p.yml").targets.first) }
    #expect(target.metricRelabelling.map(\.action) == [.drop, .labeldrop])
    #expect(target.metricRelabelling.apply(to: ["__name__": "go_threads"]) == nil)
    #expect(target.metricRelabelling.apply(to: ["__name__": "a", "pod": "b"]) == ["__name__": "a"])
    #expect(target.http.bodyLimit == HTTPOptions.defaultBodyLimit)
  }

  @Test func otherDiscoveryIsCountedAndNamed() throws {
    let remarks = try withFiles([
      "p.yml": """
      scrape_configs:
        - job_name: k8s
          kubernetes_sd_configs: [{role: pod}, {role: node}]
          consul_sd_configs: [{server: c}]
          metric_relabel_configs: []
          proxy_url: http://proxy
          honor_timestamps: true
      """
    ]) { try ScrapeConfigFile(at: "\($0)/p.yml").remarks }
    #expect(
      remarks == [
        "job \"k8s\": 2 kubernetes_sd_configs are not asked for targets",
        "job \"k8s\": 1 consul_sd_configs is not asked for targets",
        "job \"k8s\": proxy_url is left out",
      ]
    )
  }

  @Test(arguments: [
    (
      "scrape_configs: [{scheme: http}]",
      "p.yml:1:18: scrape_configs[0]: the key \"job_name\" is missing"
    ),
    (
      "scrape_configs: [{job_name: a}, {job_name: a}]",
      "p.yml:1:33: scrape_configs[1]: a second job of the name \"a\""
    ),
    (
      "scrape_configs: [{job_name: a, static_configs: [{targets: [\"http://x\"]}]}]",
      "p.yml:1:59: scrape_configs[0].static_configs[0].targets: \"http://x\" is no host and port; "
        + "a path belongs into metrics_path"
    ),
    (
      "scrape_configs: [{job_name: a, relabel_configs: [{action: hashmod, target_label: b}]}]",
      "p.yml:1:50: scrape_configs[0].relabel_configs[0]: hashmod needs a modulus above zero"
    ),
    (
      "scrape_configs: [{job_name: a, tls_config: {server_name: a/b}}]",
      "p.yml:1:58: scrape_configs[0].tls_config.server_name: a host's name is expected here"
    ),
    (
      "scrape_configs: [{job_name: a, relabel_configs: [{regex: \"(\", target_label: b}]}]",
      "p.yml:1:58: scrape_configs[0].relabel_configs[0].regex: not a regular expression: "
    ),
  ])
  func aMistakeNamesItsPlace(_ text: String, _ message: String) throws {
    try withFiles(["p.yml": text]) { folder in
      #expect {
        try ScrapeConfigFile(at: "\(folder)/p.yml")
      } throws: { error in
        "\(error)".replacingOccurrences(of: "\(folder)/", with: "").hasPrefix(message)
      }
    }
  }
}
