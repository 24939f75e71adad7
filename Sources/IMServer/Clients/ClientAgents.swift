/// What clients call themselves: several versions on several systems, some with odd characters.
enum ClientAgents {
  /// The agents with their weights.
  static let weighted: [(value: String, weight: Double)] = [
    ("IMClient/5.3.1 (iPhone; iOS 19.1)", 26),
    ("IMClient/5.3.0 (iPhone; iOS 18.6)", 8),
    ("IMClient/5.3.1 (Android 16; Pixel 10)", 24),
    ("IMClient/5.2.4 (Android 14; Redmi 红米 13)", 14),
    ("IMClient/4.9.8 (Android 11; \"Lite\")", 4),
    ("IMDesktop/5.3.1 (Windows NT 10.0; Win64; x64)", 12),
    ("IMDesktop/5.3.1 (Macintosh; macOS 26.1)", 7),
    ("Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0", 5),
  ]
}
