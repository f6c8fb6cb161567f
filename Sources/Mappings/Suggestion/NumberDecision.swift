/// How the numbers of a file's columns are written, as all rows tell.
struct NumberDecision {
  /// The formats that most of its numbers may be in, each another reading; one where the rows tell, none
  /// where there are no numbers.
  let readings: [NumberFormat]
  /// By column: the format of those that are written in another way.
  private(set) var exceptions: [Int: NumberFormat] = [:]

  /// Decides for columns of numbers, the most important first.
  init(_ indices: [Int], _ profiles: [ColumnProfile]) {
    var common: NumberProfile?
    for index in indices where profiles[index].isNumbers {
      let numbers = profiles[index].numbers
      guard let known = common else {
        common = numbers
        continue
      }
      if let merged = known.merged(with: numbers) {
        common = merged
      } else {
        exceptions[index] = numbers.readings[0]
      }
    }
    readings = common?.readings ?? []
  }

  /// The format of a column.
  func format(of index: Int) -> NumberFormat { exceptions[index] ?? readings.first ?? .plain }
}
