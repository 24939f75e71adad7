import Charts
import Testing

@Suite struct UnitTests {
  @Test(arguments: [
    (0.0, "0"), (37, "37"), (4.25, "4.3"), (999.4, "999"), (999.6, "1,000"), (1000, "1,000"),
    (9481, "9,481"), (9999.6, "10k"), (31_204, "31k"), (999_499, "999k"), (999_600, "1M"),
    (1_234_567, "1.2M"), (0.037, "0.04"), (0.0042, "0.004"), (0.00004, "4e-5"), (-12, "−12"),
    (-0.0, "0"), (1e21, "1e21"), (1e300, "1e300"),
  ])
  func counts(value: Double, text: String) { #expect(Unit.short.format(value) == text) }

  @Test(arguments: [
    (0.0231, "2.31 %"), (0.41, "41 %"), (0, "0 %"), (1, "100 %"), (0.9996, "99.96 %"),
    (0.999999, "99.99 %"), (0.05, "5 %"), (12.5, "1,250 %"), (0.00001, "0.001 %"),
  ])
  func percentages(value: Double, text: String) { #expect(Unit.percent.format(value) == text) }

  @Test(arguments: [
    (0.812, "812 ms"), (1.2, "1.2 s"), (90, "90 s"), (250, "4m10s"), (240, "4m"),
    (7500, "2h05m"), (259_200, "3d"), (277_000, "3d04h"), (1e8, "1157d"), (0.0000115, "12 µs"),
    (0.0012, "1.2 ms"), (3e-8, "30 ns"), (0, "0 s"), (119.6, "2m"), (3599.7, "1h"),
  ])
  func durations(value: Double, text: String) { #expect(Unit.seconds.format(value) == text) }

  @Test(arguments: [
    (0.0, "0 B"), (512, "512 B"), (1024, "1 KiB"), (289_406_976, "276 MiB"),
    (1_610_612_736, "1.5 GiB"), (1023.9, "1 KiB"),
  ])
  func bytes(value: Double, text: String) { #expect(Unit.bytes.format(value) == text) }

  @Test(arguments: [
    (4.2, "4.2/s"), (3100.0, "3.1k/s"), (412, "412/s"), (0, "0/s"), (-409, "−409/s"),
  ])
  func rates(value: Double, text: String) { #expect(Unit.perSecond.format(value) == text) }

  @Test(arguments: [Unit.short, .percent, .seconds, .bytes, .perSecond])
  func whatIsNoNumberIsNamed(unit: Unit) {
    #expect(unit.format(.nan) == "-")
    #expect(unit.format(.infinity) == "∞")
    #expect(unit.format(-.infinity) == "−∞")
  }

  @Test(arguments: [Unit.short, .percent, .seconds, .bytes, .perSecond])
  func textsStayShort(unit: Unit) {
    var long: [String] = []
    for exponent in -320...308 {
      for mantissa in [1, 4.5678, 9.4999, 9.9999] {
        let text = unit.format(Double("\(mantissa)e\(exponent)") ?? 0)
        if text.count > 9 { long.append(text) }
      }
    }
    #expect(long == [])
  }
}
