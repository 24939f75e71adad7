import Foundation
import MetricsModel
import PromQL
import Testing

@testable import IMTop

@Suite struct QueryOutputTests {
  private func reply(_ number: Double, _ remarks: [QueryRemark] = []) -> QueryReply {
    QueryReply(value: .scalar(number, Timestamp(seconds: 1)), remarks: remarks)
  }

  private func output(isExact: Bool = false) -> QueryOutput {
    QueryOutput(unit: nil, isExact: isExact, time: Timestamp(seconds: 1))
  }

  @Test(arguments: [
    (-42895.36333333336, "-42895.36"), (64.716666, "64.72"), (1_795_435_876, "1795435876"),
    (0.0219789, "0.02198"), (0.000042187, "4.219e-05"), (100.999, "101"), (0.5, "0.5"), (0, "0"),
    (.nan, "NaN"), (-.infinity, "-Inf"), (9.9996, "10"),
  ])
  func aTableHasDigitsThatCanBeRead(_ number: Double, _ text: String) {
    #expect(output().text(of: reply(number), as: .table) == text)
  }

  @Test func jsonAndAnswersWithoutUnitAreExact() {
    let number = -42895.36333333336
    #expect(output(isExact: true).text(of: reply(number), as: .table) == "-42895.36333333336")
    #expect(
      output().text(of: reply(number), as: .json)
        == #"{"result":[1,"-42895.36333333336"],"resultType":"scalar"}"#
    )
  }

  @Test func jsonHasRemarksAsPrometheusDoes() throws {
    let remarks = [QueryRemark(level: .warning, text: "w"), QueryRemark(level: .info, text: "i")]
    #expect(
      output().text(of: reply(1, remarks), as: .json)
        == #"{"infos":["i"],"result":[1,"1"],"resultType":"scalar","warnings":["w"]}"#
    )
  }
}
