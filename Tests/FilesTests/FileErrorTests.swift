import Files
import Foundation
import Testing

struct FileErrorTests {
  @Test(
    arguments: [
      (.open, ENOENT, "a.csv: no such file"),
      (.write, ENOENT, "a.csv: no such folder"),
      (.open, ENOTDIR, "a.csv: a part of the path is a file, not a folder"),
      (.open, EISDIR, "a.csv: is a directory, not a file"),
      (.read, EACCES, "a.csv: permission denied"),
      (.open, ELOOP, "a.csv: too many symbolic links"),
      (.open, ENAMETOOLONG, "a.csv: cannot be opened: file name too long"),
      (.read, EIO, "a.csv: cannot be read: input/output error"),
      (.write, ENOSPC, "a.csv: cannot be written: no space left on device"),
      (.write, EBADF, "a.csv: cannot be written: bad file descriptor"),
    ] as [(FileError.Action, Int32, String)])
  func isSaidForAPerson(action: FileError.Action, code: Int32, text: String) {
    #expect("\(FileError(path: "a.csv", action: action, code: code))" == text)
  }

  @Test func sortsErrorNumbersForACaller() {
    func error(_ code: Int32) -> FileError { FileError(path: "a", action: .open, code: code) }
    #expect(error(ENOENT).isMissing && !error(EACCES).isMissing)
    #expect(error(EACCES).isPermission && error(EPERM).isPermission && !error(EIO).isPermission)
  }
}
