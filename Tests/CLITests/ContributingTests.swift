import Foundation
import TestTools
import Testing

/// What CONTRIBUTING says in code font is there: paths, files, rooms, types and test suites.
struct ContributingTests {
  /// Types of the standard library.
  private static let standardTypes = ["Int64", "Int128", "Double"]

  /// The texts in code font, outside of code blocks.
  private static func code() throws -> [String] {
    let file = Repository.root.appending(path: "CONTRIBUTING.md")
    let prose = try String(contentsOf: file, encoding: .utf8)
      .split(separator: "```").enumerated().filter { $0.offset.isMultiple(of: 2) }
      .map(\.element).joined()
    let parts = prose.replacing("\n", with: " ").components(separatedBy: "`").enumerated()
    return Set(parts.filter { !$0.offset.isMultiple(of: 2) }.map(\.element)).sorted()
  }

  /// A path stands for itself, or begins with a room; the `.swift` of a source may be left out.
  @Test(arguments: try code().filter { $0.wholeMatch(of: /[\w.+-]+\/[\w.+\/-]*/) != nil })
  func namesPathsThatExist(path: String) {
    let places = [path, "Sources/\(path)", "Sources/\(path).swift"]
    #expect(
      places.contains {
        FileManager.default.fileExists(atPath: Repository.root.appending(path: $0).path())
      })
  }

  /// A file without its folder; `…` stands for the rest of its name.
  @Test(arguments: try code().filter { $0.wholeMatch(of: /[\w+…-]+\.(swift|md|sql)/) != nil })
  func namesFilesThatExist(file: String) throws {
    let name = file.replacing("…", with: "*")
    let find = "find Sources Tests migrations *.md -name '\(name)'"
    #expect(try !Shell.run(find, in: Repository.root).output.isEmpty)
  }

  /// A type, also as `Type.member`, or a room.
  @Test(
    arguments: try code().filter {
      $0.wholeMatch(of: /[A-Z]\w*[a-z]\w*(\.\w+)*/) != nil
        && $0.wholeMatch(of: /.+\.(md|swift)/) == nil && !standardTypes.contains($0)
    })
  func namesTypesThatExist(name: String) throws {
    for part in name.split(separator: ".") {
      let search = """
        test -d \(part) || test -d Sources/\(part) || test -d Tests/\(part) ||
          grep -rwE '(struct|class|enum|protocol|func|var|let) \(part)' Sources Tests
        """
      #expect(try Shell.run(search, in: Repository.root).status == 0, "\(part)")
    }
  }

  /// What `swift test --filter` is to run.
  @Test(arguments: try code().compactMap { $0.firstMatch(of: /--filter '?(\w+)/)?.1 })
  func namesTestsThatExist(suite: Substring) throws {
    let search = "grep -rw 'struct \(suite)' Tests"
    #expect(try Shell.run(search, in: Repository.root).status == 0)
  }
}
