/// Cases whose expected verdict is another parser's and not that of Prometheus 3, with the reason.
///
/// What a stricter parser refuses and Prometheus accepts needs no row where the audit tells it. Keys are
/// the begin of a case's name; a case that is listed and passes fails the run.
enum ConformanceExceptions {
  static let reasons: [String: String] = [
    // Prometheus' own tables.
    "prometheus/textparse/TestOpenMetricsParseErrors/0": "the error is io.EOF: the page's end",
    "prometheus/textparse/TestOpenMetricsParseErrors/1": "the error is io.EOF: the page's end",

    // The Go client's parser.
    "expfmt/ok/3": "negative timestamps: Prometheus takes digits only",
    "expfmt/ok/15": "type gaugehistogram: unknown to Prometheus' text parser",
    "expfmt/ok/16": "type gauge_histogram: unknown to Prometheus' text parser",
    "expfmt/error/0": "no newline at the end: Prometheus adds one",
    "expfmt/error/1": "unknown escapes stay as they are in Prometheus",
    "expfmt/error/33": "a quantile that is no number is a label like any other",
    "expfmt/error/36": "the table has an escape where the test had a bad byte",
    "expfmt/error/39": "a line break in a quoted name: Prometheus takes it",
    "expfmt/error/40": "a line break in a quoted label name: Prometheus takes it",

    // The Python client's parsers.
    "client_python/text-0.0.4/test_commas": "a leading comma: refused by Prometheus",
    "client_python/text-0.0.4/test_extra_whitespace": "two blanks before a type: refused",
    "client_python/openmetrics-1.0/test_complex_name_counter": "a blank between labels: refused",
    "client_python/openmetrics-1.0/test_escaping": "a blank between labels: refused",
    "client_python/openmetrics-1.0/test_utf8_histogram_float_values":
      "a blank between labels: refused",
    "client_python/openmetrics-1.0/test_native": "native histograms in text: not in Prometheus",
    "client_python/openmetrics-1.0/test_duplicate_timestamps":
      "Python drops repeated samples while parsing; the store does",

    // OpenMetrics' suite.
    "bad_missing_or_extra_commas_2": "a comma behind the last label: Prometheus takes it",
  ]

  /// Why the verdict on a case is not expected to be the table's; nil where it is.
  static func reason(_ name: String) -> String? {
    if let exact = reasons[name] { return exact }
    // `test_native_histogram/0` and `bad_counter_values_12` are found by the begin of their names.
    guard !name.hasPrefix("prometheus/"), !name.hasPrefix("expfmt/") else { return nil }
    return reasons.first { name.hasPrefix($0.key) }?.value
  }
}
