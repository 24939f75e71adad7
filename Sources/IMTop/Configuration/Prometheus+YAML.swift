import HTTPFetch
import MetricsClient
import MetricsModel
import PromQL
import StrictYAML

extension Configuration.Prometheus {
  /// A server's address, or a mapping with the address and how to ask.
  init(_ value: DocumentValue) throws(DocumentError) {
    if (try? value.string()) != nil {
      self.init(url: try value.remote())
      return
    }
    let mapping = try value.mapping(
      keys: ["url", "match", "interval", "timeout"] + HTTPOptions.keys
    )
    self.init(url: try mapping.required("url").remote())
    scope = try mapping["match"]?.matchers() ?? scope
    interval = try mapping["interval"]?.duration(atLeast: 1) ?? interval
    timeout = try mapping["timeout"]?.duration(atLeast: 0.1) ?? timeout
    http = try HTTPOptions(mapping, bodyLimit: http.bodyLimit)
  }
}

extension DocumentValue {
  /// The address of a server that speaks Prometheus' HTTP API.
  fileprivate func remote() throws(DocumentError) -> String {
    let text = try string()
    do throws(HTTPFetchError) {
      _ = try RemoteConfiguration(parsing: text)
    } catch {
      throw self.error(error.message)
    }
    return text
  }

  /// The conditions of a selector without a name: `{job="im"}`.
  fileprivate func matchers() throws(DocumentError) -> [Matcher] {
    let text = try string()
    let parsed: Expr
    do throws(PromQLError) {
      parsed = try PromQL.parse(text)
    } catch {
      throw self.error("conditions on labels are expected here: \(error.rendered(in: text))")
    }
    guard case .vector(let selector) = parsed.node, selector.metricName == nil else {
      throw self.error("conditions on labels are expected here: '{job=\"im\"}'")
    }
    return selector.matchers
  }
}
