package import Procurement

/// What is known of the months of one currency, added up (METRICS, M17).
///
/// What is unbilled and what is prepaid are never set off against each other.
package struct UnbilledTotal: Hashable, Sendable {
  /// The currency.
  package let currency: Currency
  private var billedSum, unbilledSum, prepaidSum: MoneySum?

  /// The total of no months.
  package init(_ currency: Currency) { self.currency = currency }

  /// Adds what is known of a month of the currency.
  package mutating func add(_ month: UnbilledMonth) {
    let month = UnbilledTotal.Month(month)
    UnbilledTotal.add(month.billed, to: &billedSum)
    UnbilledTotal.add(month.unbilled, to: &unbilledSum)
    UnbilledTotal.add(month.prepaid, to: &prepaidSum)
  }

  /// The amounts of a month to add: exact ones, or pieces that add up.
  private struct Month {
    let billed, unbilled, prepaid: Figure<Money>

    init(_ month: UnbilledMonth) {
      billed = month.converted?.billed ?? month.billed
      unbilled = month.converted?.unbilled ?? month.unbilled
      prepaid = month.converted?.prepaid ?? month.prepaid
    }
  }

  /// What was billed, rounded half to even to the minor unit.
  package var billed: Figure<Money> { UnbilledTotal.shown(billedSum) }
  /// What is delivered and not billed, rounded in the same way.
  package var unbilled: Figure<Money> { UnbilledTotal.shown(unbilledSum) }
  /// What is billed and not delivered, rounded in the same way.
  package var prepaid: Figure<Money> { UnbilledTotal.shown(prepaidSum) }

  private static func add(_ figure: Figure<Money>, to sum: inout MoneySum?) {
    guard let money = figure.value else { return }
    var known = sum ?? MoneySum(money.currency)
    known.add(money)
    sum = known
  }

  private static func shown(_ sum: MoneySum?) -> Figure<Money> {
    sum.map { $0.figure.roundedToMinorUnit } ?? .unavailable(.notRecorded, "none known")
  }
}
