import Charts
import Synchronization

/// The size of the screen, for all threads.
final class SizeBox: Sendable {
  private let size: Mutex<Size>

  /// A box with a first size.
  init(_ size: Size) { self.size = Mutex(size) }

  /// The size last known.
  var value: Size {
    get { size.withLock { $0 } }
    set { size.withLock { $0 = newValue } }
  }
}
