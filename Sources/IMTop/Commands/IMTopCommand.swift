import ArgumentParser

/// The program: watching by default, five ways to ask without a screen.
struct IMTopCommand: AsyncParsableCommand {
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "imtop",
    abstract: "Find the abnormal connections of a chat, push or game gateway in seconds.",
    usage: """
      imtop [<options>] [TARGET|LOG]...     (imtop watch --help lists the options)
      imtop <subcommand> ...
      """,
    discussion: """
      EXAMPLES:
        imtop :8080 /var/log/im/*.log      watch a gateway on this host and its logs
        imtop gw-1:9100/metrics            watch a target alone
        ssh host journalctl -fu gw | imtop -
        imtop snapshot :8080 im.log --format svg > incident.svg
        imtop logs 'status >= 500 path:/ws/*' im.log --count
        imtop query 'sum(rate(http_requests_total[1m])) by (status)' :8080
        imtop check                        is all of it right and reachable?

      Without arguments the configuration is used (see docs/configuration.md); \
      without one, imtop lists what listens on this host and lets you choose. Inside, ? shows the keys.
      """,
    version: version,
    subcommands: [
      WatchCommand.self, SnapshotCommand.self, QueryCommand.self, LogsCommand.self,
      CheckCommand.self, RulesCommand.self,
    ],
    defaultSubcommand: WatchCommand.self
  )
}
