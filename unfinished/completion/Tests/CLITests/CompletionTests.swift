import Foundation
import TestTools
import Testing

/// Shells complete, and the manual is there.
struct CompletionTests: ~Copyable {
  private let book: SampleBook

  init() throws { book = try SampleBook() }

  deinit { book.remove() }

  @Test(arguments: [("bash", "bash -n"), ("zsh", "zsh -n"), ("fish", "fish --no-execute")])
  func theScriptIsSound(shell: String, check: String) throws {
    let run = try book.run(
      "offtake completion \(shell) > script; command -v \(shell) > shell || exit 0; \(check) script")
    #expect(run.status == 0, "\(run.output)")
    #expect(try book.run("grep -c offtake script").status == 0)
  }

  /// As bash asks when the tabulator is pressed.
  @Test(
    .enabled(if: FileManager.default.isExecutableFile(atPath: "/bin/bash"), "no bash"),
    arguments: [
      ("offtake rep", "report"), ("offtake report sp", "spend"),
      ("offtake report spend --provider spac", "spacex"),
      ("offtake report spend --contract anthropic-spacex", "anthropic-spacex-colossus"),
      ("offtake history spac", "spacex"), ("offtake undo la", "last"),
      ("offtake map show google-cloud-b", "google-cloud-bigquery"),
      ("offtake import invoi", "invoices"), ("offtake report spend --format js", "json"),
    ])
  func bashCompletes(line: String, word: String) throws {
    try book.run(
      """
      cat > ask.bash <<'END'
      source <(offtake completion bash)
      COMP_LINE="$1"; COMP_POINT=${#1}; COMP_TYPE=9; COMP_KEY=9
      read -ra COMP_WORDS <<< "$1"; COMP_CWORD=$(( ${#COMP_WORDS[@]} - 1 ))
      function=$(complete -p offtake | sed 's/.*-F \\([^ ]*\\).*/\\1/')
      "$function" offtake "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}"
      printf '%s\\n' "${COMPREPLY[@]}"
      END
      """
    ).status == 0 ? () : Issue.record("no script")
    let run = try book.run("bash ask.bash '\(line)'")
    #expect(
      run.output.split(separator: "\n").contains { $0.trimmingCharacters(in: .whitespaces) == word },
      "\(run.output)")
  }

  @Test func thePlaceOfInstallationHasAll() throws {
    let run = try book.run("OFFTAKE=$(command -v offtake) scripts/install $PWD/usr && ls usr/share/man/man1")
    #expect(run.status == 0, "\(run.output)")
    #expect(run.output.contains("offtake-report-spend.1"))
    #expect(try book.run("usr/bin/offtake --version").status == 0)
    for path in ["bash-completion/completions/offtake", "zsh/site-functions/_offtake",
      "fish/vendor_completions.d/offtake.fish"]
    {
      #expect(try book.run("test -s usr/share/\(path)").status == 0)
    }
    let page = try book.run("cat usr/share/man/man1/offtake-report-spend.1").output
    #expect(page.contains(".It \\-\\-by") && page.contains("offtake report spend"))
  }

  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/mandoc"), "no mandoc"))
  func theManualIsSoundMdoc() throws {
    let run = try book.run("mkdir m && offtake manual m && mandoc -T lint -W error m/*.1")
    #expect(run.status == 0, "\(run.output)")
  }
}
