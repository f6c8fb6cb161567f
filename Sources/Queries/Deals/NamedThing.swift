package import Ledger
package import Procurement
internal import Store

/// Something that a name means: a provider or buyer, a contract, an invoice.
package enum NamedThing: Hashable, Sendable {
  /// An organization, by its slug.
  case organization(String)
  /// A contract.
  case contract(FoundContract)
  /// An invoice.
  case invoice(FoundInvoice)

  /// Everything of that name: organizations, contracts and invoices, in this order.
  package static func all(_ name: String, in book: Book) throws -> [NamedThing] {
    try organizations(name, book) + contracts(name, book)
      + InvoiceDetails.named(name, in: book).map { .invoice($0) }
  }

  /// Up to three names near one that nothing has.
  package static func nearest(to name: String, in book: Book) throws -> [String] {
    let near =
      book.names.contracts.nearest(to: name) + book.names.organizations.nearest(to: name)
      + (try InvoiceDetails.nearest(to: name, in: book))
    return NearestNames.find(name, among: near)
  }

  private static func organizations(_ name: String, _ book: Book) -> [NamedThing] {
    let directory = book.names.organizations
    return switch directory.find(name) {
    case .one(let id): [.organization(directory.slug(of: id))]
    case .several(let slugs): slugs.map { .organization($0) }
    case .none: []
    }
  }

  private static func contracts(_ name: String, _ book: Book) -> [NamedThing] {
    let entries: [ContractEntry] =
      switch book.names.contracts.find(name) {
      case .one(let entry): [entry]
      case .several(let entries): entries
      case .none: []
      }
    return entries.map { entry in
      .contract(
        FoundContract(
          id: entry.id, reference: entry.reference,
          providerSlug: book.names.organizations.slug(of: entry.provider)))
    }
  }
}

/// A contract that a name means.
package struct FoundContract: Hashable, Sendable {
  /// Its identity.
  package let id: ContractID
  /// Its reference.
  package let reference: String
  /// The slug of its provider.
  package let providerSlug: String
}

/// An invoice that a name means.
package struct FoundInvoice: Hashable, Sendable {
  /// Its number.
  package let number: String
  /// The slugs of who billed and who is billed.
  package let provider, buyer: String
  /// Its date.
  package let issuedOn: PartialDate
  /// All of it.
  let booked: BookedInvoice
}
