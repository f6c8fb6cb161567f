/// The tax of a row, which becomes a line of its own: what the row says of its invoice, the tax as
/// its amount, and the charge category `Tax`.
struct ResolvedTax: Sendable {
  /// What it is made of.
  let field: ResolvedField
  /// The places in `ResolvedMapping.fields` of the row's amount and charge category.
  let amount: Int
  let category: Int
  /// The places of what is said of the row's charge and not of its tax.
  let omitted: [Int]

  /// The charge category of its line.
  static let category = Array("Tax".utf8)
  /// What a charge has and its tax does not.
  static let omittedFields = ["quantity", "unit", "unit_price"]
}

extension Resolver {
  /// The fields with what tax needs, and the tax; `nil` where there is none, or it cannot be.
  mutating func addTax(
    _ rule: FieldRule?, to fields: [ResolvedField], of all: [MappedField], kind: String
  ) -> (fields: [ResolvedField], tax: ResolvedTax?) {
    guard let rule else { return (fields, nil) }
    guard let category = all.firstIndex(where: { $0.name == "charge_category" }) else {
      add(rule.line, "tax does not apply to \(kind), which have no charge_category")
      return (fields, nil)
    }
    let place = { (name: String) in
      fields.firstIndex { $0.conversion.field.name == name }
    }
    if place("line_no") != nil {
      add(
        rule.line,
        "tax makes two lines of a row, which cannot both have its line_no; leave line_no out")
    }
    guard let amount = place("amount") else {
      add(rule.line, "tax goes with an amount; columns.amount says what that is without it")
      return (fields, nil)
    }
    guard let tax = field(MappedField("tax", .number), fields[amount].index, rule) else {
      return (fields, nil)
    }
    let known = place("charge_category")
    let fieldsWithCategory = known == nil ? fields + [none(all[category], category)] : fields
    return (
      fieldsWithCategory,
      ResolvedTax(
        field: tax, amount: amount, category: known ?? fields.count,
        omitted: ResolvedTax.omittedFields.compactMap(place))
    )
  }

  /// A field that is empty in the row's own line.
  private func none(_ field: MappedField, _ index: Int) -> ResolvedField {
    ResolvedField(
      index: index, conversion: Conversion(field: field, rule: .constant("")),
      assembly: .constant([]), calculation: nil, title: "\(field.name) (of the mapping)")
  }
}
