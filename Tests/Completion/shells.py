#!/usr/bin/env python3
"""Types command lines into bash, zsh and fish on a terminal, presses the tabulator, and looks for what they offer.

    Tests/Completion/shells.py OFFTAKE FOLDER

FOLDER has samples.sqlite. Exits 1 if a shell does not offer a word.
"""

import csv
import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

PROMPT = "ready>"
SHELLS = {
    "bash": (["bash", "--norc", "--noprofile", "-i"], f"source offtake.bash; PS1='{PROMPT} '"),
    "zsh": (["zsh", "-f", "-i"], f"fpath=($PWD $fpath); autoload -Uz compinit; compinit -u -D; PS1='{PROMPT} '"),
    "fish": (["fish", "--private"], f"source offtake.fish; function fish_prompt; echo '{PROMPT} '; end"),
}
# What is typed, and a word that is then completed or, after a blank, listed.
CASES = [
    ("offtake rep", "report"),
    ("offtake report sp", "spend"),
    ("offtake import invoi", "invoices"),
    ("offtake report spend --basis ac", "accrued"),
    ("offtake map show google-cloud-", "google-cloud-bigquery"),
    ("offtake report spend --provider spacex-", "spacex-ai"),
    ("offtake report spend --contract anthropic-aws-r", "anthropic-aws-rainier"),
    ("offtake history spacex-", "spacex-ai"),
    ("offtake show name anthropic-spacex", "anthropic-spacex-colossus"),
    ("offtake undo la", "last"),
    ("offtake imports show ", "8"),
    ("offtake report spend --db other.sqlite --provider north", "northern-lights"),
    ("offtake report spend --db=other.sqlite --provider north", "northern-lights"),
    ("offtake report spend --db other.sqlite --contract Ord", "Order\\ Form\\ 7"),
    ("offtake report spend --db other.sqlite --contract MS", "MSA:2026"),
]
# References of contracts with what ends a word or a list in some shell, or begins a command.
REFERENCES = ["Order Form 7", "MSA:2026", "Neil's", "$(touch ran)", "x`touch ran`", "x;touch ran", '"', "\\"]
SECONDS = 10
# Colors, movements of the cursor, titles and modes.
CONTROL = re.compile(r"\x1b\[[0-9;?=><]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(\x07|\x1b\\)|\x1b[()].|\x1b[=>78MDE]|[\x00-\x08\x0e-\x1f]")


class Shell:
    """A shell that waits for a command line."""

    def __init__(self, name, folder, path):
        self.name, self.lines = name, 0
        command, setup = SHELLS[name]
        self.process, self.terminal = pty.fork()
        if self.process == 0:
            os.chdir(folder)
            os.execvpe(command[0], command, {
                "PATH": path, "HOME": str(folder), "TERM": "xterm", "LC_ALL": "C.UTF-8", "OFFTAKE_DB": "samples.sqlite",
                "COLUMNS": "200", "LINES": "50"})
        self.shown = ""
        self.type(f"stty cols 200 rows 50; {setup}\r")
        # Once as it is typed, and once as the prompt.
        self.wait(lambda text: text.count(PROMPT) > 1 and text.rstrip().endswith(PROMPT))

    def type(self, keys):
        os.write(self.terminal, keys.encode())

    def wait(self, is_there, seconds=SECONDS):
        """Reads until what is shown is as expected; whether it came to that."""
        end = time.monotonic() + seconds
        while not is_there(self.shown):
            left = end - time.monotonic()
            if left < 0 or not select.select([self.terminal], [], [], left)[0]:
                return False
            try:
                self.shown = CONTROL.sub("", self.shown + os.read(self.terminal, 65536).decode(errors="replace"))
            except OSError:
                return False
        return True

    def offers(self, line, word):
        self.shown = ""
        self.type(line + ("\t\t" if line.endswith(" ") else "\t"))
        pattern = re.compile(rf"(?<![\w-]){re.escape(word)}(?![\w-])")
        is_offered = self.wait(lambda text: pattern.search(text.replace("MSA\\:", "MSA:")) is not None)
        shown = self.shown
        self.clear()
        return is_offered, shown

    def clear(self):
        """Leaves the line. An interrupt discards what is typed before the shell has seen it, so this may take some."""
        self.lines += 1
        for _ in range(SECONDS):
            self.type("\x03")
            time.sleep(0.1)
            self.type(f"echo clear-$(({self.lines}+1000))\r" if self.name != "fish"
                      else f"echo clear-(math {self.lines}+1000)\r")
            if self.wait(lambda text: f"clear-{self.lines + 1000}" in text, 1):
                break
        self.wait(lambda text: text.rstrip().endswith(PROMPT))

    def close(self):
        os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)
        os.close(self.terminal)


def other_book(offtake, folder):
    """A database that only --db names."""
    (folder / "providers.csv").write_text("slug,name\nnorthern-lights,Northern Lights\nus,Us\n")
    with open(folder / "contracts.csv", "w", newline="") as file:
        csv.writer(file).writerows([
            ["provider", "buyer", "reference", "effective_on", "currency"],
            *(["northern-lights", "us", reference, "2026-01-01", "USD"] for reference in REFERENCES)])
    for command in (["init"], ["import", "providers", "providers.csv"], ["import", "contracts", "contracts.csv"]):
        subprocess.run([offtake, *command, "--db", "other.sqlite"], cwd=folder, check=True, capture_output=True)


def main():
    offtake, folder = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
    other_book(offtake, folder)
    failed = 0
    for name in SHELLS:
        script = folder / ("_offtake" if name == "zsh" else f"offtake.{name}")
        script.write_bytes(subprocess.run([offtake, "completion", name], check=True, capture_output=True).stdout)
    for name in SHELLS:
        shell = Shell(name, folder, f"{offtake.parent}:/usr/local/bin:/usr/bin:/bin")
        for line, word in CASES:
            is_offered, shown = shell.offers(line, word)
            if not is_offered:
                failed += 1
                print(f"{name}: {line!r} does not offer {word}: {shown!r}")
        shell.close()
        if (folder / "ran").exists():
            failed += 1
            print(f"{name}: ran a command that is the reference of a contract")
            (folder / "ran").unlink()
    print(f"{len(CASES)} command lines in {len(SHELLS)} shells: {failed} not completed")
    sys.exit(1 if failed else 0)


main()
