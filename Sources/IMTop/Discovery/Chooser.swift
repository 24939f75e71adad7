import Charts
import Glibc

/// Lets a person choose among the processes that listen, line by line, before anything is contacted.
struct Chooser {
  var processes: [ListeningProcess]

  /// The list as it is printed.
  var listing: String {
    guard !processes.isEmpty else {
      return """
        Nothing that you may look into listens on this host.
        Name what to watch: imtop HOST:PORT LOG..., see imtop --help.
        """
    }
    let rows = processes.enumerated().map { index, process in
      let ports = process.sockets.map { "\($0.host):\($0.port)" }.joined(separator: " ")
      let logs = process.logs.isEmpty ? "no log file seen" : process.logs.joined(separator: " ")
      let number = String(index + 1)
      return PrintableText.of(
        "\(number.padded(3, left: true))  \(process.name.padded(16)) \(ports.padded(22)) \(logs)"
      )
    }
    return """
      No configuration. On this host these processes listen (nothing has been contacted):

      \(rows.joined(separator: "\n"))
      """
  }

  /// The choice as arguments; nil when the person left.
  ///
  /// `answer` gives the next line that the person types, nil at the end of input.
  func choose(answer: () -> String?) -> [String]? {
    print(listing)
    guard !processes.isEmpty else { return nil }
    while true {
      print(
        "\nWatch which? [1-\(processes.count), several with spaces, q leaves]: ",
        terminator: ""
      )
      fflush(nil)
      guard let line = answer(), line != "q" else { return nil }
      let numbers = line.split(separator: " ").map { Int($0) }
      let chosen = numbers.compactMap { number in
        number.flatMap { processes.indices.contains($0 - 1) ? processes[$0 - 1] : nil }
      }
      if !chosen.isEmpty, chosen.count == numbers.count { return chosen.flatMap(\.arguments) }
      print("Numbers from 1 to \(processes.count), please.")
    }
  }
}

extension String {
  fileprivate func padded(_ columns: Int, left: Bool = false) -> String {
    let blanks = String(repeating: " ", count: max(0, columns - TextWidth.columns(of: self)))
    return left ? blanks + self : self + blanks
  }
}
