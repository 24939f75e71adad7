import NIOCore
import NIOPosix
public import ServiceLifecycle

/// All simulated clients of one run, and the probe that asks for `/healthz`.
public final class ClientFleet: Service, Sendable {
  private let group: MultiThreadedEventLoopGroup
  private let loop: any EventLoop
  private let clients: NIOLoopBoundBox<[SimulatedClient]?>
  private let probe: RequestSender

  /// So many clients of the gateway; nothing happens before `run`.
  public init(gateway: GatewayAddress, connections: Int, seed: UInt64) {
    group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    let loop = group.next()
    let clients = NIOLoopBoundBox.makeEmptyBox(valueType: [SimulatedClient].self, eventLoop: loop)
    self.loop = loop
    self.clients = clients
    probe = RequestSender(gateway: gateway)
    let population = ClientProfile.population(count: connections, seed: seed)
    loop.execute {
      clients.value = population.map { SimulatedClient($0, gateway: gateway, loop: loop) }
    }
  }

  /// Lets the clients live until a graceful shutdown or cancellation, then closes them with 1001.
  public func run() async throws {
    loop.execute { [clients] in
      for client in clients.value ?? [] { client.start() }
    }
    let probing = loop.scheduleRepeatedTask(initialDelay: .seconds(1), delay: .seconds(2)) {
      [probe, loop] _ in probe.probe(on: loop)
    }
    try? await gracefulShutdown()
    probing.cancel()
    try? await loop.submit { [clients] in
      for client in clients.value ?? [] { client.stop() }
    }.get()
    try? await group.shutdownGracefully()
  }

  /// Lets something go wrong.
  public func begin(_ fault: ClientFault) {
    loop.execute { [clients] in
      for client in clients.value ?? [] where fault.hits(client.profile) { client.fallSilent() }
    }
  }

  /// Ends what goes wrong.
  public func end(_ fault: ClientFault) {
    loop.execute { [clients] in
      for client in clients.value ?? [] where fault.hits(client.profile) { client.recover() }
    }
  }
}

extension ClientFault {
  /// Whether the fault concerns this client.
  func hits(_ profile: ClientProfile) -> Bool {
    switch self {
    case .silence(let block): block.contains(profile.address)
    }
  }
}
