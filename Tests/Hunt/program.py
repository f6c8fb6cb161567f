"""The program under test: its kinds of record, and one run of it."""

import json
import os
import re
import resource
import subprocess

# What it cannot know is given: without this it would read the clock, and a case would not repeat.
TODAY = "2026-11-28"


class Ended:
    """How a run ended."""

    def __init__(self, arguments, code, output, errors, seconds):
        self.arguments, self.code, self.output, self.errors = arguments, code, output, errors
        self.seconds = seconds  # of processor time, so that a busy machine makes nothing slow

    def rows(self, section="rows"):
        """The rows of a section of a report in JSON."""
        for found in json.loads(self.output, parse_float=str)["sections"]:
            if found["name"] == section:
                return found["rows"]
        return []


class Program:
    def __init__(self, path, patience=60):
        self.path, self.patience = path, patience

    def run(self, *arguments, folder=None):
        """Runs a command; the code of one that had to be stopped is 124."""
        before = spent()
        with subprocess.Popen(
            [self.path, *map(str, arguments)], cwd=folder, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        ) as process:
            try:
                output, errors = process.communicate(timeout=self.patience)
                code = process.returncode
            except subprocess.TimeoutExpired:
                process.kill()
                output, errors = process.communicate()
                code = 124
        code = code if code >= 0 else 128 - code
        return Ended(arguments, code, output.decode("utf-8", "replace"),
                     errors.decode("utf-8", "replace"), spent() - before)

    def kinds(self):
        """The kinds of record in the order of import, each with its columns as `template` describes them."""
        usage = " ".join(self.run("template", "--help").output.split())
        names = re.search(r"What the file is to hold. \(values: ([^)]*)\)", usage).group(1)
        return {name: self.columns(name) for name in names.split(", ")}

    def columns(self, kind):
        return self.run("template", kind, "--describe", "--format", "json").rows()


def spent():
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def default_program():
    """$OFFTAKE, else what the build has made."""
    root = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    return os.environ.get("OFFTAKE") or os.path.join(root, ".build", "debug", "offtake")
