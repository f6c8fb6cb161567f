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
}
