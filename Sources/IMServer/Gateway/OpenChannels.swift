import NIOConcurrencyHelpers
import NIOCore

/// The sockets of clients, so that the gateway can take leave of each.
final class OpenChannels: Sendable {
  private let channels = NIOLockedValueBox<[ObjectIdentifier: any Channel]>([:])

  /// How many there are.
  var count: Int { channels.withLockedValue { $0.count } }

  /// Keeps the channel until it closes.
  func add(_ channel: any Channel) {
    let key = ObjectIdentifier(channel)
    channels.withLockedValue { $0[key] = channel }
    channel.closeFuture.whenComplete { [self] _ in
      channels.withLockedValue { $0[key] = nil }
    }
  }

  /// Asks every channel to finish, and closes what is still open after `grace`.
  func drain(within grace: TimeAmount) async {
    let open = channels.withLockedValue { Array($0.values) }
    for channel in open { channel.pipeline.fireUserInboundEventTriggered(DrainEvent()) }
    await withTaskGroup(of: Void.self) { group in
      for channel in open {
        group.addTask {
          let timer = channel.eventLoop.scheduleTask(in: grace) { channel.close(promise: nil) }
          try? await channel.closeFuture.get()
          timer.cancel()
        }
      }
    }
  }
}
