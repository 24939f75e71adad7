import MetricsModel
import Profiles
import PromQL
import StrictYAML

extension EvaluationTrouble {
  /// The troubles of panels whose expressions are evaluated over a source at a time.
  static func all(
    of panels: [ConfiguredPanel],
    _ definitions: [String: Expr],
    over source: any SeriesSource,
    at time: Timestamp
  ) -> [Self] {
    panels.flatMap { panel in
      panel.queries.compactMap { query in
        do throws(PromQLError) {
          let expression = try PromQL.parse(query.expression).expanding(definitions)
          _ = try Evaluator(source: source).instant(expression, at: time)
          return LogSource.mistakes(in: query.expression).first.map {
            Self(subject: panel.checkedName, expression: query.expression, message: $0)
          }
        } catch {
          return Self(
            subject: panel.checkedName,
            expression: query.expression,
            message: error.message
          )
        }
      }
    }
  }
}

extension ConfiguredPanel {
  /// The title with the place, as `imtop check` tells it: `panel "Queue" (im.yml:12)`.
  var checkedName: String { "panel \"\(title)\" (\(location.file):\(location.line))" }
}
