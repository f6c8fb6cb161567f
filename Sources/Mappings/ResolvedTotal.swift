/// A total that a file states, with the places of its columns.
struct ResolvedTotal: Sendable {
  /// Where it stands.
  let place: Place
  /// What it is the total of.
  let scope: TotalScope
  /// Its amount, and the number and currency of its invoice where the mapping has them.
  let fields: [ResolvedField]

  /// Where a total stands.
  enum Place: Sendable {
    /// In each row that meets this.
    case row(ResolvedRowTest)
    /// On the line above the header with this number that begins with a label.
    case above(line: Int, label: String)
  }

  /// What messages and fields call the amount of a total.
  static let amountName = "total.amount"
}

extension Resolver {
  /// The total; `nil` where it cannot be, and where no line above the header states it.
  mutating func total(
    _ rule: TotalRule, among fields: [ResolvedField], kind: String, _ aboveLines: [Int]
  ) -> ResolvedTotal? {
    let given = { (name: String) in fields.first { $0.conversion.field.name == name } }
    guard let own = given("amount") else {
      add(rule.line, "total needs an amount, which the mapping for \(kind) does not have")
      return nil
    }
    if rule.scope == .invoice, given("number") == nil {
      add(rule.line, "total is per invoice, and columns.number does not say which one")
    }
    let field = rule.amount.map {
      self.field(MappedField(ResolvedTotal.amountName, .number), own.index, $0)
    }
    guard let amount = field ?? own else { return nil }
    switch rule.place {
    case .above(let label):
      guard let index = above.firstIndex(where: { $0.first?.titleKey == label.titleKey })
      else { return nil }
      let line = index < aboveLines.count ? aboveLines[index] : index + 1
      return ResolvedTotal(
        place: .above(line: line, label: label), scope: rule.scope, fields: [amount])
    case .row(let test):
      guard let test = self.test(test, "total") else { return nil }
      let others = ["number", "currency"].compactMap { given($0)?.withoutFilling }
      return ResolvedTotal(place: .row(test), scope: rule.scope, fields: [amount] + others)
    }
  }
}

extension ResolvedField {
  /// The field where an empty cell stays empty: a total is of the lines above it, not of another's.
  fileprivate var withoutFilling: ResolvedField {
    var rule = conversion.rule
    rule.fillsDown = false
    return ResolvedField(
      index: index, conversion: Conversion(field: conversion.field, rule: rule),
      assembly: assembly, calculation: calculation, title: title)
  }
}
