import HTTPFetch
import Testing

@testable import MetricsClient

@Suite struct TargetConfigurationTests {
  @Test(arguments: [
    (":8080", "http://localhost:8080/metrics", "localhost:8080"),
    ("9100", "http://localhost:9100/metrics", "localhost:9100"),
    ("gw-1", "http://gw-1/metrics", "gw-1:80"),
    ("gw-1:9100/stats", "http://gw-1:9100/stats", "gw-1:9100"),
    ("gw-1:9100/", "http://gw-1:9100/metrics", "gw-1:9100"),
    ("https://gw-1", "https://gw-1/metrics", "gw-1:443"),
    ("https://u:p@gw-1:8443/m?x=1", "https://u:p@gw-1:8443/m?x=1", "gw-1:8443"),
    ("[::1]:80", "http://[::1]:80/metrics", "[::1]:80"),
    ("  :8080\n", "http://localhost:8080/metrics", "localhost:8080"),
  ])
  func aTargetIsNamedInManyWays(_ text: String, _ url: String, _ instance: String) throws {
    let target = try TargetConfiguration(parsing: text)
    #expect(target.url == url)
    #expect(target.instance == instance)
  }

  @Test(arguments: [
    ("", "a target is missing: write :8080, host:9100/metrics or https://…"),
    (
      ":99999",
      "\"http://localhost:99999\" is no URL: the port is no number from 1 to 65535"
        + " (write :8080, host:9100/metrics or https://…)"
    ),
    (
      "ftp://gw",
      "\"ftp://gw\" is no URL: only http:// and https:// are understood"
        + " (write :8080, host:9100/metrics or https://…)"
    ),
  ])
  func whatNamesNoTargetIsExplained(_ text: String, _ message: String) {
    do throws(ScrapeError) {
      _ = try TargetConfiguration(parsing: text)
      Issue.record("accepted")
    } catch {
      #expect(error.message == message)
    }
  }
}
