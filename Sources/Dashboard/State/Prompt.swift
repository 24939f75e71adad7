import LogModel

/// A line at the bottom of the screen that is being typed.
struct Prompt: Hashable, Sendable {
  /// What the line is for.
  enum Purpose: Hashable, Sendable {
    case filter
    case find
    case command
    case metric
  }

  /// A proposal that Tab puts into the line.
  struct Completion: Hashable, Sendable {
    /// The text that replaces the word at the cursor.
    var text: String
    /// What stands beside it: a count, a meaning.
    var note: String
  }

  /// What the line is for.
  let purpose: Purpose
  /// The line.
  var line: TextLine
  /// What is wrong with the text, nil while it is understood.
  var error: FilterError?
  /// The meaning of the text when it was last understood.
  var understood: Filter
  /// How far back in the history the line was fetched from; 0 is what is being typed.
  var historyStep = 0
  /// What was being typed before the history was entered.
  var draft = ""
  /// The completion that Tab put in last, nil when none was.
  var chosenCompletion: Int?
  /// The proposals that Tab goes through while they are being gone through.
  var offered: [Completion] = []

  /// A prompt with a first text.
  init(_ purpose: Purpose, text: String = "", understood: Filter = .all) {
    self.purpose = purpose
    self.line = TextLine(text)
    self.understood = understood
  }
}
