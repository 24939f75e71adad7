@main
enum IMTop {
  static func main() async {
    await ProgramExit.run(IMTopCommand.self)
  }
}
