/// An agreement to buy compute, with the terms that reports compute from.
package struct Contract: Hashable, Sendable {
  /// Who sells.
  package let provider: OrganizationID
  /// The provider's or our own number for it; unique for one provider.
  package let reference: String
  /// Who buys: another organization than `provider`.
  package let buyer: OrganizationID
  /// What people call it, where that is more than its reference.
  package let title: String?
  /// When it was signed, as precisely as is known.
  package let signedOn: PartialDate?
  /// From when it binds, as precisely as is known.
  package let effectiveOn: PartialDate?
  /// The last day of its term.
  package let endsOn: PartialDate?
  /// The currency of all of its amounts.
  package let currency: Currency
  /// The value by which it was announced, where there was one.
  package let headline: Headline?
  /// How it can be left before its end.
  package let exit: ExitTerms
  /// How many days after its issue an invoice is due.
  package let paymentTermsDays: Int?
  /// By how many months it renews by itself at its end.
  package let autoRenewalMonths: Int?
  /// What its level of service gives besides the tiers.
  package let service: ServiceTerms
  /// By how much an invoice may differ from what is expected of it.
  package let tolerance: Tolerance
  /// The exchange rate that it fixes, where it does.
  package let fixedRate: FixedRate?
  /// Where it stands, in the words of its source.
  package let status: ContractStatus
  /// Where it is known from.
  package let provenance: Provenance

  /// A contract as its source tells it; nothing is checked here.
  package init(
    provider: OrganizationID, reference: String, buyer: OrganizationID, title: String?,
    signedOn: PartialDate?, effectiveOn: PartialDate?, endsOn: PartialDate?, currency: Currency,
    headline: Headline?, exit: ExitTerms, paymentTermsDays: Int?, autoRenewalMonths: Int?,
    service: ServiceTerms = ServiceTerms(), tolerance: Tolerance = Tolerance(),
    fixedRate: FixedRate? = nil, status: ContractStatus, provenance: Provenance
  ) {
    self.provider = provider
    self.reference = reference
    self.buyer = buyer
    self.title = title
    self.signedOn = signedOn
    self.effectiveOn = effectiveOn
    self.endsOn = endsOn
    self.currency = currency
    self.headline = headline
    self.exit = exit
    self.paymentTermsDays = paymentTermsDays
    self.autoRenewalMonths = autoRenewalMonths
    self.service = service
    self.tolerance = tolerance
    self.fixedRate = fixedRate
    self.status = status
    self.provenance = provenance
  }
}

/// An exchange rate that a contract fixes.
package struct FixedRate: Hashable, Sendable {
  /// How many units of `quote` one unit of the contract's currency is worth; greater than zero.
  package let rate: ExactDecimal
  /// Another currency than the contract's.
  package let quote: Currency

  /// A rate as the contract has it; nothing is checked here.
  package init(rate: ExactDecimal, quote: Currency) {
    self.rate = rate
    self.quote = quote
  }
}

/// The value by which a contract is announced: what it is, and over how long.
package struct Headline: Hashable, Sendable {
  /// The amount; `nil` where only its kind or term is known.
  package let value: Money?
  /// What the amount says; `nil` where its source leaves that open.
  package let kind: HeadlineKind?
  /// The term over which the value runs, in months, where one was stated.
  package let termMonths: Int?

  /// A headline as its source tells it; nothing is checked here.
  package init(value: Money?, kind: HeadlineKind?, termMonths: Int?) {
    self.value = value
    self.kind = kind
    self.termMonths = termMonths
  }
}

/// What a headline value really says. Values of different kinds are never added.
package enum HeadlineKind: String, CaseIterable, Sendable {
  /// What is payable by the contract.
  case contracted
  /// Due whether or not the capacity is used.
  case takeOrPay = "take_or_pay"
  /// The most that it can come to.
  case upTo = "up_to"
  /// The least that it can come to.
  case atLeast = "at_least"
  /// Somebody's reckoning, not a term of the contract.
  case estimate
  /// The rent over the term of a lease.
  case lease
  /// What somebody means to build, which nobody has yet bought.
  case investmentPlan = "investment_plan"
  /// What one party pays should another fail to.
  case backstop
}

/// How, and from when, a contract can be left before its end.
package struct ExitTerms: Hashable, Sendable {
  /// How many days lie between notice and the end.
  package let noticeDays: Int?
  /// How many months lie between notice and the end; instead of `noticeDays`.
  package let noticeMonths: Int?
  /// Who may give it; `nil` where that is not known.
  package let noticeBy: NoticeParty?
  /// The days on which a notice may take effect; `nil` if not recorded.
  package let noticeTo: NoticeTo?
  /// Months from the contract's start during which no notice can be given.
  package let lockInMonths: Int?
  /// The last day on which no notice can be given.
  package let lockInUntil: Day?
  /// What leaving early costs, besides what is due until then.
  package let terminationFee: Money?
  /// How many days after its due day capacity that is not there lets the buyer leave, without
  /// notice or fee; `nil` where late delivery does not.
  package let lateExitDays: Int?
  /// How many days before the end of a term notice stops its renewal.
  package let renewalNoticeDays: Int?
  /// How many months before the end of a term notice stops its renewal; instead of
  /// `renewalNoticeDays`.
  package let renewalNoticeMonths: Int?
  /// The exit terms in words.
  package let words: String?

  /// Exit terms as their source tells them; nothing is checked here.
  package init(
    noticeDays: Int? = nil, noticeMonths: Int? = nil, noticeBy: NoticeParty? = nil,
    noticeTo: NoticeTo? = nil, lockInMonths: Int? = nil, lockInUntil: Day? = nil,
    terminationFee: Money? = nil, lateExitDays: Int? = nil, renewalNoticeDays: Int? = nil,
    renewalNoticeMonths: Int? = nil, words: String? = nil
  ) {
    self.noticeDays = noticeDays
    self.noticeMonths = noticeMonths
    self.noticeBy = noticeBy
    self.noticeTo = noticeTo
    self.lockInMonths = lockInMonths
    self.lockInUntil = lockInUntil
    self.terminationFee = terminationFee
    self.lateExitDays = lateExitDays
    self.renewalNoticeDays = renewalNoticeDays
    self.renewalNoticeMonths = renewalNoticeMonths
    self.words = words
  }
}

/// Who may give notice.
package enum NoticeParty: String, CaseIterable, Sendable {
  case either, buyer, provider
}

/// The days on which a notice may take effect: the first of them on or after the end of the notice
/// period is the exit.
package enum NoticeTo: String, CaseIterable, Sendable {
  case anyDay = "any_day"
  case monthEnd = "month_end"
  case quarterEnd = "quarter_end"
  case yearEnd = "year_end"
}

/// Where a contract stands.
package enum ContractStatus: String, CaseIterable, Sendable {
  /// Told by others; no party has confirmed it.
  case reported
  /// Told by a party, and perhaps not yet binding.
  case announced
  case signed, active
  /// Ended with its term.
  case expired
  /// Ended before its term.
  case terminated
  /// Replaced by another contract.
  case superseded
}
