import Files
import Foundation
import Testing

struct FileReaderTests {
  /// All that `reader` gives, in reads of at most `size` bytes.
  private func contents(_ reader: consuming FileReader, size: Int = 7) throws -> String {
    var buffer = [UInt8](repeating: 0, count: size)
    var all: [UInt8] = []
    while case let count = try reader.read(into: &buffer), count > 0 { all += buffer[..<count] }
    #expect(try reader.read(into: &buffer) == 0, "the end stays the end")
    return String(decoding: all, as: UTF8.self)
  }

  @Test(arguments: ["", "a", "a,b\nc,d\n", String(repeating: "0123456789", count: 20_000)])
  func readsAFileToItsEnd(text: String) throws {
    let folder = try TemporaryFolder()
    let reader = try FileReader(folder.add("a.csv", text))
    #expect(reader.size == text.utf8.count)
    #expect(reader.name == folder.path("a.csv"))
    #expect(try contents(reader, size: text.count > 100 ? 65_536 : 3) == text)
  }

  @Test func readsThroughASymbolicLink() throws {
    let folder = try TemporaryFolder()
    _ = try folder.add("real.csv", "a,b\n")
    #expect(try contents(FileReader(folder.addLink("in.csv", to: "real.csv"))) == "a,b\n")
  }

  @Test(arguments: ["with blank.csv", "-rf.csv", "%s%n.csv", "line\nbreak.csv", "é中😀.csv"])
  func readsAFileOfAnyName(name: String) throws {
    let folder = try TemporaryFolder()
    #expect(try contents(FileReader(folder.add(name, "a"))) == "a")
  }

  @Test func readsAFIFOWhoseSizeIsNotKnown() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("fifo")
    try Process.run(URL(filePath: "/usr/bin/mkfifo"), arguments: [path]).waitUntilExit()
    let writer = Thread { try? Data("a,b\n".utf8).write(to: URL(filePath: path)) }
    writer.start()
    let reader = try FileReader(path)
    #expect(reader.size == nil)
    #expect(try contents(reader) == "a,b\n")
  }

  @Test func readsADevice() throws {
    let reader = try FileReader("/dev/null")
    #expect(reader.size == nil)
    #expect(try contents(reader) == "")
  }

  @Test func namesStandardInput() throws {
    #expect(try FileReader("-").name == "standard input")
  }

  @Test func refusesAMissingFile() throws {
    let folder = try TemporaryFolder()
    let error = try #require(throws: FileError.self) { _ = try FileReader(folder.path("none.csv")) }
    #expect(error.isMissing)
    #expect("\(error)" == "\(folder.path("none.csv")): no such file")
  }

  @Test func refusesADirectory() throws {
    let folder = try TemporaryFolder()
    let error = try #require(throws: FileError.self) { _ = try FileReader(folder.url.path) }
    #expect("\(error)" == "\(folder.url.path): is a directory, not a file")
  }

  @Test func refusesALinkThatLeadsToItself() throws {
    let folder = try TemporaryFolder()
    let path = try folder.addLink("loop.csv", to: "loop.csv")
    let error = try #require(throws: FileError.self) { _ = try FileReader(path) }
    #expect("\(error)" == "\(path): too many symbolic links")
  }

  @Test(.enabled(if: geteuid() != 0, "root may read everything"))
  func refusesAFileWithoutPermission() throws {
    let folder = try TemporaryFolder()
    let path = try folder.add("secret.csv", "a", permissions: 0)
    let error = try #require(throws: FileError.self) { _ = try FileReader(path) }
    #expect(error.isPermission)
  }

  @Test func closesTheFileWhenItGoesOutOfUse() throws {
    let folder = try TemporaryFolder()
    let path = try folder.add("a.csv", "a")
    for _ in 0..<5_000 { _ = try FileReader(path) }
  }
}
