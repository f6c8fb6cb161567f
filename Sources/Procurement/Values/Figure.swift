/// A figure, or why there is none (METRICS, rules 3 and 4): undefined is not zero, missing is not
/// zero.
package enum Figure<Value: Hashable & Sendable>: Hashable, Sendable {
  /// The figure.
  case known(Value)
  /// Why there is none.
  case unavailable(Unavailable)

  /// A figure that is not available, with the words for people.
  package static func unavailable(_ code: Unavailable.Code, _ words: String) -> Figure {
    .unavailable(Unavailable(code, words))
  }

  /// The figure; `nil` if there is none.
  package var value: Value? { if case .known(let value) = self { value } else { nil } }

  /// Why there is none; `nil` if there is one.
  package var unavailable: Unavailable? {
    if case .unavailable(let reason) = self { reason } else { nil }
  }

  /// Whether a total of what is known counts it: it is known, or too large to be held, as the total then is.
  package var countsInTotal: Bool { value != nil || unavailable?.code == .tooLarge }

  /// Why there is none, in words; `nil` if there is one.
  package var reason: String? { unavailable?.words }

  /// Transforms the value.
  package func map<Other>(_ change: (Value) throws -> Other) rethrows -> Figure<Other> {
    switch self {
    case .known(let value): .known(try change(value))
    case .unavailable(let reason): .unavailable(reason)
    }
  }

  /// Transforms the value with a closure that may itself yield none.
  package func flatMap<Other>(
    _ change: (Value) throws -> Figure<Other>
  ) rethrows -> Figure<Other> {
    switch self {
    case .known(let value): try change(value)
    case .unavailable(let reason): .unavailable(reason)
    }
  }
}

extension Figure {
  /// What `work` comes to, or that it is too large: so that what cannot be held is told of this figure
  /// alone, and everything else is printed (METRICS.md, ruling 15).
  /// - Throws: what `work` throws, other than `MoneyError`.
  package static func held(_ work: () throws -> Figure) throws -> Figure {
    do {
      return try work()
    } catch let error as MoneyError {
      return .unavailable(Unavailable(error))
    }
  }

  /// What some reckoning comes to, which may itself yield none; or that it is too large.
  package static func held(
    _ work: @autoclosure () throws(MoneyError) -> Figure
  ) -> Figure {
    do throws(MoneyError) {
      return try work()
    } catch {
      return .unavailable(Unavailable(error))
    }
  }

  /// What some reckoning comes to, or that it is too large.
  package static func held(
    _ work: @autoclosure () throws(MoneyError) -> Value
  ) -> Figure {
    do throws(MoneyError) {
      return .known(try work())
    } catch {
      return .unavailable(Unavailable(error))
    }
  }
}

extension Unavailable {
  /// Why an amount could not be reckoned.
  package init(_ error: MoneyError) {
    switch error {
    case .tooLarge: self.init(.tooLarge, "too large")
    case .currenciesDiffer: self.init(.currenciesDiffer, "currencies differ")
    }
  }
}

/// Why a figure is not available: a code for programs, words for people, and what it is about.
package struct Unavailable: Hashable, Sendable {
  /// The kind of reason; decisions are taken on it, never on the words.
  package let code: Code
  /// For people: `fee of 2026-11 not disclosed`.
  package let words: String

  /// A reason of a kind, in words.
  package init(_ code: Code, _ words: String) {
    self.code = code
    self.words = words
  }

  /// The kinds of reason. The list is closed and documented (docs/json.md): programs may rely on it.
  package enum Code: String, CaseIterable, Sendable {
    /// No record says it, of a contract of our own.
    case notRecorded = "not_recorded"
    /// It exists, and its source does not say how much it is.
    case notDisclosed = "not_disclosed"
    /// Nothing has been billed for it.
    case notBilled = "not_billed"
    /// No delivery is on record.
    case noDeliveryRecorded = "no_delivery_recorded"
    /// The contract has usage, and no fee.
    case usageBased = "usage_based"
    /// Amounts of several currencies are never added or divided.
    case currenciesDiffer = "currencies_differ"
    /// Accelerators or megawatts of different kinds are never added.
    case measuresDiffer = "measures_differ"
    /// The exact figure does not fit.
    case tooLarge = "too_large"
    /// The denominator is zero.
    case zero
    /// The denominator is negative.
    case negative
    /// Only a part of what it needs is on record.
    case partial
    /// The day that it depends on has not come.
    case notYet = "not_yet"
    /// The day until which it was defined has passed.
    case over
    /// There is nothing that it could be of.
    case notApplicable = "not_applicable"
    /// A term of the contract rules it out.
    case ruledOut = "ruled_out"
  }
}
