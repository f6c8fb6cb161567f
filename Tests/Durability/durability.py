#!/usr/bin/env python3
"""Runs the fault kit over every target: a bounded run, or all of it with --long.

  durability.py [--long] [--jobs 2] [TARGET...]

OFFTAKE names the program. Exits 1 on any finding. What is in a run stands in BOUNDED, BOUNDED_MORE and LONG.
"""
import argparse
import concurrent.futures
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
TARGETS = ["invoices", "init", "providers", "contracts", "undo", "upgrade"]
# A database that is being made has no tables for readers, and nothing for two commands to share.
WITHOUT_READERS = {"init", "undo", "upgrade"}
WITHOUT_INPUT = {"init", "undo", "upgrade"}

# Parts of the kit with their options.
BOUNDED = [
    ("kill", "--n 20"), ("killop", "--max 10"), ("io", "--max 4"), ("io", "--max 2 --hold --ops write,sync"), ("input", ""), ("compound", "--n 15"),
    ("powercut", "--max 10 --variants 4"), ("powercut", "--max 10 --variants 4 --hold"), ("full", "--fs tmpfs --steps 8"),
    ("readers", "--rounds 2"), ("twin", "--rounds 4"), ("twin", "--rounds 4 --same"),
]
# The targets after the first write by the same transaction: what takes longest of them is for --long.
BOUNDED_MORE = [
    ("kill", "--n 10"), ("killop", "--max 10"), ("io", "--max 4"), ("io", "--max 2 --hold --ops write,sync"), ("input", ""), ("compound", "--n 8"),
    ("powercut", "--max 10 --variants 4"), ("powercut", "--max 10 --variants 4 --hold"), ("full", "--fs tmpfs --steps 3"),
    ("twin", "--rounds 2 --same"),
]
LONG = [
    ("kill", "--n 300"), ("killop", "--max 100000"), ("io", "--max 100000"), ("io", "--max 100000 --hold"), ("input", ""), ("compound", "--n 200"),
    ("powercut", "--max 100000 --variants 6"), ("powercut", "--max 100000 --variants 6 --hold"),
    ("full", "--fs tmpfs --steps 40"), ("full", "--fs ext4 --steps 40"), ("readers", "--rounds 10"), ("twin", "--rounds 30"),
    ("twin", "--rounds 30 --same"),
]
BOUNDED_SECONDS = 270


def parts(target, is_long):
    bounded = BOUNDED if target == TARGETS[0] else BOUNDED_MORE
    for what, options in LONG if is_long else bounded:
        if what == "readers" and target in WITHOUT_READERS or what == "input" and target in WITHOUT_INPUT:
            continue
        if what == "twin" and target == "undo" and "--same" not in options:
            continue
        yield [what, str(HERE / "targets" / f"{target}.json"), *options.split()]


def run(arguments, deadline):
    limit = ["--seconds", str(max(1, deadline - time.time()))] if deadline else []
    process = subprocess.run([sys.executable, str(HERE / "faultkit.py"), *arguments, *limit], capture_output=True, text=True)
    print(process.stdout + process.stderr, end="", flush=True)
    return process.returncode


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--long", action="store_true")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("targets", nargs="*", default=TARGETS)
    options = parser.parse_args()
    started = time.time()
    deadline = None if options.long else started + BOUNDED_SECONDS
    os.environ.setdefault("FAULTKIT_TMP", tempfile.mkdtemp(prefix="durability-"))
    os.environ["SWIFT_BACKTRACE"] = "enable=no"
    todo = [part for target in options.targets for part in parts(target, options.long)]
    # The first part alone, so that the shim is built once.
    codes = [run(["killop", str(HERE / "targets/init.json"), "--max", "1"], deadline)]
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        codes += pool.map(lambda part: run(part, deadline), todo)
    shutil.rmtree(os.environ["FAULTKIT_TMP"], ignore_errors=True)
    failed = sum(code != 0 for code in codes)
    print(f"durability: {len(codes)} parts, {failed} with findings, {time.time() - started:.0f} s")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
