import Foundation
import TestTools
import Testing

/// Shells complete what is typed, and the manual has a page for each command.
struct CompletionTests: ~Copyable {
  private let book: SampleBook

  init() throws { book = try SampleBook() }

  deinit { book.remove() }

  private static func has(_ program: String) -> Bool {
    ["/bin", "/usr/bin", "/usr/local/bin"].contains {
      FileManager.default.isExecutableFile(atPath: "\($0)/\(program)")
    }
  }

  /// What the program declares.
  private static let declared = [
    ("offtake rep", "report"), ("offtake report sp", "spend"),
    ("offtake map show google-cloud-b", "google-cloud-bigquery"),
    ("offtake import invoi", "invoices"), ("offtake report spend --format js", "json"),
  ]

  /// What the book has.
  private static let recorded = [
    ("offtake report spend --provider spac", "spacex"),
    ("offtake report spend --contract anthropic-spacex", "anthropic-spacex-colossus"),
    ("offtake history spac", "spacex"), ("offtake undo la", "last"),
  ]

  /// What bash offers when the tabulator is pressed.
  @Test(.enabled(if: has("bash"), "no bash"), arguments: declared + recorded)
  func bashCompletes(line: String, word: String) throws {
    try book.write(
      """
      source <(offtake completion bash)
      COMP_LINE="$1"; COMP_POINT=${#1}; COMP_TYPE=9; COMP_KEY=9
      read -ra COMP_WORDS <<< "$1"; COMP_CWORD=$(( ${#COMP_WORDS[@]} - 1 ))
      function=$(complete -p offtake | sed 's/.*-F \\([^ ]*\\).*/\\1/')
      "$function" offtake "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}"
      printf '%s\\n' "${COMPREPLY[@]}"
      """, to: "ask.bash")
    try expect(word, in: "bash ask.bash '\(line)'")
  }

  /// bash expands the words that it completes from; a name of the book must not be run. `--db=` names the book.
  @Test(.enabled(if: has("bash"), "no bash"))
  func bashRunsNoName() throws {
    try book.write(
      """
      provider,buyer,reference,effective_on,currency
      spacex,anthropic,$(touch ran),2026-01-01,USD
      spacex,anthropic,x`touch ran`,2026-01-01,USD
      spacex,anthropic,O'Neil's order 7,2026-01-01,USD
      """, to: "hostile.csv")
    try book.write(
      """
      offtake import contracts hostile.csv > imported.txt || exit
      source <(offtake completion bash)
      COMP_LINE="offtake report spend --contract O"; COMP_POINT=${#COMP_LINE}; COMP_TYPE=9; COMP_KEY=9
      COMP_WORDS=(offtake report spend --contract O); COMP_CWORD=4
      function=$(complete -p offtake | sed 's/.*-F \\([^ ]*\\).*/\\1/')
      "$function" offtake O --contract
      printf '%s\\n' "${COMPREPLY[@]}"
      """, to: "ask.bash")
    let run = try book.run("bash ask.bash; ! test -e ran")
    #expect(run.output == "O'Neil's order 7\n" && run.status == 0, "\(run.output)")
  }

  /// What fish offers; a tabulator is between a word and its meaning. It asks for names of the book only on a
  /// terminal.
  @Test(.enabled(if: has("fish"), "no fish"), arguments: declared)
  func fishCompletes(line: String, word: String) throws {
    try book.write(
      "offtake completion fish | source; complete -C \"$argv\" | string replace -r '\\t.*' ''",
      to: "ask.fish")
    try expect(word, in: "HOME=$PWD fish ask.fish '\(line)'")
  }

  private func expect(_ word: String, in command: String) throws {
    let run = try book.run(command)
    let words = run.output.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
    #expect(words.contains(word), "\(run.output)")
  }

  @Test(.enabled(if: has("zsh"), "no zsh"))
  func zshReadsItsScript() throws {
    let run = try book.run(
      "offtake completion zsh > _offtake && zsh -n _offtake && head -n 1 _offtake")
    #expect(run.output == "#compdef offtake\n")
  }

  @Test func isSilentWithoutADatabase() throws {
    let run = try book.run(
      "OFFTAKE_DB=none.sqlite offtake ---completion undo -- positional@0 0 0 ''")
    #expect(run.status == 0 && run.output == "", "\(run.output)")
  }

  @Test func installationPutsAllInPlace() throws {
    let install = Repository.root.appending(path: "scripts/install").path
    let run = try book.run("OFFTAKE=$(command -v offtake) \(install) $PWD/usr")
    #expect(run.status == 0 && run.output == "", "\(run.output)")
    for path in [
      "bash-completion/completions/offtake", "zsh/site-functions/_offtake",
      "fish/vendor_completions.d/offtake.fish", "man/man1/offtake.1",
    ] {
      #expect(try book.run("test -s usr/share/\(path)").status == 0, "\(path)")
    }
    #expect(try book.run("usr/bin/offtake --version").status == 0)
    let page = try book.text("usr/share/man/man1/offtake-report-spend.1")
    #expect(page.contains(".It \\-\\-by") && page.contains("\nofftake report spend"))
  }

  @Test(.enabled(if: has("mandoc"), "no mandoc"))
  func theManualIsSound() throws {
    let run = try book.run("offtake manual m && mandoc -T lint -W error m/*.1")
    #expect(run.status == 0, "\(run.output)")
  }
}
