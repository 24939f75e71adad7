import Glibc

/// What the operators do with two numbers.
enum Arithmetic {
  /// The function of an operator; comparisons give 1 or 0, set operators their left operand.
  static func function(of operation: BinaryOperator) -> (Double, Double) -> Double {
    switch operation {
    case .add: { $0 + $1 }
    case .subtract: { $0 - $1 }
    case .multiply: { $0 * $1 }
    case .divide: { $0 / $1 }
    case .modulo: { fmod($0, $1) }
    case .power: { pow($0, $1) }
    case .atan2: { Glibc.atan2($0, $1) }
    case .equal: { $0 == $1 ? 1 : 0 }
    case .notEqual: { $0 != $1 ? 1 : 0 }
    case .greater: { $0 > $1 ? 1 : 0 }
    case .less: { $0 < $1 ? 1 : 0 }
    case .greaterOrEqual: { $0 >= $1 ? 1 : 0 }
    case .lessOrEqual: { $0 <= $1 ? 1 : 0 }
    case .and, .or, .unless: { left, _ in left }
    }
  }
}
