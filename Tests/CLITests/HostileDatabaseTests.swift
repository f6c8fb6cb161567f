import Foundation
import TestTools
import Testing

/// A database file is untrusted input: whatever is in it, the program ends with an exit code that the
/// manual lists and a message, and never by a signal or not at all.
///
/// `OFFTAKE_MUTATIONS` says how many files are tried; without it few are, the same every time.
/// `OFFTAKE_DAMAGE` is the number of the one damaged file to try again.
@Suite(.enabled(if: Shell.hasSQLite, "the sqlite3 shell is not here"))
struct HostileDatabaseTests {
  private static let count =
    ProcessInfo.processInfo.environment["OFFTAKE_MUTATIONS"].flatMap { Int($0) } ?? 24
  private static let only =
    ProcessInfo.processInfo.environment["OFFTAKE_DAMAGE"].flatMap { Int($0) }
  private static let sound = Result { try HostileDatabase() }

  @Test func hasPagesOfEveryKind() throws {
    let sound = try Self.sound.get()
    #expect(Set(sound.pages.keys) == Set(PageKind.allCases))
    #expect(sound.log.count > PageKind.size)
    #expect(try sound.faults(database: sound.database) == [])
    #expect(try sound.faults(database: sound.database, log: sound.log) == [])
  }

  @Test(arguments: 0..<4)
  func outlivesDamage(shard: Int) throws {
    let sound = try Self.sound.get()
    for number in stride(from: shard, to: Self.count, by: 4) {
      guard Self.only == nil || Self.only == number else { continue }
      var random = SplitMix64(seed: UInt64(number))
      let (database, log) = HostileMutations.damaged(sound, &random)
      let faults = try sound.faults(database: database, log: log)
      #expect(faults == [], "damage \(number)")
    }
  }

  @Test(arguments: HostileMutations.schemas)
  func outlivesASchemaThatLies(sql: String) throws {
    let sound = try Self.sound.get()
    let faults = try sound.faults(database: sound.database, then: sql)
    #expect(faults == [])
  }

  @Test(arguments: 0..<4)
  func outlivesRowsThatContradictThemselves(shard: Int) throws {
    let sound = try Self.sound.get()
    var random = SplitMix64(seed: 8)
    let picked = HostileMutations.contradictions.shuffled(using: &random).prefix(Self.count)
    for number in stride(from: shard, to: picked.count, by: 4) {
      let faults = try sound.faults(database: sound.database, then: picked[number])
      #expect(faults == [], "\(picked[number])")
    }
  }

  @Test(arguments: 0..<4)
  func outlivesValuesThatLie(shard: Int) throws {
    let sound = try Self.sound.get()
    let lies = try HostileMutations.lies(in: sound)
    var random = SplitMix64(seed: 7)
    let picked = lies.shuffled(using: &random).prefix(Self.count)
    for number in stride(from: shard, to: picked.count, by: 4) {
      let faults = try sound.faults(database: sound.database, then: picked[number])
      #expect(faults == [], "\(picked[number])")
    }
  }
}
