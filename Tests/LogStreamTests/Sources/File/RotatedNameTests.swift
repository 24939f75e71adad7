import Testing

@testable import LogStream

@Suite struct RotatedNameTests {
  @Test(arguments: [
    "im.log.1", "im.log.12.gz", "im.log-20261123", "im.log-20261123.gz", "im.log.2026-11-23",
    "im.log.old", "im.log~", "im-2026-11-23T06-14-07.123.log", "im.1.log",
    "im-2026-11-23T06-14-07.123.log.gz",
  ])
  func nameIsARotation(name: String) {
    #expect(RotatedName.isRotation(of: "im.log", name))
  }

  @Test(arguments: [
    ("im.log.1", true), ("im.log-20261123", true), ("im.log.1.gz", false), ("im.log.old", false),
    ("im.log.bak2", false), ("im.log", false), ("im.log.txt", false),
  ])
  func copiesOfRotationHaveNumbersOrDates(name: String, isCopy: Bool) {
    #expect(RotatedName.isCopy(of: "im.log", name) == isCopy)
  }

  @Test(arguments: [
    "im.log", "im.logs", "im.log.txt", "im-gateway.log", "im-2.log", "im_3.log",
    "other.log.1", "im",
  ])
  func nameIsAnotherLog(name: String) {
    #expect(!RotatedName.isRotation(of: "im.log", name))
  }
}
