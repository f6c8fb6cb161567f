import Procurement
import Rendering

/// What options are called by those who know other programs, or other commands of this one.
enum OptionSynonyms {
  private static let options: [String: [String]] = [
    "in": ["month", "within"], "month": ["in"], "period": ["in"], "within": ["in"],
    "years": ["in"], "year": ["in"], "since": ["from"], "begin": ["from"], "start": ["from"],
    "until": ["to"], "end": ["to"], "date": ["as-of"], "day": ["as-of"],
    "vendor": ["provider"], "supplier": ["provider"], "seller": ["provider"],
    "customer": ["buyer"], "client": ["buyer"], "group-by": ["by"], "limit": ["top"],
    "out": ["output"], "file": ["output"], "database": ["db"], "details": ["explain"],
    "verbose": ["explain"], "all": ["wide"],
  ]

  /// How the options of a command are written that somebody may have meant by a name without its hyphens.
  static func meant(by name: String, among names: [String]) -> [String] {
    if ReportFormat(rawValue: name) != nil, names.contains("format") { return ["--format \(name)"] }
    let known = (options[name] ?? []).filter { names.contains($0) }
    return (known.isEmpty ? NearestNames.find(name, among: names) : known).map { "--\($0)" }
  }
}
