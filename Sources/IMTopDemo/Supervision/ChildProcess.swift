import Glibc

/// A process that the demo has started.
final class ChildProcess {
  /// What became of a process.
  enum Status: Equatable {
    case running
    case stopped
    /// It has ended with this code; 128 and the signal where a signal ended it.
    case ended(CInt)
  }

  /// How a process is connected to the demo.
  enum Wiring {
    /// It shares the terminal and the foreground.
    case terminal
    /// It has pipes for input and output, a file for errors, and a process group of its own, so that
    /// keys at the terminal do not reach it.
    case pipes(errors: String)
  }

  let name: String
  private let pid: pid_t
  private var input: CInt = -1
  private var output: CInt = -1
  private(set) var status = Status.running

  /// Starts a program.
  init(
    name: String,
    program: String,
    arguments: [String],
    wiring: Wiring
  ) throws(DemoError) {
    self.name = name
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var mask = SignalWaiter.signalSet([])
    var handled = SignalWaiter.handled
    posix_spawnattr_setsigmask(&attributes, &mask)
    posix_spawnattr_setsigdefault(&attributes, &handled)
    var flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF
    var childEnds: [CInt] = []
    defer { for end in childEnds { Glibc.close(end) } }
    if case .pipes(let errors) = wiring {
      flags |= POSIX_SPAWN_SETPGROUP
      let (forInput, forOutput) = (Self.pipe(), Self.pipe())
      guard let forInput, let forOutput else {
        throw .notStarted(program: program, errno: errno)
      }
      childEnds = [forInput.read, forOutput.write]
      (input, output) = (forInput.write, forOutput.read)
      posix_spawn_file_actions_adddup2(&actions, forInput.read, STDIN_FILENO)
      posix_spawn_file_actions_adddup2(&actions, forOutput.write, STDOUT_FILENO)
      posix_spawn_file_actions_addopen(
        &actions,
        STDERR_FILENO,
        errors,
        O_WRONLY | O_APPEND | O_CREAT,
        0o600
      )
    }
    posix_spawnattr_setflags(&attributes, Int16(truncatingIfNeeded: flags))
    var words: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) }
    words.append(nil)
    defer { for word in words { free(word) } }
    var child: pid_t = 0
    let failure = posix_spawn(&child, program, &actions, &attributes, words, environ)
    pid = child
    guard failure == 0 else { throw .notStarted(program: program, errno: failure) }
  }

  deinit {
    closeInput()
    if output >= 0 { Glibc.close(output) }
  }

  /// Writes a line to its input; a process that is gone takes none.
  func send(_ line: String) {
    let bytes = Array((line + "\n").utf8)
    if input >= 0 { _ = Glibc.write(input, bytes, bytes.count) }
  }

  /// Reads the first line of its output.
  ///
  /// - Returns: The line; nil when it did not come in time.
  func firstLine(within seconds: Double) -> String? {
    var line: [UInt8] = []
    let deadline = Uptime.now + seconds
    while Uptime.now < deadline, line.count < 4096 {
      var waiting = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
      guard poll(&waiting, 1, 100) > 0 else { continue }
      var byte: UInt8 = 0
      guard read(output, &byte, 1) == 1 else { return nil }
      if byte == UInt8(ascii: "\n") { return String(decoding: line, as: UTF8.self) }
      line.append(byte)
    }
    return nil
  }

  /// Asks the system what became of it.
  @discardableResult
  func refresh() -> Status {
    if case .ended = status { return status }
    var raw: CInt = 0
    while waitpid(pid, &raw, WNOHANG | WUNTRACED | WCONTINUED) == pid {
      // What WIFSTOPPED and its kin say, which Swift does not see.
      if raw & 0xFF == 0x7F {
        status = .stopped
      } else if raw == 0xFFFF {
        status = .running
      } else if raw & 0x7F == 0 {
        status = .ended(raw >> 8 & 0xFF)
        break
      } else {
        status = .ended(128 + raw & 0x7F)
        break
      }
    }
    return status
  }

  /// Sends it a signal unless it has ended.
  func signal(_ number: CInt) {
    if case .ended = status { return }
    kill(pid, number)
  }

  /// Closes its input, which asks it to end.
  func closeInput() {
    if input >= 0 { Glibc.close(input) }
    input = -1
  }

  /// Waits for its end, and makes one when it does not come in time.
  func end(within seconds: Double) {
    let deadline = Uptime.now + seconds
    while true {
      if case .ended = refresh() { return }
      guard Uptime.now < deadline else { break }
      // Signals stay where they are: they are for whoever waits for them.
      usleep(20_000)
    }
    signal(SIGKILL)
    var raw: CInt = 0
    waitpid(pid, &raw, 0)
    status = .ended(128 + SIGKILL)
  }

  private static func pipe() -> (read: CInt, write: CInt)? {
    var ends: [CInt] = [-1, -1]
    guard Glibc.pipe(&ends) == 0 else { return nil }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return (ends[0], ends[1])
  }
}
