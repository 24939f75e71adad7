import Glibc
import NIOCore
import NIOPosix
import NIOWebSocket

/// One person at a device: connects, talks, leaves, comes back.
///
/// It lives on one event loop, and everything about it happens there.
final class SimulatedClient {
  private enum State {
    /// Not connected; nothing is under way but perhaps a timer.
    case offline
    /// A connection is being made; so many attempts have failed before.
    case dialing(failures: Int)
    /// Connected.
    case online(any Channel)
    /// Nothing will happen any more.
    case stopped
  }

  private enum Mood {
    case normal
    /// Neither answers nor sends, and does not come back.
    case silent
  }

  let profile: ClientProfile
  private let loop: any EventLoop
  private let dialer: WebSocketDialer
  private let sender: RequestSender
  private var rhythm: ClientRhythm
  private var state = State.offline
  private var mood = Mood.normal
  private var mayTalk = true
  /// Counts connections, so that timers of a past one can tell.
  private var session = 0

  init(_ profile: ClientProfile, gateway: GatewayAddress, loop: any EventLoop) {
    self.profile = profile
    self.loop = loop
    dialer = WebSocketDialer(gateway: gateway)
    sender = RequestSender(gateway: gateway)
    rhythm = ClientRhythm(seed: profile.seed)
  }

  /// Begins to live.
  func start() {
    after(rhythm.arrive()) { $0.dial(failures: 0) }
    after(rhythm.requestGap()) { $0.request() }
  }

  /// Ends the life; an open connection is closed with 1001.
  func stop() {
    if case .online(let channel) = state { leave(channel, .close(code: 1001)) }
    state = .stopped
  }

  /// Falls silent at a moment of its own.
  func fallSilent() {
    mayTalk = false
    after(rhythm.onset()) { client in
      if !client.mayTalk { client.mood = .silent }
    }
  }

  /// Behaves again, and comes back if it was closed in the meantime.
  func recover() {
    mayTalk = true
    guard mood == .silent else { return }
    mood = .normal
    if case .offline = state { after(rhythm.arrive()) { $0.dial(failures: 0) } }
  }

  // MARK: - Connections

  private func dial(failures: Int) {
    guard case .offline = state, mood == .normal else { return }
    state = .dialing(failures: failures)
    let bound = NIOLoopBound(self, eventLoop: loop)
    dialer.dial(profile, on: loop) { FrameHandler(bound) }.hop(to: loop).whenComplete { result in
      bound.value.dialed(result)
    }
  }

  private func dialed(_ result: Result<any Channel, any Error>) {
    guard case .dialing(let failures) = state else {
      if case .success(let channel) = result { leave(channel, .close(code: 1001)) }
      return
    }
    switch result {
    case .failure:
      state = .offline
      after(rhythm.backoff(attempt: failures + 1)) { $0.dial(failures: failures + 1) }
    case .success(let channel):
      state = .online(channel)
      session += 1
      let session = session
      let bound = NIOLoopBound(self, eventLoop: loop)
      channel.closeFuture.hop(to: loop).whenComplete { _ in bound.value.closed() }
      after(rhythm.session()) { $0.endSession(session) }
      after(rhythm.messageGap()) { $0.say(session) }
    }
  }

  private func closed() {
    guard case .online = state else { return }
    state = .offline
    after(rhythm.absence()) { $0.dial(failures: 0) }
  }

  private func endSession(_ number: Int) {
    guard number == session, mood == .normal, case .online(let channel) = state else { return }
    leave(channel, rhythm.farewell())
  }

  private func leave(_ channel: any Channel, _ farewell: ClientRhythm.Farewell) {
    switch farewell {
    case .vanish:
      // Closing with nothing to linger for sends a reset instead of a FIN.
      guard let socket = channel as? any SocketOptionProvider else { return }
      socket.setSoLinger(linger(l_onoff: 1, l_linger: 0))
        .whenComplete { _ in channel.close(promise: nil) }
    case .close(let code):
      channel.writeAndFlush(
        WebSocketFrame(
          fin: true,
          opcode: .connectionClose,
          maskKey: .random(),
          data: ByteBuffer(integer: code)
        ),
        promise: nil
      )
      channel.eventLoop.scheduleTask(in: .seconds(5)) { channel.close(promise: nil) }
    }
  }

  // MARK: - Talk

  private func say(_ number: Int) {
    guard number == session, case .online(let channel) = state else { return }
    if mood == .normal {
      var object = JSONObjectText()
      object.add("text", rhythm.text())
      channel.writeAndFlush(
        WebSocketFrame(
          fin: true,
          opcode: .text,
          maskKey: .random(),
          data: ByteBuffer(bytes: object.finished())
        ),
        promise: nil
      )
    }
    after(rhythm.messageGap()) { $0.say(number) }
  }

  private func request() {
    if case .stopped = state { return }
    let request = rhythm.request()
    if mood == .normal { sender.send(request, by: profile, on: loop) }
    after(rhythm.requestGap()) { $0.request() }
  }

  /// Answers what must be answered, unless it is silent.
  fileprivate func take(_ frame: WebSocketFrame, _ channel: any Channel) {
    guard mood == .normal else { return }
    switch frame.opcode {
    case .ping:
      channel.writeAndFlush(
        WebSocketFrame(fin: true, opcode: .pong, maskKey: .random(), data: frame.unmaskedData),
        promise: nil
      )
    case .connectionClose:
      channel.writeAndFlush(
        WebSocketFrame(
          fin: true,
          opcode: .connectionClose,
          maskKey: .random(),
          data: frame.unmaskedData
        )
      ).whenComplete { _ in channel.close(promise: nil) }
    default: break
    }
  }

  private func after(_ time: TimeAmount, _ body: @escaping @Sendable (SimulatedClient) -> Void) {
    let bound = NIOLoopBound(self, eventLoop: loop)
    loop.scheduleTask(in: time) { body(bound.value) }
  }
}

/// Hands a WebSocket's frames to its client.
private final class FrameHandler: ChannelInboundHandler {
  typealias InboundIn = WebSocketFrame

  private let client: NIOLoopBound<SimulatedClient>

  init(_ client: NIOLoopBound<SimulatedClient>) {
    self.client = client
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    client.value.take(Self.unwrapInboundIn(data), context.channel)
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    context.close(promise: nil)
  }
}
