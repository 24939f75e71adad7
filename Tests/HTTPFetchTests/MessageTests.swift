import Testing

@testable import HTTPFetch

@Suite struct MessageTests {
  @Test(arguments: [
    (
      HTTPFetchError.invalidURL("x", reason: "the host is missing"),
      "\"x\" is no URL: the host is missing"
    ),
    (
      .unreachable("http://a/", cause: .refused),
      "http://a/: connection refused, nothing listens on this port"
    ),
    (
      .unreachable("http://a/", cause: .unknownHost),
      "http://a/: the host's name is not known, check its spelling or DNS"
    ),
    (
      .unreachable("http://a/", cause: .noRoute),
      "http://a/: no route to the host, check the network or a firewall"
    ),
    (
      .timeout("http://a/", after: 5, waitingFor: .answer),
      "http://a/: no complete answer within 5s; look at the server's load or raise the timeout"
    ),
    (
      .timeout("http://a/", after: 0.5, waitingFor: .moreBytes),
      "http://a/: the stream was silent, no bytes within 0.5s; look at the server's load or raise the timeout"
    ),
    (
      .tls("https://a/", reason: .untrustedCertificate),
      "https://a/: the certificate is not signed by a trusted authority, name its CA file or allow insecure"
    ),
    (
      .tls("https://a/", reason: .wrongHost),
      "https://a/: the certificate is for another host, use the name that it carries or set it as server_name"
    ),
    (
      .tls("https://a/", reason: .ownCertificate),
      "https://a/: the other side misses a certificate of this side or does not trust it, set cert_file and key_file"
    ),
    (.caFile("/ca", reason: "No such file or directory"), "CA file /ca: No such file or directory"),
    (.secretFile("/t", reason: "it is empty"), "secret file /t: it is empty"),
    (
      .tooLarge("http://a/", limit: 64 << 20),
      "http://a/: the answer is longer than 64 MiB; raise the limit if it is meant to be"
    ),
    (
      .status("http://a/", code: 401, excerpt: ""),
      "http://a/: answered 401 (credentials are missing or wrong)"
    ),
    (.status("http://a/", code: 500, excerpt: "oops"), "http://a/: answered 500: oops"),
    (
      .redirect("http://a/", to: "http://b/", reason: .elsewhere),
      "http://a/: redirected to http://b/, which was not named; if it is right, name that address instead"
    ),
    (
      .redirect("http://a/", to: "http://b/", reason: .tooMany(5)),
      "http://a/: redirected more than 5 times, the last time to http://b/"
    ),
    (.interrupted("http://a/", reason: "x"), "http://a/: the answer broke off: x"),
    (.malformed("http://a/", reason: "x"), "http://a/: the answer is not understood: x"),
    (.cancelled, "the request was given up"),
  ])
  func errorsAreOneSentence(_ error: HTTPFetchError, _ message: String) {
    #expect(error.message == message)
  }
}

@Suite struct HTTPAddressTests {
  @Test func anAddressFallsIntoItsParts() throws {
    let address = try HTTPAddress(parsing: "https://u:p%3A@[::1]:8443/a/b?c=d#e")
    #expect(address.scheme == .https)
    #expect(address.user == "u")
    #expect(address.password == "p:")
    #expect(address.host == "::1")
    #expect(address.port == 8443)
    #expect(address.target == "/a/b?c=d")
    #expect(address.text == "https://[::1]:8443/a/b?c=d")
  }

  @Test(arguments: [
    ("gw/metrics", "the scheme is missing, write http:// or https://"),
    ("ftp://gw", "only http:// and https:// are understood"),
    ("http://", "the host is missing"), ("http://:80/", "the host is missing"),
    ("http://gw:0/", "the port is no number from 1 to 65535"),
    ("http://gw:x/", "the port is no number from 1 to 65535"),
    ("http://gw/a b", "it holds a space or a control character"),
  ])
  func badURLsAreRefused(_ text: String, _ reason: String) {
    #expect(throws: HTTPFetchError.invalidURL(text, reason: reason)) {
      try HTTPAddress(parsing: text)
    }
  }

  @Test(arguments: [
    ("http://u:p@gw/metrics", "http://***@gw/metrics"),
    ("https://gw/m?token=abc&x=1&api_key=2", "https://gw/m?token=***&x=1&api_key=***"),
    ("u:p@gw:x/m?secret=1", "***@gw:x/m?secret=***"),
  ])
  func secretsAreMasked(_ text: String, _ masked: String) {
    #expect(HTTPAddress.maskedText(text) == masked)
    if let address = try? HTTPAddress(parsing: text) { #expect(address.masked == masked) }
  }

  @Test func originsAreSchemeHostAndPort() throws {
    let address = try HTTPAddress(parsing: "http://GW/")
    #expect(address.hasSameOrigin(as: try HTTPAddress(parsing: "http://gw:80/x")))
    #expect(!address.hasSameOrigin(as: try HTTPAddress(parsing: "https://gw/")))
    #expect(!address.hasSameOrigin(as: try HTTPAddress(parsing: "http://gw:81/")))
  }
}
