public import NIOCore
import NIOPosix
public import ServiceLifecycle

/// All simulated clients of one run, the probe that asks for `/healthz`, and who comes to do harm.
public final class ClientFleet: Service, Sendable {
  private struct Cast {
    var clients: [SimulatedClient]
    var visitors: [ClientFault: any Visitor] = [:]
  }

  private let group: MultiThreadedEventLoopGroup
  private let loop: any EventLoop
  private let cast: NIOLoopBoundBox<Cast?>
  private let probe: RequestSender
  private let gateway: GatewayAddress
  private let connections: Int
  private let seed: UInt64
  private let beat: TimeAmount

  /// So many clients of the gateway; nothing happens before `run`.
  ///
  /// - Parameters:
  ///   - gateway: Where the gateway is, or the proxy before it.
  ///   - connections: How many people there are.
  ///   - seed: What all irregularity is drawn from.
  ///   - beat: The time between two pings of the gateway.
  public init(
    gateway: GatewayAddress,
    connections: Int,
    seed: UInt64,
    beat: TimeAmount = .seconds(1)
  ) {
    group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    let loop = group.next()
    let cast = NIOLoopBoundBox.makeEmptyBox(valueType: Cast.self, eventLoop: loop)
    self.loop = loop
    self.cast = cast
    self.gateway = gateway
    self.connections = connections
    self.seed = seed
    self.beat = beat
    probe = RequestSender(gateway: gateway)
    let population = ClientProfile.population(count: connections, seed: seed)
    loop.execute {
      cast.value = Cast(
        clients: population.map {
          SimulatedClient($0, population: population.count, gateway: gateway, loop: loop)
        }
      )
    }
  }

  /// Lets the clients live until a graceful shutdown or cancellation, then closes them with 1001.
  public func run() async throws {
    loop.execute { [cast] in
      for client in cast.value?.clients ?? [] { client.start() }
    }
    let probing = loop.scheduleRepeatedTask(initialDelay: .seconds(1), delay: .seconds(2)) {
      [probe, loop] _ in probe.probe(on: loop)
    }
    try? await gracefulShutdown()
    probing.cancel()
    try? await loop.submit { [cast] in
      for visitor in (cast.value?.visitors ?? [:]).values { visitor.leave() }
      for client in cast.value?.clients ?? [] { client.stop() }
    }.get()
    try? await group.shutdownGracefully()
  }

  /// Lets something go wrong.
  public func begin(_ fault: ClientFault) {
    loop.execute { [self] in
      switch fault {
      case .silence(let block): each(in: block) { $0.fallSilent() }
      case .cutIdle(let block, let beats):
        each(in: block) { [beat] in $0.translate(idle: beat * beats) }
      case .vanish(let block): each(in: block) { $0.startVanishing() }
      case .storm: invite(fault, ConnectStorm(gateway: gateway, seed: seed, loop: loop))
      case .reconnectLoop:
        let devices = min(10 * connections, ReconnectLoop.mostDevices)
        invite(fault, ReconnectLoop(gateway: gateway, devices: devices, seed: seed, loop: loop))
      case .scan: invite(fault, PathScan(gateway: gateway, seed: seed, loop: loop))
      }
    }
  }

  /// Ends what goes wrong.
  public func end(_ fault: ClientFault) {
    loop.execute { [self] in
      switch fault {
      case .silence(let block), .cutIdle(let block, _), .vanish(let block):
        each(in: block) { $0.recover() }
      case .storm, .reconnectLoop, .scan: cast.value?.visitors.removeValue(forKey: fault)?.leave()
      }
    }
  }

  private func each(in block: AddressBlock, _ body: (SimulatedClient) -> Void) {
    for client in cast.value?.clients ?? [] where block.contains(client.profile.address) {
      body(client)
    }
  }

  private func invite(_ fault: ClientFault, _ visitor: any Visitor) {
    guard cast.value?.visitors[fault] == nil else { return }
    cast.value?.visitors[fault] = visitor
    visitor.come()
  }
}
