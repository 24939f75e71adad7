import CAllocator
import Glibc
import Synchronization

/// Shares the memory cap out: metrics have a bound of their own, the log has what all else leaves.
///
/// What all else takes (samples, what the screen shows, buffers, what the allocator holds) is not
/// estimated: it is the process' private memory less what the log's store takes.
final class MemoryBudget: Sendable {
  /// Never taken for the log, however little all else takes.
  private static let reserve = 24 << 20
  /// Nothing more of the past comes when so little is left: what is computed needs room for a while.
  private static let headroom = 48 << 20
  /// Records go when so little is left: what may come between two looks.
  private static let margin = 8 << 20
  /// How often the system is asked at most.
  private static let interval = Duration.milliseconds(20)
  /// The least that the log has.
  private static let least = 24 << 20

  /// The least time between two times at which the allocator is made to give back what it holds.
  private static let patience = Duration.milliseconds(300)

  private struct State {
    var lookedAt: ContinuousClock.Instant?
    var gaveBackAt: ContinuousClock.Instant?
    var limit: Int
  }

  /// The most bytes that samples and series may take.
  let metrics: Int
  private let cap: Int
  private let privateBytes: @Sendable () -> Int?
  private let state: Mutex<State>

  /// The budget of a cap for everything together; `privateBytes` says what the process takes.
  init(cap: Int, privateBytes: @escaping @Sendable () -> Int? = { ProcessMemory.privateBytes }) {
    self.cap = cap
    self.privateBytes = privateBytes
    metrics = max(16 << 20, (cap - 48 << 20) / 3)
    state = Mutex(State(limit: max(Self.least, cap - Self.reserve - Self.headroom)))
  }

  /// What the log's store may take, which takes `held` bytes now.
  ///
  /// While everything together keeps to the cap nothing has to go, though more may not come.
  func log(held: Int, now: ContinuousClock.Instant = .now) -> Int {
    state.withLock { state in
      if let lookedAt = state.lookedAt, now - lookedAt < Self.interval { return state.limit }
      state.lookedAt = now
      guard var taken = privateBytes() else { return state.limit }
      let mayGiveBack = state.gaveBackAt.map { now - $0 > Self.patience } ?? true
      if taken > cap - Self.margin || taken > cap / 4 * 3 && mayGiveBack {
        // What was freed and is kept by the allocator is to count against nobody.
        ProcessMemory.giveBack()
        state.gaveBackAt = now
        taken = privateBytes() ?? taken
      }
      let others = max(Self.reserve, taken - held)
      let isTooMuch = taken > cap - Self.margin
      let room = cap - others - (isTooMuch ? Self.margin : Self.headroom)
      state.limit = max(Self.least, isTooMuch ? room : max(room, held))
      return state.limit
    }
  }
}

/// What the system says of this process' memory.
enum ProcessMemory {
  /// Resident memory that belongs to no file, in bytes (`RssAnon`); nil where the system does not tell.
  static var privateBytes: Int? {
    let descriptor = open("/proc/self/statm", O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: 128)
    let count = read(descriptor, &bytes, bytes.count)
    guard count > 0 else { return nil }
    let pages = bytes[..<count].split(separator: UInt8(ascii: " "), maxSplits: 3).prefix(3)
      .compactMap { Int(String(decoding: $0, as: UTF8.self)) }
    guard pages.count == 3 else { return nil }
    return max(0, pages[1] - pages[2]) * Int(sysconf(Int32(_SC_PAGESIZE)))
  }

  /// Returns to the system what the allocator holds and nobody uses.
  static func giveBack() { imtop_give_back() }
}
