import Foundation
import Glibc
import MetricsClient
import StrictYAML

/// The targets that a Prometheus configuration names, found as Prometheus finds them.
struct ScrapeConfigFile {
  /// The targets, in the order of the file.
  private(set) var targets: [TargetConfiguration] = []
  /// What of the file is left out, and what was dropped: for `imtop check` and the targets view.
  private(set) var remarks: [String] = []

  /// The files of targets that are not what they should be; a server goes on without them.
  private(set) var mistakes: [DocumentError] = []

  /// Those files; or that there is no target at all, and why.
  func troubles(_ name: String) -> [DocumentError] {
    guard targets.isEmpty, mistakes.isEmpty else { return mistakes }
    let reasons = remarks.prefix(3).joined(separator: "; ")
    let message = reasons.isEmpty ? "it names no target" : "no target is left: \(reasons)"
    return [DocumentError(file: name, line: 0, column: 0, key: "", message: message)]
  }

  /// The most targets of one file.
  private static let targetLimit = 2000

  /// Reads the file at `path` and those that it refers to; a mistake names its file, line and key.
  init(at path: String) throws(DocumentError) {
    let file = path.withHomeExpanded
    let document = try DocumentValue(text: try DocumentFile.text(at: file), file: path)
    let mapping = try document.openMapping()
    var reader = ScrapeJobReader(directory: (file as NSString).deletingLastPathComponent)
    if let global = mapping["global"] { try reader.readGlobal(global) }
    var jobs = try mapping["scrape_configs"]?.list() ?? []
    for pattern in try mapping.textList("scrape_config_files") ?? [] {
      for other in FilePattern.matches(of: reader.path(pattern)) {
        let included = try DocumentValue(text: try DocumentFile.text(at: other), file: other)
        jobs += try included.openMapping()["scrape_configs"]?.list() ?? []
      }
    }
    var names: Set<String> = []
    for value in jobs {
      let (job, groups) = try reader.read(value)
      guard names.insert(job.name).inserted else {
        throw value.error("a second job of the name \"\(job.name)\"")
      }
      add(groups, of: job)
    }
    remarks = reader.remarks + remarks
    mistakes = reader.mistakes
    if targets.count > Self.targetLimit {
      remarks.append("\(path): only the first \(Self.targetLimit) of \(targets.count) targets")
      targets.removeLast(targets.count - Self.targetLimit)
    }
  }

  private mutating func add(_ groups: [TargetGroup], of job: ScrapeJob) {
    var dropped = 0
    var unusable: [String] = []
    var seen = Set(targets)
    let first = targets.count
    for group in groups {
      for address in group.addresses {
        guard let labels = job.relabelled(address, labels: group.labels) else {
          dropped += 1
          continue
        }
        guard let target = job.target(with: labels) else {
          unusable.append(labels["__address__"] ?? "")
          continue
        }
        if seen.insert(target).inserted { targets.append(target) }
      }
    }
    if let limit = job.targetLimit, targets.count - first > limit {
      let excess = TargetExcess(count: targets.count - first, limit: limit)
      for index in first..<targets.count { targets[index].excess = excess }
    }
    if let example = unusable.first {
      let all = unusable.count == 1 ? "" : " (of \(unusable.count) targets)"
      remarks.append(
        "job \"\(job.name)\": \"\(example)\"\(all) is no host and port after relabelling"
      )
    }
    guard dropped > 0 else { return }
    let count = dropped == 1 ? "1 target is" : "\(dropped) targets are"
    remarks.append("job \"\(job.name)\": \(count) dropped by relabelling")
  }
}

/// Addresses with the labels that they have in common.
struct TargetGroup: Equatable {
  var addresses: [String]
  var labels: [String: String]
}

/// Documents on disk.
enum DocumentFile {
  /// The text of a file; a mistake without a place says why it cannot be read.
  static func text(at path: String) throws(DocumentError) -> String {
    func refused(_ reason: String) -> DocumentError {
      DocumentError(file: path, line: 0, column: 0, key: "", message: reason)
    }
    guard let handle = FileHandle(forReadingAtPath: path) else {
      throw refused("cannot be read: \(String(cString: strerror(errno)))")
    }
    defer { try? handle.close() }
    guard let data = try? handle.read(upToCount: DocumentValue.sizeLimit + 1) else {
      throw refused("cannot be read: is it a file?")
    }
    guard data.count <= DocumentValue.sizeLimit else {
      throw refused("larger than \(DocumentValue.sizeLimit >> 20) MiB; is it the right file?")
    }
    return String(decoding: data, as: UTF8.self)
  }
}

/// Patterns of paths.
enum FilePattern {
  /// The paths that match, in order; a path without a pattern is itself, whether it exists or not.
  static func matches(of pattern: String) -> [String] {
    var result = glob_t()
    defer { globfree(&result) }
    guard glob(pattern, GLOB_NOCHECK, nil, &result) == 0 else { return [pattern] }
    let paths = (0..<Int(result.gl_pathc)).compactMap { index in
      result.gl_pathv[index].map { String(cString: $0) }
    }
    return paths == [pattern] && pattern.contains("*") ? [] : paths
  }
}
