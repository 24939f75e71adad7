import Charts
import Dashboard
import Glibc
import MetricsModel

/// A frame as the content of a file.
enum ScreenText {
  /// The canvas as text or as a picture, ending in a newline.
  static func rendered(_ canvas: Canvas, as format: ScreenFormat) -> String {
    switch format {
    case .text: canvas.text().joined(separator: "\n") + "\n"
    case .svg: SVGExporter.svg(of: canvas)
    }
  }

  /// A time as part of a file's name: `20261123-061407`, in local time.
  static func fileStamp(of time: Timestamp) -> String {
    var seconds = time_t(time.milliseconds / 1000)
    var parts = tm()
    localtime_r(&seconds, &parts)
    func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(parts.tm_year + 1900)\(two(parts.tm_mon + 1))\(two(parts.tm_mday))-"
      + "\(two(parts.tm_hour))\(two(parts.tm_min))\(two(parts.tm_sec))"
  }
}
