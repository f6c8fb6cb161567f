import Foundation
import TestTools
import Testing
import offtake

/// Every report fits into 80 columns, and into the terminal that it is printed on.
struct TableWidthTests: ~Copyable {
  private let book: SampleBook

  init() throws { book = try SampleBook() }

  deinit { book.remove() }

  /// What is asked of a report, besides its explanation; of one that is not named, nothing more.
  private static let arguments = [
    "offtake report spend": ["", "--by provider,month", "--by month --share --change --cumulate"],
    "offtake report ratio": [
      "--buyer anthropic --change", "--annualised --of provider --provider spacex",
      "--of wallet --buyer anthropic",
    ],
    "offtake report exposure": ["", "--convention both", "--by month"],
    "offtake report obligations": ["", "--by provider", "--by currency"],
    "offtake report capacity": ["", "--by site", "--by accelerator", "--by month"],
    "offtake report diff": ["spend --known-at 7", "exposure --known-at 4"],
    "offtake agenda": ["--within 5y"], "offtake compare": ["spacex", "spacex coreweave"],
    "offtake history": ["spacex", "coreweave"],
    "offtake show provider": ["spacex"], "offtake show contract": ["anthropic-spacex-colossus"],
    "offtake show invoice": ["SYN-ANTHROPIC-2026-09"], "offtake imports show": ["2", "8"],
    "offtake template": ["contracts --describe"],
    "offtake list": [
      "providers", "contracts", "fees", "events", "capacity", "deliveries", "revenue", "invoices",
      "commitments", "imports",
    ],
  ]

  /// An import prints no table.
  private static var commandLines: [String] {
    ReportGuide.reportCommands.filter { $0 != "offtake import" }.flatMap { command in
      (arguments[command] ?? [""]).map { "\(command) \($0)" }
    }
  }

  private func lines(_ command: String) throws -> [Substring] {
    let run = try book.run(command)
    #expect([0, 1].contains(run.status), "\(command): \(run.output.prefix(300))")
    return run.output.split(separator: "\n")
  }

  @Test func noLineIsWiderThan80Columns() throws {
    for command in TableWidthTests.commandLines {
      let tooWide = try lines(command).filter(\.isTooWide)
      #expect(tooWide.isEmpty, "\(command): \(tooWide)")
    }
  }

  @Test func noLineOfAnExplanationIsWiderThan80Columns() throws {
    for command in TableWidthTests.commandLines {
      let explained = try book.run("\(command) --explain")
      guard explained.status != 64 else { continue }
      let tooWide = explained.output.split(separator: "\n").filter(\.isTooWide)
      #expect(tooWide.isEmpty, "\(command): \(tooWide)")
    }
  }

  /// What the guides know of minimums, credits, prices, budgets and payments.
  @Test(arguments: ["close", "take-or-pay", "audit", "currencies"])
  func noLineOfAGuidesBookIsWider(guide: String) throws {
    let order = [
      "providers", "contracts", "fees", "commitments", "capacity", "deliveries", "prices", "sla",
      "outages", "termination-fees", "invoices", "opening", "september", "payments", "fx",
    ]
    let files = order.map { name in
      let kind = ["opening", "september"].contains(name) ? "invoices" : name
      return "[ ! -f \(name).csv ] || offtake import \(kind) \(name).csv > /dev/null"
    }
    let book = "OFFTAKE_DB=$PWD/\(guide).sqlite; cd samples/\(guide)"
    _ = try self.book.run("\(book); offtake init; \(files.joined(separator: "; "))")
    for report in ReportGuide.reportCommands where report.hasPrefix("offtake report ") {
      guard TableWidthTests.arguments[report].map({ $0.contains("") }) ?? true else { continue }
      let run = try self.book.run("\(book); \(report) --explain")
      #expect(run.status == 0, "\(report): \(run.output)")
      let tooWide = run.output.split(separator: "\n").filter(\.isTooWide)
      #expect(tooWide.isEmpty, "\(report): \(tooWide)")
    }
  }

  @Test func wideShowsEveryColumnOnOneLine() throws {
    let lines = try lines("offtake report exposure --wide")
    #expect(lines.contains { $0.hasPrefix("contract ") && $0.hasSuffix("last notice on") })
    #expect(lines.contains { $0.contains("n/a (") })
  }

  @Test func columnsAreSelectedInEveryFormat() throws {
    let command = "offtake report spend --by contract --columns amount,contract"
    #expect(
      try lines("\(command) --format csv").first == "amount,amount_currency,amount_reason,contract")
    #expect(try lines(command).contains { $0.contains("amount  contract") })
    let refused = try book.run("offtake report spend --columns amout")
    #expect(refused.status == 64)
    #expect(refused.output.hasPrefix("offtake: no column \"amout\"; did you mean amount? "))
  }

  @Test(arguments: ["csv", "json"])
  func aUnitIsForTables(format: String) throws {
    let run = try book.run("offtake report spend --unit million --format \(format)")
    #expect(run.status == 64)
    #expect(run.output.contains("--unit rounds amounts, for tables and charts alone"))
  }
}

extension Substring {
  /// A digest is not divided.
  fileprivate var isTooWide: Bool { count > 80 && !contains(/[0-9a-f]{64}$/) }
}
