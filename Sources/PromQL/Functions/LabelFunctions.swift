import MetricsModel
import Patterns

/// `label_replace` and `label_join`.
enum LabelFunctions {
  /// A label from what an expression captures in another: `label_replace(v, destination,
  /// replacement, source, expression)`.
  static func replace(_ arguments: FunctionArguments) throws(PromQLError) -> Evaluated {
    let destination = try labelName(arguments, 1)
    let template = try arguments.string(2)
    let source = try arguments.string(3)
    let pattern: Pattern
    do {
      pattern = try Pattern(try arguments.string(4), dialect: .re2)
    } catch let error as PatternError {
      throw PromQLError(
        .badRegularExpression(error.description),
        at: arguments.expression(4).range
      )
    } catch {
      throw PromQLError(.badRegularExpression("\(error)"), at: arguments.expression(4).range)
    }
    return try relabelled(arguments, destination) { labels in
      pattern.expanding(template, matchingWhole: labels[source] ?? "")
    }
  }

  /// A label of several others joined: `label_join(v, destination, separator, source, ...)`.
  static func join(_ arguments: FunctionArguments) throws(PromQLError) -> Evaluated {
    let destination = try labelName(arguments, 1)
    let separator = try arguments.string(2)
    var sources: [String] = []
    for index in 3..<max(3, arguments.count) { sources.append(try labelName(arguments, index)) }
    return try relabelled(arguments, destination) { labels in
      sources.map { labels[$0] ?? "" }.joined(separator: separator)
    }
  }

  private static func labelName(
    _ arguments: FunctionArguments,
    _ index: Int
  )
    throws(PromQLError) -> String
  {
    let name = try arguments.string(index)
    guard !name.isEmpty, !name.contains("\u{fffd}") else {
      throw PromQLError(.badLabelName(name), at: arguments.expression(index).range)
    }
    return name
  }

  /// Nested calls could double a label at each level.
  private static let maximumLength = 1 << 16

  /// The first argument with `destination` set to what `value` gives, where it gives anything.
  private static func relabelled(
    _ arguments: FunctionArguments,
    _ destination: String,
    _ value: (Labels) -> String?
  ) throws(PromQLError) -> Evaluated {
    var result = ColumnSet(steps: arguments.grid.count)
    for var column in try arguments.vector(0) {
      if let value = value(column.labels) {
        guard value.utf8.count <= maximumLength else {
          throw PromQLError(.labelTooLong(limit: maximumLength), at: arguments.range)
        }
        column.labels = column.labels.setting(destination, to: value)
        if destination == Labels.metricName { column.dropsName = false }
      }
      guard result.add(column) else {
        throw PromQLError(.duplicateLabels, at: arguments.range)
      }
    }
    return .vector(result.columns)
  }
}
