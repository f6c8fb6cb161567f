/// Exit codes, besides 0 for done.
enum ExitStatus {
  static let findings: Int32 = 1
  static let usage: Int32 = 64
  static let badData: Int32 = 65
  static let inputMissing: Int32 = 66
  static let software: Int32 = 70
  static let cannotCreate: Int32 = 73
  static let inputOutput: Int32 = 74
  static let busy: Int32 = 75
  static let permission: Int32 = 77
  static let configuration: Int32 = 78

  /// Every code with its meaning, for the help.
  static let meanings: [(code: Int32, meaning: String)] = [
    (0, "done"),
    (findings, "done, with findings: audit, agenda, check, or rows that --keep-good rejected"),
    (usage, "usage: an option, a value or a name that is not known"),
    (badData, "bad data, or an undo that was refused; nothing was changed"),
    (inputMissing, "an input file or the database is missing"),
    (software, "an internal error"),
    (cannotCreate, "a file cannot be written"),
    (inputOutput, "a file cannot be read, or the disk failed"),
    (busy, "the database is in use; try again, or raise --wait"),
    (permission, "permission denied"),
    (configuration, "not an Offtake database, another schema, or a bad configuration file"),
    (Interruption.exitCode, "interrupted; nothing was changed"),
  ]
}
