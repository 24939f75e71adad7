import Alerting
import ArgumentParser

/// Prints the rules that imtop brings along.
struct RulesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules",
    abstract: "Print the built-in alert rules, a rule file of Prometheus.",
    discussion: """
      EXAMPLES:
        imtop rules
        imtop rules > my.rules.yml

      A rule in a file of your own takes the place of the built-in one of its name: change what you \
      like, delete the rest, and name the file under "rules" in the configuration.
      """
  )

  func run() { print(RuleGroup.builtinText, terminator: "") }
}
