/// What `offtake` alone prints: what it is, and where to begin.
enum Welcome {
  static let lines =
    [
      "Offtake \(Offtake.version): the system of record for buying AI compute.",
      "Contracts, deliveries, invoices and payments in one SQLite file.",
      "",
    ] + commands.map(line) + [
      "",
      "All commands: offtake --help. One command: offtake help report spend.",
      "Topics: offtake help \(HelpTopic.allCases.map(\.rawValue).joined(separator: "|"))",
    ]

  /// The commands to begin with, and what each does.
  private static let commands = [
    ("offtake init", "create the database"),
    ("offtake import KIND FILE", "import a CSV file of contracts, invoices and so on"),
    ("offtake report spend", "what was spent, by provider or otherwise"),
    ("offtake report ratio", "spend over revenue"),
    ("offtake agenda", "deadlines: notice, renewals, payments, claims"),
    ("offtake show NAME", "one provider, contract or invoice"),
  ]

  private static func line(_ command: String, _ purpose: String) -> String {
    "  " + command + String(repeating: " ", count: max(1, 26 - command.count)) + purpose
  }
}
