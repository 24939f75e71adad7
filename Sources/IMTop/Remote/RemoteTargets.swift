import Foundation
import MetricsClient
import MetricsModel

/// Finds the targets that are watched here among those of a Prometheus server.
struct RemoteTargets {
  /// The names of the own host.
  var hostNames: Set<String>

  private static let loopback: Set = ["localhost", "127.0.0.1", "[::1]"]

  /// The names that this host goes by.
  static var ownHost: RemoteTargets {
    let name = ProcessInfo.processInfo.hostName
    let short = String(name.prefix { $0 != "." })
    return RemoteTargets(hostNames: loopback.union([name, short].filter { !$0.isEmpty }))
  }

  /// The `instance` labels of `remote` that stand for one of the instances watched here.
  ///
  /// Equal labels stand for the same; so do all names of this host with the same port.
  func instances(of watched: [String], among remote: [Labels]) -> Set<String> {
    Set(localNames(of: watched, among: remote).keys)
  }

  /// The `instance` labels here by those of `remote` that stand for them.
  func localNames(of watched: [String], among remote: [Labels]) -> [String: String] {
    let known = Set(remote.compactMap { $0["instance"] })
    return watched.reduce(into: [:]) { found, instance in
      for name in names(of: instance).intersection(known) { found[name] = instance }
    }
  }

  private func names(of instance: String) -> Set<String> {
    guard let colon = instance.lastIndex(of: ":"),
      hostNames.contains(String(instance[..<colon]))
    else { return [instance] }
    return Set(hostNames.map { $0 + instance[colon...] })
  }
}
