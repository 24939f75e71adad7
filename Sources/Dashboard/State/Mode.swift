/// Who has the keyboard.
enum Mode: Hashable, Sendable {
  /// The view.
  case browsing
  /// A line that is being typed.
  case prompt(Prompt)
  /// A list of a field's values.
  case picker(ValuePicker)
  /// A short list of names.
  case chooser(Chooser)
  /// The list of keys, from this line on.
  case help(firstLine: Int)
  /// The queries behind the numbers of the screen, with one of them selected.
  case queries(QueryPlace)
  /// A crosshair in the charts, this many steps before their end.
  case crosshair(stepsBack: Int)
  /// A range being dragged over a chart, in steps before its end.
  case selecting(from: Int, to: Int)
  /// A question before leaving.
  case confirmingQuit
}
