import MetricsModel
import Profiles
import PromQL

/// An expression of a panel that parses and yet cannot be computed from what there is.
struct PanelTrouble: Equatable {
  /// The panel's title.
  var panel: String
  /// The expression.
  var expression: String
  /// What is wrong.
  var message: String

  /// The troubles of panels whose expressions are evaluated over a source at a time.
  static func all(
    of panels: [ConfiguredPanel],
    _ definitions: [String: Expr],
    over source: any SeriesSource,
    at time: Timestamp
  ) -> [PanelTrouble] {
    panels.flatMap { panel in
      panel.queries.compactMap { query in
        do throws(PromQLError) {
          let expression = try PromQL.parse(query.expression).expanding(definitions)
          _ = try Evaluator(source: source).instant(expression, at: time)
          guard let mistake = LogSource.mistakes(in: query.expression).first else { return nil }
          return PanelTrouble(panel: panel.title, expression: query.expression, message: mistake)
        } catch {
          return PanelTrouble(
            panel: panel.title,
            expression: query.expression,
            message: error.message
          )
        }
      }
    }
  }
}
