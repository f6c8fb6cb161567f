extension Array {
  /// The runs of elements that have something in common, in their order.
  package func runs(by common: (Element) -> some Equatable) -> [[Element]] {
    var runs: [[Element]] = []
    for element in self {
      if let last = runs.last?.first, common(last) == common(element) {
        runs[runs.count - 1].append(element)
      } else {
        runs.append([element])
      }
    }
    return runs
  }
}
