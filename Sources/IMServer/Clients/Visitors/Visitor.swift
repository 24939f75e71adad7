/// Somebody who belongs to no population and comes to do one thing; lives on one event loop.
protocol Visitor: AnyObject {
  /// Begins.
  func come()
  /// Stops.
  func leave()
}
