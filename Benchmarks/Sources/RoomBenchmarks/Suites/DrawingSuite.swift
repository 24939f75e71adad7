import Benchmark
import Charts
import Dashboard

/// What it costs to draw a frame of the overview into a new canvas, as each key press does.
enum DrawingSuite {
  static var suite: BenchmarkSuite {
    BenchmarkSuite(name: "drawing") { suite in
      for size in [Size(width: 120, height: 36), Size(width: 200, height: 60)] {
        let scene = DashboardScene(size: size)
        suite.benchmark("overview, \(size.width)×\(size.height)") { state in
          let shown = scene.state
          var canvas = Canvas(size: size)
          try state.measure {
            canvas = Canvas(size: size)
            DashboardView.draw(shown, into: &canvas)
          }
          try WrongAnswer.unless(
            canvas.text().contains { $0.contains("Connections") },
            is: true
          )
        }
      }
    }
  }
}
