internal import Ledger
internal import Procurement
internal import Queries
internal import Rendering

// MARK: Did the capacity arrive, and what did it cost?

extension BriefWriter {
  var capacityCard: PageCard {
    let late = slips("late") + slips("open")
    return PageCard(
      chapter: "capacity", label: "Late capacity",
      figure: late == 0 ? "none" : late.of("tranche"),
      detail: "of \(tranches.of("tranche")); \(slips("on time")) on time",
      tone: late == 0 ? nil : "caution")
  }

  var capacity: PageChapter {
    get throws {
      let promised = reports.tranches.filter { $0.promise != nil }
      let groups = CapacityGroup.all(reports.tranches, by: .tranche)
      return PageChapter(
        id: "capacity", name: "Capacity",
        question: "Did the capacity arrive, and what did it cost?",
        answer: capacityAnswer, charts: charts(reports.capacity),
        tables: try tables(
          Sheet(
            id: "slip", title: "Days from due to delivered", report: reports.capacity,
            section: "slip", leading: "state", ranks: ["open", "late", "on time"],
            explanation: { promised[$0].explanation }, command: question.command("report capacity")
          ),
          Sheet(
            id: "tranches", title: "Promised and delivered", report: reports.capacity,
            explanation: { groups[$0].tranches.first?.explanation },
            command: question.command("report capacity"), hasNotes: false),
          Sheet(
            id: "cost", title: "Cost of capacity", report: reports.capacity, section: "cost",
            leading: "cost", explanation: { [costs = reports.costs] in costs[$0].explanation },
            command: question.command("report capacity"), hasNotes: false)))
    }
  }

  private var tranches: Int { reports.capacity.table("slip")?.rows.count ?? 0 }

  private func slips(_ state: String) -> Int {
    reports.capacity.table("slip")?.count(of: state, in: "state") ?? 0
  }

  private var capacityAnswer: String {
    guard tranches > 0 else { return "No capacity is promised." }
    let (open, late, inTime) = (slips("open"), slips("late"), slips("on time"))
    let unknown = tranches - open - late - inTime
    return
      "\(open.of("tranche is", "tranches are")) due and not fully delivered; \(late) arrived late, \(inTime) on time"
      + (unknown == 0 ? "." : "; of \(unknown) there is nothing to compare yet.")
  }
}
