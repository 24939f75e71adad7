import LogModel

/// Finds out where the writers of several logs stand: which of them is the proxy before the others.
///
/// A configuration decides; then the forms of lines, then names. Of two logs of one kind that tell of the
/// same requests one is the proxy's: the one that its name says, else the one whose requests take longer,
/// else the one whose requests come first, else the one that is named first.
enum RoleInference {
  /// What is known of one log.
  struct Source: Sendable {
    /// Its name.
    var name = ""
    /// What a configuration says.
    var configured: LogRole?
    /// What the forms of its requests say; nil before there is one.
    var byForms: LogRole?
    /// Its requests.
    var samples = RequestSamples()
  }

  /// Where a writer stands, and why that is believed.
  struct Verdict: Hashable, Sendable {
    /// Where.
    var role: LogRole
    /// Why, where the forms of its lines do not say so.
    var reason = ""
  }

  /// Of more logs the rest is not compared.
  static let bound = 16

  /// The verdicts by number; none for logs without requests of which nothing else is known.
  static func verdicts(_ sources: [Int: Source]) -> [Int: Verdict] {
    var verdicts = sources.compactMapValues(verdict)
    let numbers = verdicts.keys.sorted().prefix(bound)
    var edges: [Int: String] = [:]
    var gateways: [Int: String] = [:]
    for first in numbers {
      for second in numbers where second > first {
        guard let one = sources[first], let other = sources[second],
          verdicts[first]?.role == verdicts[second]?.role,
          !isService(one, beside: other), !isService(other, beside: one),
          let comparison = one.samples.comparison(with: other.samples)
        else { continue }
        let (isFirst, why) = isFirstEdge(one, other, comparison)
        let (edge, gateway) = isFirst ? (first, second) : (second, first)
        let name = { (number: Int) in sources[number]?.name ?? "" }
        edges[edge] = edges[edge] ?? "it has the requests of \(name(gateway)), too, and \(why)"
        gateways[gateway] = gateways[gateway] ?? "its requests are in \(name(edge)), too"
      }
    }
    for (number, reason) in gateways where sources[number]?.configured == nil {
      verdicts[number] = Verdict(role: .gateway, reason: reason)
    }
    for (number, reason) in edges where sources[number]?.configured == nil {
      verdicts[number] = Verdict(role: .edge, reason: reason)
    }
    return verdicts
  }

  /// What a log says by itself.
  private static func verdict(_ source: Source) -> Verdict? {
    if let role = source.configured { return Verdict(role: role, reason: "as configured") }
    guard let byForms = source.byForms else { return nil }
    let words = words(of: source.name)
    guard byForms == .gateway, !words.isDisjoint(with: proxies), words.isDisjoint(with: services)
    else { return Verdict(role: byForms) }
    return Verdict(role: .edge, reason: "by its name")
  }

  /// Whether a log stays a service's beside one that is configured, be it as a service's too.
  private static func isService(_ source: Source, beside other: Source) -> Bool {
    guard let role = other.configured else { return false }
    return source.configured != nil
      || role == .gateway && !words(of: source.name).isDisjoint(with: services)
  }

  /// Whether the first of two logs of the same requests is the proxy's, and why.
  private static func isFirstEdge(
    _ one: Source,
    _ other: Source,
    _ comparison: RequestSample.Comparison
  ) -> (Bool, why: String) {
    if let role = one.configured { return (role == .edge, "the other is configured") }
    if let role = other.configured { return (role == .gateway, "the other is configured") }
    let (own, others) = (words(of: one.name), words(of: other.name))
    let isProxy = (!own.isDisjoint(with: proxies), !others.isDisjoint(with: proxies))
    if isProxy.0 != isProxy.1 { return (isProxy.0, "a proxy's name") }
    let isService = (!own.isDisjoint(with: services), !others.isDisjoint(with: services))
    if isService.0 != isService.1 { return (isService.1, "the other has a service's name") }
    let latencies = comparison.latencies
    if let isLonger = isMost(latencies.longer, latencies.shorter) {
      return (isLonger, "they take longer there")
    }
    if let isEarlier = isMost(comparison.times.earlier, comparison.times.later) {
      return (isEarlier, "they come first there")
    }
    return (true, "is named first")
  }

  /// Whether nearly all are of the first kind, or of the second; nil where that is open.
  private static func isMost(_ first: Int, _ second: Int) -> Bool? {
    let all = first + second
    guard all >= 5, max(first, second) * 10 >= all * 7 else { return nil }
    return first > second
  }

  private static func words(of name: String) -> Set<String> {
    Set(name.lowercased().split { !$0.isLetter }.map(String.init))
  }

  private static let proxies: Set<String> = [
    "edge", "nginx", "haproxy", "envoy", "traefik", "caddy", "proxy", "ingress", "lb", "balancer",
    "loadbalancer", "apache", "httpd", "varnish", "cdn",
  ]
  private static let services: Set<String> = [
    "gateway", "gateways", "gw", "app", "api", "im", "backend", "upstream", "service", "server",
    "push",
    "chat", "game", "ws",
  ]
}
