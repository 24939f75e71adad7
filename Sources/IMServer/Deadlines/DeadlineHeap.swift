import HeapModule
public import NIOCore

/// The deadlines of many, so that asking for those that are due costs no more than there are due.
///
/// A later deadline costs nothing when it is set: the earlier one stays in the heap and is put back when
/// it comes up. Hence a connection whose deadline moves with every request holds one place, not many.
public struct DeadlineHeap: Sendable {
  /// Who waits for a deadline.
  public typealias Ticket = UInt64

  private struct Entry: Comparable, Sendable {
    let deadline: NIODeadline
    let ticket: Ticket

    static func < (left: Entry, right: Entry) -> Bool {
      (left.deadline, left.ticket) < (right.deadline, right.ticket)
    }
  }

  private struct Standing {
    /// When the ticket is due.
    var deadline: NIODeadline
    /// When its one valid entry comes up: then or earlier.
    var queued: NIODeadline
  }

  private var heap = Heap<Entry>()
  private var standings: [Ticket: Standing] = [:]

  /// A heap in which nobody waits.
  public init() {}

  /// How many wait.
  public var count: Int { standings.count }

  /// When to ask again; nil while nobody waits.
  ///
  /// It may be earlier than the earliest deadline, never later.
  public var next: NIODeadline? { heap.min?.deadline }

  /// Sets the ticket's deadline in place of the one before; without one it waits no more.
  public mutating func set(_ ticket: Ticket, to deadline: NIODeadline?) {
    guard let deadline else {
      standings[ticket] = nil
      return
    }
    if let before = standings[ticket], before.queued <= deadline {
      standings[ticket]?.deadline = deadline
    } else {
      queue(ticket, deadline)
    }
  }

  /// Takes off everybody whose deadline has come, earliest first.
  public mutating func takeDue(at now: NIODeadline) -> [Ticket] {
    var due: [Ticket] = []
    while let entry = heap.min, entry.deadline <= now {
      heap.removeMin()
      // An entry that is not the standing one was superseded by an earlier deadline, or given up.
      guard let standing = standings[entry.ticket], standing.queued == entry.deadline else {
        continue
      }
      if standing.deadline <= now {
        standings[entry.ticket] = nil
        due.append(entry.ticket)
      } else {
        queue(entry.ticket, standing.deadline)
      }
    }
    return due
  }

  private mutating func queue(_ ticket: Ticket, _ deadline: NIODeadline) {
    standings[ticket] = Standing(deadline: deadline, queued: deadline)
    heap.insert(Entry(deadline: deadline, ticket: ticket))
  }
}
