import MetricsModel
import PromQL

extension Rule {
  /// The labels of the alert of a sample, without the alert's name: the sample's, and the rule's
  /// expanded.
  func alertLabels(
    of sample: VectorSample,
    _ ask: @escaping TemplateContext.Query,
    at now: Timestamp
  ) -> Labels {
    let context = TemplateContext(
      labels: sample.labels,
      value: sample.value,
      now: now,
      query: ask
    )
    var labels = sample.labels.withoutName
    for label in self.labels {
      labels = labels.setting(label.name, to: label.template.text(context))
    }
    return labels.setting("alertname", to: "")
  }

  /// The annotations of an alert.
  func alertAnnotations(_ context: TemplateContext) -> [String: String] {
    Dictionary(annotations.map { ($0.name, $0.template.text(context)) }) { _, last in last }
  }

  /// The labels that are the same for all alerts of the rule.
  var fixedLabels: Labels {
    Labels(labels.filter { !$0.value.contains("{{") }.map { Labels.Pair($0.name, $0.value) })
  }
}

extension Template {
  /// The expanded text; the mistake in its place where there is one, as in Prometheus.
  func text(_ context: TemplateContext) -> String {
    do throws(TemplateError) {
      return try expanded(context)
    } catch {
      return "<error expanding template: \(error)>"
    }
  }
}
