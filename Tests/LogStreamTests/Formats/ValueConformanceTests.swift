import Foundation
import LogModel
import Testing

@testable import LogStream

/// Other people's cases of logfmt, durations and networks.
@Suite(.enabled(if: Conformance.isPresent, "needs the conformance data, see IMTOP_CONFORMANCE"))
struct ValueConformanceTests {
  /// The pairs of a line of logfmt; keys without a value are left out, here as in what is expected.
  private func pairs(_ line: [UInt8]) -> [[String]] {
    var scan = KeyValueScan(from: 0, to: line.count, isStrict: true)
    var pairs: [[String]] = []
    while let pair = scan.next(line.span) {
      let value = ParsedLine.Text(pair.value, isEscaped: pair.isEscaped).string(from: line.span)
      if !value.isEmpty { pairs.append([String(decoding: line[pair.key], as: UTF8.self), value]) }
    }
    return pairs
  }

  @Test func logfmtOfGo() throws {
    var checked = 0
    for object in try Conformance.objects("logs/cases/logfmt_gologfmt_decode.jsonl") {
      guard object["valid"] as? Bool == true, let text = object["data"] as? String,
        let records = object["records"] as? [[[Any]]]
      else { continue }
      checked += 1
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map {
        pairs(Array($0.utf8))
      }
      let expected = records.map { record in
        record.compactMap { pair -> [String]? in
          guard let key = pair.first as? String, let value = pair.last as? String, !value.isEmpty
          else { return nil }
          return [key, value]
        }
      }
      #expect(lines.filter { !$0.isEmpty } == expected.filter { !$0.isEmpty }, "\(text)")
    }
    #expect(checked >= 15)
  }

  @Test func logfmtAsVectorReadsIt() throws {
    for object in try Conformance.objects("logs/cases/vrl_parse_logfmt.jsonl") {
      guard let text = object["value"] as? String, let expected = object["want"] as? [String: Any]
      else { continue }
      let found = pairs(Array(text.utf8)).map { "\($0[0])=\($0[1])" }
      let wanted = expected.compactMap { key, value in (value as? String).map { "\(key)=\($0)" } }
      #expect(found.sorted() == wanted.sorted(), "\(text)")
    }
  }

  /// Weeks, and parts with spaces between them, are no durations here: no logger writes them.
  private static let otherDurations = ["w", "1s 1ms", "1ms1 µs"]

  @Test func durations() throws {
    let units = [
      "ns": 1e-9, "us": 1e-6, "µs": 1e-6, "ms": 1e-3, "s": 1, "m": 60, "h": 3_600, "d": 86_400,
    ]
    var checked = 0
    for object in try Conformance.objects("logs/cases/vrl_parse_duration.jsonl") {
      let arguments = object["args"] as? [String: Any] ?? object
      guard let text = arguments["value"] as? String,
        !Self.otherDurations.contains(where: text.contains)
      else { continue }
      let bytes = Array(text.utf8)
      let found = DurationText.scan(bytes.span, at: 0, to: bytes.count)
      let isWhole = found?.end == bytes.count
      guard object["ok"] as? Bool == true else {
        // A number that is too large for others is none here.
        if !text.hasPrefix("12345") { #expect(!isWhole, "\(text)") }
        continue
      }
      checked += 1
      #expect(isWhole, "\(text)")
      guard let unit = (arguments["unit"] as? String).flatMap({ units[$0] }),
        let wanted = object["want"] as? Double, let seconds = found?.seconds
      else { continue }
      #expect(abs(seconds - wanted * unit) <= abs(seconds) * 1e-3, "\(text)")
    }
    #expect(checked > 12)
  }

  @Test func addressesOfNetworks() throws {
    var checked = 0
    for object in try Conformance.objects("kql/cidr_cases.jsonl") {
      guard let cidr = object["cidr"] as? String, let address = object["ip"] as? String,
        let isInside = object["contains"] as? Bool,
        // An IPv4 address that is written as one of IPv6 is that address; an address alone is no network.
        !address.hasPrefix("::ffff:"), !cidr.hasPrefix("::ffff:"), cidr.contains("/")
      else { continue }
      checked += 1
      #expect(ValueTest(.network(cidr)).matches(address) == isInside, "\(address) in \(cidr)")
    }
    for object in try Conformance.objects("logs/cases/vrl_ip_cidr_contains.jsonl") {
      guard let arguments = object["args"] as? [String: Any], object["ok"] as? Bool == true,
        let address = arguments["value"] as? String, let cidr = arguments["cidr"] as? String
      else { continue }
      checked += 1
      let isInside = object["want"] as? Bool
      #expect(ValueTest(.network(cidr)).matches(address) == isInside, "\(address) in \(cidr)")
    }
    #expect(checked > 30)
  }
}
