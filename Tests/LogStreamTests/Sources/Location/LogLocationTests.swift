import Testing

@testable import LogStream

@Suite struct LogLocationTests {
  @Test func locationsAreRecognised() throws {
    #expect(try LogLocation(parsing: "-") == .standardInput)
    #expect(try LogLocation(parsing: "/var/log/im.log") == .file("/var/log/im.log"))
    #expect(try LogLocation(parsing: "im.log") == .file("im.log"))
    #expect(try LogLocation(parsing: "/var/log/im/*.log") == .glob("/var/log/im/*.log"))
    #expect(try LogLocation(parsing: "gw-[12].log") == .glob("gw-[12].log"))
    #expect(try LogLocation(parsing: "/var/log/im/") == .directory("/var/log/im/"))
    #expect(try LogLocation(parsing: "file:///var/log/im.log") == .file("/var/log/im.log"))
    #expect(
      try LogLocation(parsing: "http://gw:8080/logs/stream?level=warn")
        == .http("http://gw:8080/logs/stream?level=warn")
    )
    #expect(try LogLocation(parsing: "HTTPS://gw/logs") == .http("HTTPS://gw/logs"))
  }

  @Test(arguments: [
    ("", "an empty location; name a file, a pattern, a URL or - for standard input"),
    ("a\0b", "a path cannot hold a zero byte"),
    ("http://", "http://: the URL has no host, write http://host:port/path"),
    ("http://:80/x", "http://:80/x: the URL has no host, write http://host:port/path"),
    (
      "file://gw/x",
      "file://gw/x: a file URL names no host, write file:///path or the path alone"
    ),
    (
      "ftp://gw/x",
      "ftp://gw/x: logs are not read over ftp; name a path, http://, https:// or -"
    ),
  ])
  func refusalSaysWhatToWrite(text: String, message: String) {
    #expect {
      try LogLocation(parsing: text)
    } throws: { error in
      "\(error)" == message
    }
  }

  @Test func secretsAreMaskedInDescriptions() {
    #expect(
      LogLocation.http("http://me:pw@gw/logs?token=abc&level=warn").description
        == "http://***@gw/logs?token=***&level=warn"
    )
    #expect(
      LogLocation.command(["tail", "--token", "abc", "--key=x", "-F", "im.log"]).description
        == "tail --token *** --key=*** -F im.log"
    )
  }

  @Test func shortNamesAreWhatTheHeaderHasRoomFor() {
    #expect(LogLocation.standardInput.shortName == "stdin")
    #expect(LogLocation.file("/var/log/im.log").shortName == "im.log")
    #expect(LogLocation.http("http://gw:8080/logs/stream").shortName == "gw:8080")
    #expect(LogLocation.command(["/usr/bin/docker", "logs"]).shortName == "docker")
  }
}
