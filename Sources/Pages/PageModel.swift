internal import Mustache

// What the templates show: each struct has the names that its template asks for. A name that a struct has
// nothing for answers `false`, so that the template does not look for it in what surrounds the struct.

/// The whole page.
struct PageModel: MustacheParent {
  let title, subtitle, colophon: String
  let style, script, policy: String
  let cards: [PageCard]
  let attention: [PageLine]
  let attentionRest: String?
  let chapters: [PageChapter]

  func child(named name: String) -> Any? {
    switch name {
    case "title": title
    case "subtitle": subtitle
    case "colophon": colophon
    case "style": style
    case "script": script
    case "policy": policy
    case "cards": cards
    case "hasAttention": !attention.isEmpty
    case "attention": attention
    case "attentionRest": attentionRest.orFalse
    case "chapters": chapters
    default: false
    }
  }
}

/// A figure at the top of the page.
struct PageCard: MustacheParent {
  let chapter, label, figure, detail: String
  var tone: String?

  func child(named name: String) -> Any? {
    switch name {
    case "href": chapter
    case "label": label
    case "figure": figure
    case "detail": detail
    case "tone": tone.orFalse
    default: false
    }
  }
}

/// A line of a list that leads elsewhere on the page.
struct PageLine: MustacheParent {
  let text, detail: String
  let href: String
  let tone: String?

  func child(named name: String) -> Any? {
    switch name {
    case "text": text
    case "detail": detail
    case "href": href
    case "tone": tone.orFalse
    default: false
    }
  }
}

/// A question of the reader's with its answer, and the tables that the answer comes from.
struct PageChapter: MustacheParent {
  let id, name, question, answer: String
  var charts: [PageChart] = []
  var tables: [PageTable] = []
  var parts: [PagePart] = []
  var rest: String?

  func child(named name: String) -> Any? {
    switch name {
    case "id": id
    case "short": self.name
    case "question": question
    case "answer": answer
    case "charts": charts
    case "tables": tables
    case "parts": parts
    case "rest": rest.orFalse
    default: false
    }
  }
}

/// A picture of figures.
struct PageChart: MustacheParent {
  /// An `svg` element, which has escaped what it shows.
  let svg: String
  let name: String

  func child(named name: String) -> Any? {
    switch name {
    case "svg": svg
    case "name": self.name
    default: false
    }
  }
}

/// A provider or a contract, with an address of its own.
struct PagePart: MustacheParent {
  let id, name, answer, about: String
  let tables: [PageTable]

  func child(named name: String) -> Any? {
    switch name {
    case "id": id
    case "name": self.name
    case "answer": answer
    case "about": about
    case "tables": tables
    default: false
    }
  }
}

extension Optional {
  /// What is there, or `false`.
  var orFalse: Any { map { $0 as Any } ?? false }
}
