/// A piece of a template, in the order in which it is expanded.
indirect enum TemplateNode: Sendable {
  /// A text as it stands.
  case text(String)
  /// A value to be printed, or a variable to be set.
  case action(TemplatePipeline)
  /// `{{if pipeline}} … {{else}} … {{end}}`
  case choice(TemplatePipeline, then: [TemplateNode], otherwise: [TemplateNode])
  /// `{{with pipeline}} … {{else}} … {{end}}`: the value becomes the dot.
  case with(TemplatePipeline, then: [TemplateNode], otherwise: [TemplateNode])
  /// `{{range pipeline}} … {{else}} … {{end}}`
  case loop(TemplatePipeline, body: [TemplateNode], otherwise: [TemplateNode])
  /// `{{template "name" pipeline}}`
  case call(name: String, TemplatePipeline?, position: Int)
  /// `{{break}}`
  case leave
  /// `{{continue}}`
  case next
}

/// `$x := command | command`: each command gets the value of the one before as its last argument.
struct TemplatePipeline: Sendable {
  /// The variables that are set, without their signs; a `range` may set two.
  var variables: [String] = []
  /// Whether the variables are new.
  var declares = true
  /// The commands, at least one.
  var commands: [[TemplateOperand]] = []
}

/// A value or the name of a function, with the fields that are taken from it.
struct TemplateOperand: Sendable {
  /// What stands at its beginning.
  indirect enum Kind: Sendable {
    /// `.`
    case dot
    /// `$name`
    case variable(String)
    /// A number, a text, a truth value or `nil`.
    case constant(TemplateValue)
    /// A function.
    case function(String)
    /// `(pipeline)`
    case pipeline(TemplatePipeline)
  }

  var kind: Kind
  /// The fields or methods, one taken from the other.
  var path: [String] = []
  /// Where it stands, in scalars.
  var position: Int
}
