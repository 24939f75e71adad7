import NIOCore
import NIOPosix

/// Sends bad clients at a gateway and compares what they are answered with what they ought to be.
public struct Soak: Sendable {
  /// What came of it.
  public struct Report: Equatable, Sendable {
    /// How many bad clients there were, by what they did wrong.
    public var clients: [String: Int] = [:]
    /// How many could not connect.
    public var unconnected = 0
    /// What was answered wrongly, in words, and how often.
    public var surprises: [String: Int] = [:]
  }

  private let gateway: GatewayAddress
  private let width: Int

  /// A soak of a gateway by at most `width` clients at a time.
  public init(_ gateway: GatewayAddress, width: Int = 128) {
    self.gateway = gateway
    self.width = max(1, width)
  }

  /// Sends so many clients, of every kind in turn, from as many addresses.
  public func run(_ count: Int) async -> Report {
    var report = Report()
    await withTaskGroup(of: (BadClient, BadClient.Answer?).self) { group in
      for number in 0..<max(0, count) {
        if number >= width, let (client, answer) = await group.next() { report.add(client, answer) }
        let client = BadClient.all[number % BadClient.all.count]
        group.addTask { (client, await send(client, from: number)) }
      }
      for await (client, answer) in group { report.add(client, answer) }
    }
    return report
  }

  /// Plays one client; nil where it could not connect.
  private func send(_ client: BadClient, from number: Int) async -> BadClient.Answer? {
    let loop = MultiThreadedEventLoopGroup.singleton.next()
    let done = loop.makePromise(of: BadClient.Answer.self)
    let address = AddressBlock(second: 66, prefix: 16).address(number % 65_000 + 1)
    do {
      let remote = try gateway.resolved()
      let local = try SocketAddress(ipAddress: address, port: 0)
      _ = try await ClientBootstrap(group: loop)
        .connectTimeout(.seconds(10))
        .channelOption(.allowRemoteHalfClosure, value: true)
        .bind(to: local)
        .channelInitializer { channel in
          channel.eventLoop.makeCompletedFuture {
            try channel.pipeline.syncOperations.addHandler(BadClientHandler(client, done: done))
          }
        }
        .connect(to: remote).get()
      return try await done.futureResult.get()
    } catch {
      done.fail(error)
      return nil
    }
  }
}

extension Soak.Report {
  fileprivate mutating func add(_ client: BadClient, _ answer: BadClient.Answer?) {
    clients[client.name, default: 0] += 1
    guard let answer else {
      unconnected += 1
      return
    }
    guard client.answer != .anything, answer != client.answer else { return }
    surprises["\(client.name): \(answer) instead of \(client.answer)", default: 0] += 1
  }
}
