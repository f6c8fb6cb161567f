/// A field of a kind of record, as far as a mapping must know it.
package struct MappedField: Equatable, Sendable {
  /// Its canonical name.
  package let name: String
  /// What its texts are.
  package let form: Form

  /// Which of a mapping's formats a field is read by.
  package enum Form: Sendable {
    case text, date, number
  }

  /// A field called `name` in headers, reports and mappings.
  package init(_ name: String, _ form: Form) {
    self.name = name
    self.form = form
  }
}
