internal import Procurement

/// How the dates of a file's columns are written, as all rows tell.
struct DateDecision {
  /// How the dates of one column are written.
  struct Column {
    /// One for each form that its dates have.
    fileprivate(set) var formats: [DateCandidate]
    /// The formats that its dates may as well be in; none where the rows tell.
    let rivals: [DateCandidate]
    /// Whether only another column tells the order of its days and months.
    fileprivate(set) var isFromOthers = false

    /// The formats' texts.
    var texts: [String] { formats.map(\.text).uniqued }
  }

  /// By column: its dates, where all of them can be read.
  private(set) var columns: [Int: Column] = [:]
  /// The languages of the names of months.
  private(set) var languages: [LanguageCode] = []

  /// Decides for those columns that have dates; every column of the file may tell the order of another's.
  init(_ indices: [Int], _ profiles: [ColumnProfile]) {
    let all = profiles.map { $0.isDates ? DateDecision.column($0.dates) : nil }
    for index in indices { columns[index] = all[index] }
    decideByOthers(all.compactMap(\.self), profiles)
    chooseLanguages(profiles)
  }

  private static func column(_ dates: DateProfile) -> Column {
    let rivals = dates.families.map(\.readings).filter { $0.count > 1 }.joined()
    return Column(formats: dates.families.compactMap(\.readings.first), rivals: Array(rivals))
  }

  /// A column whose order is open has that of one whose rows tell.
  private mutating func decideByOthers(_ others: [Column], _ profiles: [ColumnProfile]) {
    let told = others.filter { $0.rivals.isEmpty }.flatMap(\.formats)
    for (index, column) in columns where !column.rivals.isEmpty {
      let found = profiles[index].dates.families.map { family in
        family.readings.count == 1
          ? family.readings
          : family.readings.filter { reading in told.contains { $0.hasOrder(of: reading) } }
      }
      guard found.allSatisfy({ $0.count == 1 }) else { continue }
      columns[index] = Column(formats: found.map { $0[0] }, rivals: [], isFromOthers: true)
    }
  }

  /// As few languages as read every name of a month.
  private mutating func chooseLanguages(_ profiles: [ColumnProfile]) {
    var needs: [[LanguageCode?]] = []
    for (index, column) in columns {
      for (family, format) in zip(profiles[index].dates.families, column.formats) {
        let all = family.candidates.filter { $0.isSameOrder(as: format) && $0.hasMonthName }
        if !all.isEmpty { needs.append(all.map(\.language)) }
      }
    }
    // What plain English reads needs no language, unless another column has one.
    guard needs.contains(where: { !$0.contains(nil) }) else { return }
    for code in LanguageCode.allCases where needs.allSatisfy({ $0.contains(code) }) {
      languages = [code]
      break
    }
    if languages.isEmpty {
      languages = LanguageCode.allCases.filter { code in
        needs.contains { $0.compactMap(\.self).first == code }
      }
    }
    for (index, column) in columns {
      let families = profiles[index].dates.families
      columns[index]?.formats = zip(families, column.formats).map { family, format in
        family.candidates.first { candidate in
          candidate.isSameOrder(as: format) && candidate.language.map(languages.contains) == true
        } ?? format
      }
    }
  }
}

extension DateCandidate {
  fileprivate var hasMonthName: Bool { skeleton.contains("m") }

  /// Whether its days, months and years are in the order of another's, whatever stands between them.
  fileprivate func hasOrder(of other: DateCandidate) -> Bool {
    let (one, two) = (order, other.order)
    return one != nil && one == two
  }

  private var order: [String]? {
    guard case .pattern(let pattern) = format else { return nil }
    return pattern.parts.compactMap { part in
      switch part {
      case .day: "d"
      case .month: "M"
      case .year, .shortYear: "y"
      default: nil
      }
    }
  }
}
