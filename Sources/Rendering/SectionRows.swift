/// The rows of a table, each laid out when it is asked for.
///
/// A renderer goes through them once or twice and keeps none, so that the cells of a long table are
/// never all there at a time.
package typealias SectionRows = OnDemand<[Cell]>

/// A collection of which no element is kept: each is made when it is asked for.
package struct OnDemand<Element>: RandomAccessCollection, Sendable {
  /// How many there are.
  package let count: Int
  private let element: @Sendable (Int) -> Element

  /// `count` elements, of which `element` makes one, the same each time.
  package init(count: Int, element: @escaping @Sendable (Int) -> Element) {
    self.count = count
    self.element = element
  }

  /// Elements that are there already.
  package init(_ elements: [Element]) where Element: Sendable {
    self.init(count: elements.count) { elements[$0] }
  }

  /// The place of the first element.
  package var startIndex: Int { 0 }
  /// The place after the last element.
  package var endIndex: Int { count }
  /// The element of a place.
  package subscript(index: Int) -> Element { element(index) }

  /// The elements of one collection, then those of another.
  package func followed(by other: OnDemand) -> OnDemand {
    let (first, own, others) = (count, element, other.element)
    return OnDemand(count: first + other.count) { $0 < first ? own($0) : others($0 - first) }
  }

  /// The elements in another order: `places` says which comes where.
  package func ordered(by places: [Int]) -> OnDemand {
    OnDemand(count: places.count) { [element] in element(places[$0]) }
  }

  /// What `change` makes of each element.
  package func mapped<Other>(
    _ change: @escaping @Sendable (Element) -> Other
  ) -> OnDemand<Other> {
    OnDemand<Other>(count: count) { [element] in change(element($0)) }
  }
}
