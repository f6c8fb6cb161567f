import Foundation
import TestTools
import Testing

/// THIRD-PARTY has every package, in the version that is built.
struct ThirdPartyTests {
  /// A version of a package.
  private struct Version: Hashable {
    let package, number: String
  }

  private static func text(_ file: String) throws -> String {
    try String(contentsOf: Repository.root.appending(path: file), encoding: .utf8)
  }

  /// The rows of the table of packages.
  private static func listed() throws -> [Version] {
    try text("THIRD-PARTY.md").matches(of: /\n\| \[([\w-]+)\]\([^)]*\) \| ([\d.]+) \|/)
      .map { Version(package: String($0.1), number: String($0.2)) }
  }

  /// What the manifest asks for; a package without an exact version is not among them.
  private static func required() throws -> [Version] {
    try text("Package.swift").matches(of: /\.package\(url: ".*\/([\w-]+)", exact: "([\d.]+)"\)/)
      .map { Version(package: String($0.1), number: String($0.2)) }
  }

  /// What was resolved, with packages that others bring.
  private static func resolved() throws -> [Version] {
    try text("Package.resolved")
      .matches(of: /"location" : ".*\/([\w-]+)(?:\.git)?",[^}]*"version" : "([\d.]+)"/)
      .map { Version(package: String($0.1), number: String($0.2)) }
  }

  @Test func listsEveryPackageOfTheManifest() throws {
    let required = try ThirdPartyTests.required()
    let count = try ThirdPartyTests.text("Package.swift").matches(of: /\.package\(url:/).count
    #expect(required.count == count, "a package has no exact version")
    #expect(try Set(required).subtracting(ThirdPartyTests.listed()).isEmpty)
  }

  @Test func listsEveryResolvedPackageAndNoOther() throws {
    #expect(try Set(ThirdPartyTests.listed()) == Set(ThirdPartyTests.resolved()))
  }
}
