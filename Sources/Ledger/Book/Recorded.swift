/// A fact read back from the book: the record as it was imported, its identity, and the row behind
/// it.
@dynamicMemberLookup
package struct Recorded<Fact: Hashable & Sendable>: Hashable, Sendable {
  /// The record.
  @usableFromInline package let fact: Fact
  /// Its identity across revisions; the id of the row if no other record refers to it.
  package let identity: Int64
  /// Its row.
  package let evidence: Evidence

  /// A property of the record. Inlined, since a key path is otherwise made for each access.
  @inlinable package subscript<Value>(dynamicMember property: KeyPath<Fact, Value>) -> Value {
    fact[keyPath: property]
  }
}
