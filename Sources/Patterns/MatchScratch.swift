import CPCRE2
import Glibc

/// What one thread needs to match: offsets, limits and the JIT compiler's stack.
///
/// PCRE2 forbids two threads at once on any of them, so each thread has its own, made at its first
/// match and freed at its end.
final class MatchScratch {
  /// How many steps a match may take before it is given up.
  private static let matchLimit: UInt32 = 2_000_000
  /// How much heap (in KiB) the interpreter may take where the JIT's stack is too small.
  private static let heapLimit: UInt32 = 65_536
  private static let stackStart = 32 << 10
  private static let stackLimit = 8 << 20

  private static let key: pthread_key_t = {
    var key = pthread_key_t()
    pthread_key_create(&key) { stored in
      guard let stored else { return }
      Unmanaged<MatchScratch>.fromOpaque(stored).release()
    }
    return key
  }()

  private let context: OpaquePointer?
  private let stack: OpaquePointer?
  private var data: OpaquePointer?
  private var capacity: Int

  private init() {
    capacity = 16
    context = pcre2_match_context_create_8(nil)
    stack = pcre2_jit_stack_create_8(Self.stackStart, Self.stackLimit, nil)
    data = pcre2_match_data_create_8(UInt32(capacity), nil)
    pcre2_set_match_limit_8(context, Self.matchLimit)
    pcre2_set_heap_limit_8(context, Self.heapLimit)
    pcre2_jit_stack_assign_8(context, nil, stack.map(UnsafeMutableRawPointer.init))
  }

  deinit {
    pcre2_match_data_free_8(data)
    pcre2_jit_stack_free_8(stack)
    pcre2_match_context_free_8(context)
  }

  /// The calling thread's scratch, with room for `groups` groups.
  static func ofThisThread(groups: Int) -> MatchScratch {
    let scratch: MatchScratch
    if let stored = pthread_getspecific(key) {
      scratch = Unmanaged<MatchScratch>.fromOpaque(stored).takeUnretainedValue()
    } else {
      scratch = MatchScratch()
      pthread_setspecific(key, Unmanaged.passRetained(scratch).toOpaque())
    }
    scratch.reserve(groups)
    return scratch
  }

  /// Runs `code`; PCRE2's return code.
  func match(
    _ code: OpaquePointer,
    _ subject: UnsafeBufferPointer<UInt8>,
    from start: Int,
    options: UInt32
  ) -> Int32 {
    pcre2_match_8(code, subject.baseAddress, subject.count, start, options, data, context)
  }

  /// The offsets of the last match, two for each group, -1 where unset.
  func offsets(groups: Int) -> [Int] {
    guard let vector = pcre2_get_ovector_pointer_8(data) else { return [] }
    return (0..<2 * min(groups, capacity)).map { vector[$0] }
  }

  private func reserve(_ groups: Int) {
    guard groups > capacity else { return }
    pcre2_match_data_free_8(data)
    capacity = groups
    data = pcre2_match_data_create_8(UInt32(groups), nil)
  }
}
