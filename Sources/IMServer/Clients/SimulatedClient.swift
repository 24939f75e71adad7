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
    /// Connected as far as the person knows; the next message will tell.
    case cutOff
    /// Nothing will happen any more.
    case stopped
  }

  /// What ails the client.
  private enum Ailment: Equatable {
    case none
    /// Will be silent soon.
    case tiring
    /// Neither answers nor sends, and does not come back.
    case silent
    /// Is cut off when no message was sent for so long.
    case translated(idle: TimeAmount)
    /// Vanishes now and then without a word.
    case vanishing
  }

  /// How long it takes to see that a message does not get through.
  private static let patience = TimeAmount.seconds(3)

  let profile: ClientProfile
  private let loop: any EventLoop
  private let dialer: WebSocketDialer
  private let sender: RequestSender
  private var rhythm: ClientRhythm
  private var state = State.offline
  private var ailment = Ailment.none
  private var lastMessage = NIODeadline.now()
  private var nextMessage = NIODeadline.now()
  /// Counts connections, so that timers of a past one can tell.
  private var session = 0

  init(
    _ profile: ClientProfile,
    population: Int,
    gateway: GatewayAddress,
    loop: any EventLoop
  ) {
    self.profile = profile
    self.loop = loop
    dialer = WebSocketDialer(gateway: gateway)
    sender = RequestSender(gateway: gateway)
    rhythm = ClientRhythm(seed: profile.seed, population: population)
  }

  /// Begins to live.
  func start() {
    after(rhythm.arrive()) { $0.dial(failures: 0) }
    after(rhythm.requestGap()) { $0.request() }
  }

  /// Ends the life; an open connection is closed with 1001.
  func stop() {
    if case .online(let channel) = state { ClientRhythm.Farewell.close(code: 1001).take(channel) }
    state = .stopped
  }

  // MARK: - Faults

  /// Falls silent at a moment of its own.
  func fallSilent() {
    ailment = .tiring
    after(rhythm.onset()) { if $0.ailment == .tiring { $0.ailment = .silent } }
  }

  /// Is cut off from now on whenever it has sent no message for this long.
  func translate(idle: TimeAmount) {
    ailment = .translated(idle: idle)
    awaitCut()
  }

  /// Vanishes now and then from now on.
  func startVanishing() {
    ailment = .vanishing
    after(rhythm.vanishing()) { $0.vanish() }
  }

  /// Behaves again, and comes back if it was closed in the meantime.
  func recover() {
    let wasSilent = ailment == .silent
    ailment = .none
    if wasSilent, case .offline = state { after(rhythm.arrive()) { $0.dial(failures: 0) } }
  }

  private func awaitCut() {
    guard case .translated(let idle) = ailment, nextMessage - lastMessage > idle else { return }
    let session = session
    after(max(lastMessage + idle - .now(), .milliseconds(1))) { client in
      guard client.session == session, case .online = client.state,
        case .translated(let idle) = client.ailment, .now() - client.lastMessage >= idle
      else { return }
      // The socket stays as it is and nobody uses it, until the gateway gives it up.
      client.state = .cutOff
    }
  }

  private func vanish() {
    guard ailment == .vanishing else { return }
    if case .online = state {
      state = .offline
      after(rhythm.absence()) { $0.dial(failures: 0) }
    }
    after(rhythm.vanishing()) { $0.vanish() }
  }

  // MARK: - Connections

  private func dial(failures: Int) {
    guard case .offline = state, ailment != .silent else { return }
    state = .dialing(failures: failures)
    let bound = NIOLoopBound(self, eventLoop: loop)
    dialer.dial(profile, on: loop) { FrameHandler(bound) }.hop(to: loop).whenComplete { result in
      bound.value.dialed(result)
    }
  }

  private func dialed(_ result: Result<any Channel, any Error>) {
    guard case .dialing(let failures) = state else {
      if case .success(let channel) = result {
        ClientRhythm.Farewell.close(code: 1001).take(channel)
      }
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
      channel.closeFuture.hop(to: loop).whenComplete { _ in bound.value.closed(session) }
      after(rhythm.session()) { $0.endSession(session) }
      awaitMessage(session)
    }
  }

  private func closed(_ number: Int) {
    guard number == session, case .online = state else { return }
    state = .offline
    after(rhythm.absence()) { $0.dial(failures: 0) }
  }

  private func endSession(_ number: Int) {
    guard number == session, ailment != .silent, case .online(let channel) = state else { return }
    rhythm.farewell().take(channel)
  }

  // MARK: - Talk

  private func awaitMessage(_ number: Int) {
    let gap = rhythm.messageGap()
    lastMessage = .now()
    nextMessage = lastMessage + gap
    after(gap) { $0.say(number) }
    awaitCut()
  }

  private func say(_ number: Int) {
    guard number == session else { return }
    if case .cutOff = state {
      state = .offline
      return after(Self.patience) { $0.dial(failures: 0) }
    }
    guard case .online(let channel) = state else { return }
    if ailment != .silent {
      var object = JSONObjectText()
      object.add("text", rhythm.text())
      channel.send(.text, ByteBuffer(bytes: object.finished()))
    }
    awaitMessage(number)
  }

  private func request() {
    if case .stopped = state { return }
    let request = rhythm.request()
    if ailment != .silent { sender.send(request, by: profile, on: loop) }
    after(rhythm.requestGap()) { $0.request() }
  }

  /// Answers what must be answered, as far as it hears it.
  fileprivate func take(_ frame: WebSocketFrame, _ channel: any Channel) {
    guard case .online(let current) = state, current === channel, ailment != .silent else { return }
    let data = frame.unmaskedData
    switch frame.opcode {
    case .ping:
      switch rhythm.answer() {
      case .now: channel.send(.pong, data)
      case .late(let time):
        after(time) { if case .online(let current) = $0.state { current.send(.pong, data) } }
      case .never: break
      }
    case .connectionClose:
      channel.send(.connectionClose, data).whenComplete { _ in channel.close(promise: nil) }
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
