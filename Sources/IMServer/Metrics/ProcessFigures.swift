import Glibc

/// What the kernel says about this process; absent where it says nothing.
public struct ProcessFigures: Equatable, Sendable {
  /// Processor time used, in seconds.
  public var cpuSeconds: Double?
  /// Descriptors open now.
  public var openDescriptors: Int?
  /// How many descriptors may be open.
  public var maxDescriptors: UInt64?
  /// Memory in use, in bytes.
  public var residentBytes: Int?
  /// Address space in use, in bytes.
  public var virtualBytes: Int?
  /// How much address space may be in use, in bytes; the largest number where there is no limit.
  public var maxVirtualBytes: UInt64?

  /// The figures of the moment.
  public static func current() -> ProcessFigures {
    var usage = rusage()
    var figures = ProcessFigures()
    if getrusage(RUSAGE_SELF.rawValue, &usage) == 0 {
      figures.cpuSeconds = seconds(usage.ru_utime) + seconds(usage.ru_stime)
    }
    figures.openDescriptors = entries(of: "/proc/self/fd")
    figures.maxDescriptors = DescriptorLimit.current?.soft
    var limit = rlimit()
    if getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit) == 0 {
      figures.maxVirtualBytes = UInt64(limit.rlim_cur)
    }
    let pages = numbers(of: "/proc/self/statm")
    if pages.count > 1 {
      figures.virtualBytes = bytes(pages[0])
      figures.residentBytes = bytes(pages[1])
    }
    return figures
  }

  private static func seconds(_ time: timeval) -> Double {
    Double(time.tv_sec) + Double(time.tv_usec) / 1e6
  }

  private static func entries(of path: String) -> Int? {
    guard let directory = opendir(path) else { return nil }
    defer { closedir(directory) }
    var count = 0
    while readdir(directory) != nil { count += 1 }
    // Neither "." and ".." nor the descriptor of the directory itself count.
    return max(0, count - 3)
  }

  private static func bytes(_ pages: Int) -> Int {
    pages.multipliedReportingOverflow(by: Int(getpagesize())).partialValue
  }

  private static func numbers(of path: String) -> [Int] {
    guard let file = fopen(path, "re") else { return [] }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 256)
    guard fgets(&line, CInt(line.count), file) != nil else { return [] }
    let text = String(decoding: line.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    return text.split(separator: " ").compactMap { Int($0) }
  }
}
