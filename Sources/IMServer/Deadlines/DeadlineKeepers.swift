import NIOCore

/// One keeper of deadlines for each of a gateway's event loops.
struct DeadlineKeepers: Sendable {
  private let keepers: [ObjectIdentifier: NIOLoopBoundBox<DeadlineKeeper>]

  /// A keeper for each of these loops.
  init(_ loops: some Sequence<any EventLoop>) {
    keepers = Dictionary(
      loops.map { loop in
        let keeper = NIOLoopBoundBox.makeBoxSendingValue(DeadlineKeeper(loop), eventLoop: loop)
        return (ObjectIdentifier(loop), keeper)
      }
    ) { first, _ in first }
  }

  /// The keeper of the loop on which this is called.
  func keeper(on loop: any EventLoop) -> DeadlineKeeper {
    keepers[ObjectIdentifier(loop)]?.value ?? DeadlineKeeper(loop)
  }
}
