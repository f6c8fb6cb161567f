/// Finds names that someone may have meant.
package enum NearestNames {
  /// Up to three of `names` that are few edits from `text` or contain it, the closest first.
  ///
  /// To look for many texts among the same names, make a `NameIndex` of them once.
  package static func find(_ text: String, among names: [String]) -> [String] {
    NameIndex(names).nearest(to: text)
  }

  /// `; did you mean x or y?` after what is wrong with a text; if no name is near it, what there is to choose
  /// from.
  package static func hint(for text: String, among names: [String]) -> String {
    let near = find(text, among: names)
    return near.isEmpty
      ? "; there are \(names.joined(separator: ", "))"
      : "; did you mean \(near.joined(separator: " or "))?"
  }
}
