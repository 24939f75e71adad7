import Charts
import Terminal

extension Terminal.Options {
  /// What a configuration says of the terminal.
  init(_ configuration: Configuration) {
    let colors: [String: Colors] = ["none": .mono, "16": .ansi, "256": .indexed]
    self.init(
      glyphs: ["unicode": .unicode, "ascii": .ascii][configuration.glyphs],
      colors: colors[configuration.colors] ?? .automatic,
      mouse: configuration.usesMouse
    )
  }
}
