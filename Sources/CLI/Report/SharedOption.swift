import ArgumentParser

/// What several commands are asked in the same words.
enum SharedOption: String, CaseIterable {
  case period, scope, currency, basis, tax
  case asOf = "as of"
  case knownAt = "known at"
  case format, explain

  /// The options, without hyphens.
  private var names: [String] {
    switch self {
    case .period: ["in", "from", "to", "fiscal-year-start"]
    case .scope: ["buyer", "provider", "contract"]
    case .currency: ["currency", "rate"]
    case .basis: ["basis"]
    case .tax: ["tax"]
    case .asOf: ["as-of"]
    case .knownAt: ["known-at"]
    case .format: ["format"]
    case .explain: ["explain"]
    }
  }

  /// The ones among its options that a command takes, as it declares them.
  func words(in command: any ParsableCommand.Type) -> String {
    let declared = Set(
      Offtake.helpMessage(for: command, columns: 1000).split(separator: "\n").compactMap { line in
        line.split(separator: " ").prefix(2).first { $0.hasPrefix("--") }.map(String.init)
      })
    return names.filter { declared.contains("--\($0)") }.map { "`--\($0)`" }
      .joined(separator: ", ")
  }
}
