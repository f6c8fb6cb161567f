extension Array {
  /// The runs of elements that have something in common, in their order.
  package func runs<Key: Equatable>(by common: (Element) -> Key) -> [[Element]] {
    var runs: [[Element]] = []
    var key: Key?
    for element in self {
      let own = common(element)
      if own == key {
        runs[runs.count - 1].append(element)
      } else {
        runs.append([element])
        key = own
      }
    }
    return runs
  }
}
