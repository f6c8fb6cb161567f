"""Runs a command line on a pseudo-terminal and prints what it shows there.

  terminal.py [--keys TEXT] [--after TEXT] [--kill] COLUMNS ROWS COMMAND

The keys are typed once the text of --after has been shown, and the last of them is typed again until the
command ends; with --kill, SIGTERM is sent to the command then instead. The exit status is the command's.
"""
import argparse
import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time


def start(columns, rows, command):
    process, terminal = pty.fork()
    if process == 0:
        fcntl.ioctl(1, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        os.execvp("/bin/sh", ["sh", "-c", "exec " + command])
    return process, terminal


def read(terminal):
    """What is shown within a quarter of a second; None at the end."""
    if not select.select([terminal], [], [], 0.25)[0]:
        return b""
    try:
        return os.read(terminal, 65536) or None
    except OSError:
        return None


def converse(process, terminal, options):
    shown, keys, end = b"", options.keys.encode(), time.monotonic() + 30
    while time.monotonic() < end:
        piece = read(terminal)
        if piece is None:
            return shown
        shown += piece
        if options.after.encode() not in shown or piece:
            continue
        if options.kill:
            os.kill(process, signal.SIGTERM)
            options.kill = False
        elif keys:
            os.write(terminal, keys[:1])
            keys = keys[1:] or keys
    os.kill(process, signal.SIGKILL)
    return shown + b"\n(still running after 30 seconds)\n"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--keys", default="")
    parser.add_argument("--after", default="")
    parser.add_argument("--kill", action="store_true")
    parser.add_argument("columns", type=int)
    parser.add_argument("rows", type=int)
    parser.add_argument("command")
    options = parser.parse_args()
    process, terminal = start(options.columns, options.rows, options.command)
    shown = converse(process, terminal, options)
    status = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
    sys.stdout.buffer.write(shown.replace(b"\r\n", b"\n"))
    sys.exit(status if status >= 0 else 128 - status)


main()
