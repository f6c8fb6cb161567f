internal import Agenda
internal import Audit
internal import Ledger
internal import Procurement
internal import Queries
internal import Rendering
internal import Reports

/// The answers that a brief is made of, each as the command line has it, read from one book.
struct BriefReports {
  let question: BriefQuestion
  let contracts: [ContractFile]
  let spend: SpendReport
  let spendByProvider, spendByContract, spendBySKU, spendByMonth, spendOverTime: Report
  let ratioQuestion: SpendRatio.Question
  let ratios: [SpendRatio]
  let ratio: Report
  let fees: [AnnualisedFee]
  let annualised: Report
  let exposures: [ExitExposure]
  let exposure: Report
  /// The cost to leave by the month of the notice; `nil` for a large book, since it takes long.
  let outlook: Report?
  let obligations: [PurchaseObligation]
  let obligation, obligationByCurrency: Report
  let agenda: Agenda
  let agendaReport: Report
  let tranches: [TrancheStatus]
  let costs: [CapacityCost]
  let capacity: Report
  let audit: AuditReport
  let auditReport: Report
  let payables: Payables
  let payablesReport: Report

  /// How many rows of spend by contract and by SKU there are before the rest is one row.
  private static let largest = 50

  init(_ question: BriefQuestion, in book: Book) throws {
    let (asOf, flows, balances) = (question.asOf, question.flows, question.balances)
    self.question = question
    contracts = try book.contracts

    func spend(_ dimensions: SpendDimension..., top: Int? = nil) throws -> SpendReport {
      try SpendReport(
        SpendReport.Question(
          by: dimensions, window: nil, years: question.years, asOf: asOf, choice: flows, top: top),
        in: book)
    }
    func report(_ spend: SpendReport) throws -> Report {
      try Report(spend, columns: SpendColumns(share: true), parameters: [])
    }
    self.spend = try spend(.provider)
    spendByProvider = try report(self.spend)
    spendByContract = try report(spend(.contract, top: BriefReports.largest))
    spendBySKU = try report(spend(.sku, top: BriefReports.largest))
    spendByMonth = try report(spend(.month))
    spendOverTime = try report(spend(.month, .provider, top: 8))

    ratioQuestion = SpendRatio.Question(
      side: .buyer, grain: .quarter, years: question.years, window: nil,
      bases: [.reported, .estimate], asOf: asOf, choice: flows)
    ratios = try SpendRatio.all(ratioQuestion, in: book)
    ratio = Report(ratios, ratioQuestion, explanations: [], parameters: [])
    fees = try AnnualisedFee.all(
      AnnualisedFee.Question(
        side: .buyer, revenues: [], bases: [.reported, .estimate], asOf: asOf), in: book)
    annualised = try Report(fees, of: .buyer, explanations: [], parameters: [])

    exposures = try book.converted(
      ExitExposure.all(in: book, asOf: asOf, convention: .months), into: balances, asOf: asOf)
    exposure = try Report(
      exposures, convention: .months, isExplained: false, in: balances, parameters: [])
    outlook = try BriefReports.outlook(question, in: book)
    obligations = try book.converted(
      PurchaseObligation.all(in: book, asOf: asOf, years: question.years, convention: .months),
      into: balances, asOf: asOf)
    let years = PurchaseObligation.years(asOf: asOf, startingIn: question.years)
    obligation = try Report(
      obligations, by: .contract, years: years, isExplained: false, in: balances, parameters: [])
    obligationByCurrency = try Report(
      obligations, by: .currency, years: years, isExplained: false, in: balances, parameters: [])

    agenda = try Agenda(in: book, asOf: asOf, through: question.horizon).shown(in: balances, book)
    agendaReport = Report(agenda, isExplained: false, in: balances, parameters: [])

    tranches = try TrancheStatus.all(in: book, asOf: asOf)
    costs = try CapacityCost.all(
      in: book, window: nil, by: nil, years: question.years, asOf: asOf, choice: flows)
    capacity = Report(
      tranches, by: .tranche, costs: costs, tax: .exclude, in: flows, isExplained: false,
      parameters: [])

    audit = try AuditReport(in: book, asOf: asOf).shown(in: balances, asOf: asOf, book)
    auditReport = Report(
      audit, showsAccepted: false, isExplained: false, in: balances, on: asOf, parameters: [])
    payables = try Payables(in: book, asOf: asOf).shown(in: balances, asOf: asOf, book)
    payablesReport = try Report(
      payables, isExplained: false, in: balances, on: asOf, parameters: [])
  }
}

extension BriefReports {
  private static func outlook(_ question: BriefQuestion, in book: Book) throws -> Report? {
    guard try book.contracts.count <= PartAddresses.limit else { return nil }
    let (months, asOf) = (12, question.asOf)
    let outlooks = try ExitOutlook.all(in: book, asOf: asOf, months: months, convention: .months)
    return Report(
      try book.converted(outlooks, into: question.balances, asOf: asOf),
      days: ExitOutlook.days(from: asOf, months: months), convention: .months, isExplained: false,
      in: question.balances, parameters: [])
  }
}

extension AuditFinding {
  /// The finding with the rows that it comes from.
  var explanation: Explanation {
    Explanation(
      figure: "\(subject): \(code.rawValue)", formula: formula,
      evidence: [evidence, basis].compactMap(\.self) + (conversion?.evidence ?? []))
  }
}
