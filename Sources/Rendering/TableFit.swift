internal import Procurement

/// Which columns of a table are shown, and how wide each is.
struct TableFit {
  /// The places of the columns that are shown.
  private(set) var places: [Int]
  /// By their order: the columns of a terminal that each takes.
  private(set) var widths: [Int] = []
  /// The places of the columns that are left out, besides those with nothing in them and that of a currency
  /// which is said above the table.
  private(set) var leftOut: [Int] = []
  /// The places of the columns that are left out because there is nothing in them.
  private(set) var empty: [Int] = []
  /// The currency of every amount, where its column is left out.
  private(set) var currency: String?
  /// Whether each row is a block of lines, a line for each column.
  private(set) var isOnItsSide = false

  /// The blanks between two columns.
  static let gap = 2
  /// A table of a given number of rows is turned on its side before a column that matters is left out.
  private static let blocks = 4

  private let columns: [ReportColumn]
  private let surveys: [ColumnSurvey]
  private let label: Int

  /// The fit of a table into a `width`; without one, every column is shown as wide as it is.
  ///
  /// `heading` is what the heading of the report says already, by the names of columns.
  init(
    _ columns: [ReportColumn], _ surveys: [ColumnSurvey], rows: Int, width: Int?,
    heading: [String: String]
  ) {
    (self.columns, self.surveys) = (columns, surveys)
    label = Footnotes.width(surveys)
    places = Array(columns.indices)
    guard let width else {
      widths = places.map { max(surveys[$0].width, headingWidth($0)) }
      return
    }
    choose(rows, width, heading)
    sayCurrency()
    if !isOnItsSide { share(width) }
  }

  // MARK: Which columns

  private mutating func choose(_ rows: Int, _ width: Int, _ heading: [String: String]) {
    let isWhole = { (fit: TableFit) in fit.sum { fit.surveys[$0].naturalWidth(fit.label) } <= width
    }
    let isReadable = { (fit: TableFit) in fit.fits(width) }
    leaveOut(places.filter { saysNothing($0, heading) }, until: isWhole)
    leaveOut(places.filter { columns[$0].importance == .detail }, until: isReadable)
    guard !fits(width) else { return }
    guard rows > TableFit.blocks else {
      (places, leftOut, empty, isOnItsSide) = (Array(columns.indices), [], [], true)
      return
    }
    leaveOut(places.filter { columns[$0].importance == .ordinary }, until: isReadable)
    isOnItsSide = !fits(width) && sum { surveys[$0].narrowestWidth(label) } > width
  }

  /// Puts a currency that all amounts have above the table, if its column is left out and amounts are not.
  private mutating func sayCurrency() {
    guard let place = leftOut.first(where: isCurrency),
      places.contains(where: { columns[$0].kind == .money })
    else { return }
    leftOut.removeAll { $0 == place }
    currency = surveys[place].common
  }

  /// Leaves columns out from the right until the others fit.
  private mutating func leaveOut(_ candidates: [Int], until isEnough: (TableFit) -> Bool) {
    for place in candidates.reversed() where places.count > 1 && !isEnough(self) {
      places.removeAll { $0 == place }
      if surveys[place].isEmpty { empty.append(place) } else { leftOut.append(place) }
    }
    leftOut.sort()
    empty.sort()
  }

  /// Whether a column has nothing in it, says in every row what the heading says, or is a currency that all
  /// amounts have.
  private func saysNothing(_ place: Int, _ heading: [String: String]) -> Bool {
    let said = heading[columns[place].name]
    return surveys[place].isEmpty || isCurrency(place)
      || said != nil && surveys[place].common == said
  }

  private func isCurrency(_ place: Int) -> Bool {
    columns[place].name == "currency" && !surveys[place].isEmpty && surveys[place].common != nil
      && columns.contains { $0.kind == .money }
  }

  private func fits(_ width: Int) -> Bool { sum { surveys[$0].leastWidth(label) } <= width }

  private func sum(_ width: (Int) -> Int) -> Int {
    places.reduce(0) { $0 + width($1) } + TableFit.gap * (places.count - 1)
  }

  // MARK: How wide

  /// Shares the width out: what does not wrap has what it needs; texts share the rest, so that the one that
  /// takes most lines takes as few as it can; what is then left goes to headings of several words, from the left.
  private mutating func share(_ width: Int) {
    let isTight = !fits(width)
    let least = places.map {
      isTight ? surveys[$0].narrowestWidth(label) : surveys[$0].leastWidth(label)
    }
    let natural = places.map { surveys[$0].naturalWidth(label) }
    var room = width - TableFit.gap * (places.count - 1) - least.reduce(0, +)
    widths = least
    while room > 0,
      let longest = widths.indices.filter({ widths[$0] < natural[$0] }).max(by: {
        natural[$0] * widths[$1] < natural[$1] * widths[$0]
      })
    {
      widths[longest] += 1
      room -= 1
    }
    for (index, place) in places.enumerated() {
      let wanted = headingWidth(place) - widths[index]
      guard wanted > 0, wanted <= room else { continue }
      widths[index] += wanted
      room -= wanted
    }
  }

  private func headingWidth(_ place: Int) -> Int {
    CharacterWidth.of(EscapedText.text(columns[place].heading))
  }
}
