internal import Agenda
internal import Audit
internal import Procurement
internal import Queries
internal import Rendering

// MARK: What must be decided by when?

extension BriefWriter {
  var decisionCard: PageCard {
    let overdue = overdueCount
    return PageCard(
      chapter: "decisions", label: "Next date", figure: next.map { "\($0.day)" } ?? "none",
      detail: overdue == 0
        ? "nothing is overdue" : overdue.of("item is overdue", "items are overdue"),
      tone: overdue == 0 ? nil : "alarm")
  }

  var decisions: PageChapter {
    get throws {
      PageChapter(
        id: "decisions", name: "Decisions", question: "What must be decided by when?",
        answer: decisionAnswer,
        tables: try tables(
          Sheet(
            id: "agenda",
            title: "Agenda of the next \(BriefQuestion.horizonDays) days, and what is late",
            report: reports.agendaReport,
            explanation: { [items = reports.agenda.items] in items[$0].explanation }, first: 15,
            command: question.command("agenda --within \(BriefQuestion.horizonDays)d"))))
    }
  }

  /// A line for each contract and kind of item, with the first of its days.
  func lines(_ items: [AgendaItem], _ since: String, _ tone: String) -> [PageLine] {
    Dictionary(grouping: items) { [$0.provider, $0.contract ?? "", $0.kind.rawValue] }.values
      .sorted { ($0[0].day, $0[0].id) < ($1[0].day, $1[0].id) }.map { items in
        PageLine(
          text: EscapedText.text(items[0].contract ?? items[0].provider),
          detail: "\(items.count.of(items[0].kind.words)), \(since) \(items[0].day)",
          href: "decisions", tone: tone)
      }
  }

  private var overdueCount: Int {
    reports.agendaReport.table()?.count(of: "overdue", in: "state") ?? 0
  }

  private var next: AgendaItem? { reports.agenda.items.first { $0.day >= question.asOf } }

  private var decisionAnswer: String {
    let open = reports.agendaReport.table()?.count(of: "open", in: "state") ?? 0
    let ahead = reports.agenda.items.count { $0.day >= question.asOf }
    let first = next.map { item in
      let amount = item.amount.map { ", \(disclosure.words($0))" } ?? ""
      return "\(item.day) is the next date: \(item.kind.words)\(amount), "
        + EscapedText.text(item.contract ?? item.provider)
    }
    return [
      first ?? "Nothing is due in the next \(BriefQuestion.horizonDays) days",
      "\(ahead.of("date")) up to \(question.horizon)", "\(overdueCount) overdue",
      "\(open) open past their day",
    ].joined(separator: "; ") + "."
  }
}

extension AgendaItem.Kind {
  /// The word with blanks.
  var words: String { rawValue.replacing("_", with: " ") }
}
