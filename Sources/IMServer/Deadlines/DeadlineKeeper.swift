import NIOCore

/// Wakes those whose deadline has come, all on one event loop and with one timer of that loop.
///
/// Cancelling a task of NIO's event loops scans all of them; here nothing is ever cancelled.
final class DeadlineKeeper {
  /// The least time between two wake-ups, so that deadlines close together share one.
  static let grain = TimeAmount.milliseconds(2)

  private let loop: any EventLoop
  private var heap = DeadlineHeap()
  private var calls: [DeadlineHeap.Ticket: (NIODeadline) -> Void] = [:]
  private var lastTicket: DeadlineHeap.Ticket = 0
  private var lastWakeUp = NIODeadline.now()
  private var armed: NIODeadline?
  /// Tells the task that counts from those that were overtaken by an earlier one.
  private var generation = 0

  /// A keeper that lives on the loop.
  init(_ loop: any EventLoop) {
    self.loop = loop
  }

  /// Takes somebody in who will be called at each deadline that is set for the ticket.
  func add(_ call: @escaping (NIODeadline) -> Void) -> DeadlineHeap.Ticket {
    lastTicket &+= 1
    calls[lastTicket] = call
    return lastTicket
  }

  /// Sets the ticket's next deadline; nil for none.
  func set(_ ticket: DeadlineHeap.Ticket, to deadline: NIODeadline?) {
    heap.set(ticket, to: deadline)
    arm()
  }

  /// Forgets the ticket.
  func remove(_ ticket: DeadlineHeap.Ticket) {
    heap.set(ticket, to: nil)
    calls[ticket] = nil
  }

  private func arm() {
    guard let next = heap.next else { return }
    let deadline = max(next, lastWakeUp + Self.grain)
    if let armed, armed <= deadline { return }
    armed = deadline
    generation &+= 1
    let mine = generation
    let bound = NIOLoopBound(self, eventLoop: loop)
    loop.scheduleTask(deadline: deadline) {
      if bound.value.generation == mine { bound.value.wakeUp() }
    }
  }

  private func wakeUp() {
    armed = nil
    let now = NIODeadline.now()
    lastWakeUp = now
    for ticket in heap.takeDue(at: now) { calls[ticket]?(now) }
    arm()
  }
}
