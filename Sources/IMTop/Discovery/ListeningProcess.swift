/// A process of this host that listens, with the files it writes that look like logs.
struct ListeningProcess: Hashable {
  /// The process' number.
  var pid: Int
  /// The program's name.
  var name: String
  /// The sockets on which it listens, by port.
  var sockets: [ListeningSocket]
  /// The files that it appends to.
  var logs: [String]

  /// The arguments that watch the process: its first socket's target and its logs.
  var arguments: [String] {
    sockets.prefix(1).map { "\($0.host):\($0.port)" } + logs
  }
}
