import FoundationEssentials
import NIOCore
import NIOHTTP1

extension Endpoint {
  private struct Login: Decodable {
    var user: String
  }

  /// `POST /api/v1/login` with `{"user":…}`: gives the user a token.
  ///
  /// The gateway keeps no accounts: whoever names themselves is believed.
  static let login = Endpoint(
    method: .POST,
    template: "/api/v1/login",
    access: .limited,
    statuses: [200, 400, 413, 429]
  ) { exchange, core in
    let body = Data(exchange.body.readableBytesView)
    guard let login = try? JSONDecoder().decode(Login.self, from: body),
      UpgradeRequest.isName(login.user)
    else {
      return exchange.eventLoop.makeSucceededFuture(
        .refusal(.badRequest, "not a login: {\"user\":\"...\"} is needed")
      )
    }
    let tokens = core.gate.tokens
    var object = JSONObjectText()
    object.add("user", login.user)
    object.add("token", tokens.issue(to: login.user, at: core.configuration.clock()))
    object.add("expires_in", tokens.lifetime)
    return exchange.eventLoop.makeSucceededFuture(.json(object.finished()))
  }
}
