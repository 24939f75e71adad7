import Alerting
import Foundation
import MetricsModel
import PromQL

/// Rule files: what is read is evaluated a few times.
enum RuleFileTarget: FuzzTarget {
  static let name = "rule-file"

  static func seeds(_ conformance: URL) -> [Data] {
    let folder = conformance.appendingPathComponent("promtool")
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    let texts = (files?.allObjects as? [URL] ?? []).compactMap { file -> Data? in
      // Foundation leaks where it reads an empty file, which the sanitizer takes for a find.
      let size = (try? file.resourceValues(forKeys: [.fileSizeKey]))?.fileSize ?? 0
      guard ["yml", "yaml"].contains(file.pathExtension), (1..<16_384).contains(size) else {
        return nil
      }
      return try? Data(contentsOf: file)
    }
    return texts + JSONLines.texts(folder.appendingPathComponent("rule_yaml_inline.jsonl"), "yaml")
  }

  static func read(_ input: [UInt8]) {
    let text = String(decoding: input, as: UTF8.self)
    guard let groups = try? RuleGroup.groups(text: text, file: "fuzz.yml") else { return }
    var engine = RuleEngine(groups: groups)
    for second in [0.0, 1, 30, 100] {
      _ = engine.evaluate(at: Timestamp(seconds: second), source: FewSeries())
    }
  }
}

/// Templates of rules: what is read is expanded.
enum TemplateTarget: FuzzTarget {
  static let name = "template"

  static func seeds(_ conformance: URL) -> [Data] {
    JSONLines.texts(conformance.appendingPathComponent("promtool/template_cases.jsonl"), "text")
      + [
        "{{ $labels.instance }} {{ $value | printf \"%-8.2f|\" }}",
        "{{ range $i, $x := query \"metric\" }}{{ if eq $i 1 }}{{ break }}{{ end }}{{ $x }}{{ end }}",
        "{{ with $x := slice \"abc\" 1 2 }}{{ len $x }}{{ else }}{{ now }}{{ end }}",
        "{{- /* remark */ -}}{{ (1e9 | toTime).Format \"Jan _2 2006 15:04:05.000 MST\" }}",
      ].map { Data($0.utf8) }
  }

  static func read(_ input: [UInt8]) {
    guard let template = try? Template(String(decoding: input, as: UTF8.self)) else { return }
    let evaluator = Evaluator(source: FewSeries(), limits: Limits(samples: 100_000))
    let context = TemplateContext(
      labels: Labels(name: "metric", ["instance": "a:1", "job": "j"]),
      value: 1234.5,
      now: Timestamp(seconds: 1e9),
      query: { (text) throws(PromQLError) in
        try evaluator.instant(try PromQL.parse(text), at: Timestamp(seconds: 100)).samples
      }
    )
    let text = try? template.expanded(context)
    precondition((text?.utf8.count ?? 0) <= Template.maximumLength)
  }
}
