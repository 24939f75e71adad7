import Charts
import Dashboard
import Foundation
import Glibc
import LogModel
import MetricsModel
import Synchronization
import Terminal

/// Performs what the state asks for; results come back as events.
final class EffectRunner: Sendable {
  private let session: Session
  private let queue: EventQueue
  private let signalNumber = Atomic<Int32>(0)
  /// The frame that is on the screen.
  let lastFrame = Mutex(Canvas(size: Size(width: 0, height: 0)))

  init(session: Session, queue: EventQueue) {
    self.session = session
    self.queue = queue
  }

  /// The signal that asked the program to end; nil while none has.
  var endingSignal: Int32? {
    let number = signalNumber.load(ordering: .relaxed)
    return number == 0 ? nil : number
  }

  /// Takes note of a signal that asks the program to end; from any thread.
  func end(by number: Int32) {
    signalNumber.store(number, ordering: .relaxed)
    queue.post(.notice(Notice(.done, "leaving")))
  }

  func perform(_ effect: Effect, terminal: Terminal) {
    switch effect {
    case .analyse(let request): session.analyse(request)
    case .evaluate(let request): session.evaluate(request)
    case .browse(let request): session.browse(request)
    case .loadDetail(let id): session.loadDetail(id)
    case .acknowledge: break
    case .copy(let text): terminal.copy(text)
    case .saveScreen(let format): save(format)
    case .redraw: terminal.redraw()
    case .suspend: terminal.suspend()
    case .quit: break
    }
  }

  /// Writes the frame that is on the screen to a new file in the current directory, off the loop.
  private func save(_ format: ScreenFormat) {
    let canvas = lastFrame.withLock { $0 }
    DispatchQueue.global(qos: .utility).async { [queue] in
      let text = ScreenText.rendered(canvas, as: format)
      let stamp = ScreenText.fileStamp(of: .wallClock)
      let name = "imtop-\(stamp).\(format == .svg ? "svg" : "txt")"
      let descriptor = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
      guard descriptor >= 0 else {
        let reason = String(cString: strerror(errno))
        queue.post(.notice(Notice(.trouble, "\(name) cannot be written: \(reason)")))
        return
      }
      let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
      do {
        try handle.write(contentsOf: Data(text.utf8))
        queue.post(
          .notice(Notice(.done, "saved as \(FileManager.default.currentDirectoryPath)/\(name)"))
        )
      } catch {
        queue.post(.notice(Notice(.trouble, "\(name) was not written whole: \(error)")))
      }
    }
  }
}
