import AsyncHTTPClient
import NIOCore
import NIOHTTP1

/// One request with the redirects that it meets; a form is sent to each place.
struct HTTPExchange {
  var client: HTTPClient
  var address: HTTPAddress
  var builder: HTTPRequestBuilder
  /// Whether an answer of status 400 to 599 is one too.
  var takesFailures = false

  /// The most characters of a failed answer that are told.
  private static let excerptLimit = 120
  /// How many seconds the body of a failed answer is waited for.
  private static let excerptPatience = 0.5

  /// The answer to its end.
  func collect() async throws -> HTTPResponse {
    let clock = ContinuousClock()
    let start = clock.now
    let response = try await self.response()
    let headSeconds = (clock.now - start) / .seconds(1)
    let body = try await Self.bytes(of: response, limit: builder.options.bodyLimit) {
      HTTPFetchError.tooLarge(address.masked, limit: builder.options.bodyLimit)
    }
    return HTTPResponse(
      head: HTTPResponse.Head(response),
      body: body,
      headSeconds: headSeconds,
      totalSeconds: (clock.now - start) / .seconds(1)
    )
  }

  /// The answer, its body not yet read; its status is 200 to 299 unless failures are taken.
  func response() async throws -> HTTPClientResponse {
    var place = address
    for _ in 0...HTTPFetcher.redirectLimit {
      let request = try builder.request(to: place)
      let response: HTTPClientResponse
      do {
        // Without a deadline of its own: whoever calls cancels the task.
        response = try await client.execute(request, deadline: .distantFuture)
      } catch {
        throw HTTPFetchError(error, url: place.masked, options: builder.options)
      }
      switch response.status.code {
      case 200...299: return response
      case 400...599 where takesFailures: return response
      case 301, 302, 303, 307, 308:
        guard let location = response.headers.first(name: "Location") else { fallthrough }
        place = try redirected(from: place, to: location)
      default:
        let excerpt = try? await withDeadline(seconds: Self.excerptPatience, .cancelled) {
          await Self.excerpt(of: response)
        }
        try Task.checkCancellation()
        throw HTTPFetchError.status(
          place.masked,
          code: Int(response.status.code),
          excerpt: excerpt ?? ""
        )
      }
    }
    throw HTTPFetchError.redirect(
      address.masked,
      to: place.masked,
      reason: .tooMany(HTTPFetcher.redirectLimit)
    )
  }

  private func redirected(
    from place: HTTPAddress,
    to location: String
  ) throws(HTTPFetchError) -> HTTPAddress {
    guard var next = Self.resolve(location, against: place) else {
      throw .redirect(
        place.masked,
        to: HTTPAddress.maskedText(location),
        reason: .invalid
      )
    }
    guard place.hasSameOrigin(as: next) else {
      throw .redirect(place.masked, to: next.masked, reason: .elsewhere)
    }
    (next.user, next.password) = (place.user, place.password)
    return next
  }

  private static func resolve(_ location: String, against place: HTTPAddress) -> HTTPAddress? {
    if location.range(ofText: "://") != nil, !location.hasPrefix("/") {
      return try? HTTPAddress(parsing: location)
    }
    if location.hasPrefix("//") {
      return try? HTTPAddress(parsing: "\(place.scheme.rawValue):\(location)")
    }
    let origin = "\(place.scheme.rawValue)://\(place.authority)"
    if location.hasPrefix("/") { return try? HTTPAddress(parsing: origin + location) }
    let folder = place.path[...(place.path.lastIndex(of: "/") ?? place.path.startIndex)]
    return try? HTTPAddress(parsing: origin + folder + location)
  }

  private static func bytes(
    of response: HTTPClientResponse,
    limit: Int,
    orThrow error: () -> HTTPFetchError
  ) async throws -> [UInt8] {
    var bytes: [UInt8] = []
    if let length = response.headers.first(name: "Content-Length").flatMap(Int.init),
      length > limit
    {
      throw error()
    }
    for try await buffer in response.body {
      guard buffer.readableBytes <= limit - bytes.count else { throw error() }
      bytes.append(contentsOf: buffer.readableBytesView)
    }
    return bytes
  }

  /// The begin of a failed answer's body in one line, control characters as spaces.
  private static func excerpt(of response: HTTPClientResponse) async -> String {
    var bytes: [UInt8] = []
    do {
      for try await buffer in response.body {
        bytes.append(contentsOf: buffer.readableBytesView.prefix(4 * excerptLimit))
        if bytes.count >= 4 * excerptLimit { break }
      }
    } catch {
      // What came until then is what there is to tell.
    }
    let words = String(decoding: bytes, as: UTF8.self).split { character in
      character.unicodeScalars.allSatisfy { $0.value <= 0x20 || (0x7f...0x9f).contains($0.value) }
    }
    return String(words.joined(separator: " ").prefix(excerptLimit))
  }
}
