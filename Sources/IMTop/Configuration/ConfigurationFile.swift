import Foundation
import Glibc
import HTTPFetch
import StrictYAML

/// Finds and reads the configuration file.
enum ConfigurationFile {
  /// The largest file that is read.
  private static let sizeLimit = 4 << 20

  /// Where a configuration is looked for when none is named, in this order.
  static func standardPaths(environment: [String: String]) -> [String] {
    var paths: [String] = []
    if let home = environment["XDG_CONFIG_HOME"], home.hasPrefix("/") {
      paths.append("\(home)/imtop/imtop.yml")
    } else if let home = environment["HOME"], home.hasPrefix("/") {
      paths.append("\(home)/.config/imtop/imtop.yml")
    }
    return paths + ["/etc/imtop/imtop.yml"]
  }

  /// The configuration at `path`, or at the first standard path that exists; the defaults when
  /// there is none.
  static func load(
    path: String?,
    environment: [String: String]
  ) throws(DocumentError) -> Configuration {
    var mistakes: [DocumentError] = []
    let configuration = try load(path: path, environment: environment, noting: &mistakes)
    if let first = mistakes.first { throw first }
    return configuration
  }

  /// The same as far as it can be read; throws where there is nothing to read.
  static func load(
    path: String?,
    environment: [String: String],
    noting mistakes: inout [DocumentError]
  ) throws(DocumentError) -> Configuration {
    let candidates = path.map { [$0] } ?? standardPaths(environment: environment)
    for candidate in candidates {
      if path == nil, access(candidate, F_OK) != 0 { continue }
      let (text, isWritableByOthers) = try read(candidate)
      let configuration = Configuration(text: text, file: candidate, noting: &mistakes)
      if isWritableByOthers, let risk = configuration.risk {
        let refusal = DocumentError(
          file: candidate,
          line: 0,
          column: 0,
          key: risk,
          message: "refused, because others than you and root can write this file; "
            + "say `chmod go-w \(candidate)` and see that it is yours"
        )
        mistakes.append(refusal)
      }
      return configuration
    }
    return Configuration()
  }

  /// The text of a file, and whether somebody else than root and the person could have written it.
  private static func read(_ path: String) throws(DocumentError) -> (String, Bool) {
    func refused(_ message: String) -> DocumentError {
      DocumentError(file: path, line: 0, column: 0, key: "", message: message)
    }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      throw refused("cannot be read: \(String(cString: strerror(errno)))")
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw refused("is no regular file")
    }
    guard status.st_size <= sizeLimit else {
      throw refused("is larger than \(sizeLimit >> 20) MiB; is it the right file?")
    }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while bytes.count <= sizeLimit {
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      guard count > 0 else { break }
      bytes += buffer[..<count]
    }
    let writable = status.st_mode & (S_IWGRP | S_IWOTH) != 0
    let foreign = status.st_uid != 0 && status.st_uid != geteuid()
    return (String(decoding: bytes, as: UTF8.self), writable || foreign)
  }
}

extension Configuration {
  /// The key of something that nobody else may decide: a program that is started, a secret, or where
  /// a secret is sent.
  var risk: String? {
    for (index, log) in logs.enumerated() {
      if case .command = log.location { return "logs[\(index)].command" }
      if case .named(let text) = log.location, text.holdsSecret { return "logs[\(index)]" }
      if log.http.namesSecret { return "logs[\(index)]" }
    }
    for (index, target) in targets.enumerated()
    where target.http.namesSecret || target.url.holdsSecret {
      return "targets[\(index)]"
    }
    if let prometheus, prometheus.http.namesSecret || prometheus.url.holdsSecret {
      return "prometheus"
    }
    return nil
  }
}

extension String {
  /// Whether the address has a user, or a parameter that tells of a secret.
  fileprivate var holdsSecret: Bool { HTTPAddress.maskedText(self) != self }
}

extension HTTPOptions {
  fileprivate var namesSecret: Bool {
    authentication != .none || !headers.isEmpty || certificateFile != nil
  }
}
