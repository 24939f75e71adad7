import FoundationEssentials
import Testing

@testable import IMServer

@Suite struct GoNumberTests {
  /// What Go's `strconv` makes of these numbers with `g` and with `f`.
  @Test(
    arguments: [
      (0, "0", "0"), (-0.0, "-0", "-0"), (1, "1", "1"), (20_000, "20000", "20000"),
      (999_999, "999999", "999999"), (1_000_000, "1e+06", "1000000"),
      (29_593_600, "2.95936e+07", "29593600"), (-1_234_567.5, "-1.2345675e+06", "-1234567.5"),
      (0.0001, "0.0001", "0.0001"), (0.000031007, "3.1007e-05", "0.000031007"),
      (0.005, "0.005", "0.005"), (12.5, "12.5", "12.5"), (100, "100", "100"),
      (1_795_415_877.209, "1.795415877209e+09", "1795415877.209"),
      (1.8446744073709552e19, "1.8446744073709552e+19", "18446744073709552000"),
      (1e100, "1e+100", nil), (.leastNonzeroMagnitude, "5e-324", nil),
      (.nan, "NaN", "NaN"), (.infinity, "+Inf", "+Inf"), (-.infinity, "-Inf", "-Inf"),
    ] as [(Double, String, String?)]
  )
  func printsAsGoDoes(value: Double, general: String, plain: String?) {
    #expect(GoNumber.general(value) == general)
    if let plain { #expect(GoNumber.plain(value) == plain) }
  }

  private static let pages =
    (ProcessInfo.processInfo.environment["IMTOP_CONFORMANCE"] ?? "../shared/conformance")
    + "/metrics-pages/node_exporter"

  /// Every value of pages that Go's client library has printed is printed the same way.
  @Test(
    .enabled(
      if: FileManager.default.fileExists(atPath: pages),
      "needs the conformance data, see IMTOP_CONFORMANCE"
    ),
    arguments: ["e2e-output.txt", "e2e-64k-page-output.txt"]
  )
  func pageOfGoReadsAsItWasPrinted(name: String) throws {
    let data = try #require(FileManager.default.contents(atPath: Self.pages + "/" + name))
    var count = 0
    for line in String(decoding: data, as: UTF8.self).split(separator: "\n") {
      guard !line.hasPrefix("#"), let text = line.split(separator: " ").last,
        let value = Double(text)
      else { continue }
      count += 1
      if GoNumber.general(value) != text { Issue.record("\(line)") }
    }
    #expect(count > 1000)
  }
}
