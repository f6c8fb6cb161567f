import Files

/// A failure after a change was committed, which is to say so.
struct StoredError: Error {
  /// What failed.
  let cause: any Error
  /// What is stored all the same, and what can be done.
  let stored: String

  init(_ cause: any Error, _ stored: String) {
    self.cause = cause
    self.stored = stored
  }

  /// Runs `print` after a change, and where it cannot write, says what is `stored` all the same.
  static func saying(_ stored: String?, _ print: () throws -> Void) throws {
    do {
      try print()
    } catch let error as FileError {
      guard let stored else { throw error }
      throw StoredError(error, stored)
    }
  }
}
