/// Finds names that someone may have meant.
package enum NearestNames {
  /// Up to three of `names` that are few edits from `text` or contain it, the closest first.
  ///
  /// To look for many texts among the same names, make a `NameIndex` of them once.
  package static func find(_ text: String, among names: [String]) -> [String] {
    NameIndex(names).nearest(to: text)
  }
}
