import FoundationEssentials
import Glibc

/// Where a run keeps its log, its truth and what its processes say.
struct RunDirectory {
  let path: String
  private let isTemporary: Bool

  /// The directory that was asked for, made where it is missing, or a new temporary one.
  init(asked: String?) throws(DemoError) {
    if let asked {
      guard mkdir(asked, 0o700) == 0 || errno == EEXIST else {
        throw .directoryNotMade(path: asked, errno: errno)
      }
      path = asked
      isTemporary = false
    } else {
      let place = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
      var template = Array("\(place)/imtop-demo.XXXXXX".utf8CString)
      guard mkdtemp(&template) != nil else {
        throw .directoryNotMade(path: "\(place)/imtop-demo.XXXXXX", errno: errno)
      }
      path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
      isTemporary = true
    }
  }

  /// The proxy's access log.
  var edgeLogPath: String { path + "/edge.log" }
  /// The truth about the faults.
  var truthPath: String { path + "/truth.json" }
  /// What gateway and clients print as errors.
  var errorsPath: String { path + "/errors.txt" }

  /// The log of the gateway of this number, from 0: `im.log` where it is alone, else `gw-1.log`.
  func logPath(gateway index: Int, of instances: Int) -> String {
    path + (instances == 1 ? "/im.log" : "/gw-\(index + 1).log")
  }

  /// The last lines of what gateway and clients printed as errors.
  var errors: String {
    guard let data = FileManager.default.contents(atPath: errorsPath) else { return "" }
    return String(decoding: data.suffix(2000), as: UTF8.self)
  }

  /// Removes a temporary directory with everything in it.
  func removeIfTemporary() {
    if isTemporary { try? FileManager.default.removeItem(atPath: path) }
  }
}
