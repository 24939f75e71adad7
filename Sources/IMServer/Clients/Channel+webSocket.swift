import Glibc
import NIOCore
import NIOWebSocket

extension Channel {
  /// Sends a frame as clients do: whole and masked.
  @discardableResult
  func send(_ opcode: WebSocketOpcode, _ payload: ByteBuffer) -> EventLoopFuture<Void> {
    writeAndFlush(WebSocketFrame(fin: true, opcode: opcode, maskKey: .random(), data: payload))
  }
}

extension ClientRhythm.Farewell {
  /// Leaves the gateway this way.
  func take(_ channel: any Channel) {
    switch self {
    case .vanish:
      // Closing with nothing to linger for sends a reset instead of a FIN.
      guard let socket = channel as? any SocketOptionProvider else { return }
      socket.setSoLinger(linger(l_onoff: 1, l_linger: 0))
        .whenComplete { _ in channel.close(promise: nil) }
    case .close(let code):
      channel.send(.connectionClose, ByteBuffer(integer: code))
      channel.eventLoop.scheduleTask(in: .seconds(5)) { channel.close(promise: nil) }
    }
  }
}
