"""Holds a calendar that the program wrote against the agenda that it prints, by a parser of another make."""

import datetime
import json
import pathlib
import subprocess
import sys

import icalendar

KINDS = "providers contracts fees commitments capacity deliveries sla outages invoices".split()
ODD = 'Ümlaut; comma, back\\slash "quoted" ' + "長い名前" * 30


class Book:
    """A database of the guide's contract, with an invoice whose number is hard to write."""

    def __init__(self, program, samples, folder):
        self.program, self.database = program, folder / "agenda.sqlite"
        self.run("init")
        for kind in KINDS:
            file = samples / "take-or-pay" / f"{kind}.csv"
            if file.exists():
                self.run("import", kind, file)
        odd = folder / "odd.csv"
        number = ODD.replace('"', '""')
        odd.write_text(
            "provider,number,contract,billing_month,issued_on,due_on,currency,amount\n"
            f'halden,"{number}",HLD-1,2026-10,2026-11-02,2026-12-02,USD,5\n', "utf-8")
        self.run("import", "invoices", odd)

    def run(self, *arguments):
        command = [self.program, *map(str, arguments), "--db", str(self.database)]
        done = subprocess.run(command, capture_output=True, check=False)
        assert done.returncode in (0, 1), done.stderr.decode()
        return done.stdout

    def agenda(self, *arguments):
        return self.run("agenda", "--as-of", "2026-11-15", "--within", "3y", *arguments)


def lines_fit(text):
    assert text.endswith(b"\r\n") and b"\n" not in text.replace(b"\r\n", b"")
    for line in text.split(b"\r\n"):
        assert len(line) <= 75, line
        line.decode("utf-8")  # no character is cut


def check(event, row):
    day = datetime.date.fromisoformat(row["day"])
    assert event.decoded("dtstart") == day
    assert event.decoded("dtend") == day + datetime.timedelta(days=1)
    name = " ".join(filter(None, [row["contract"], row["subject"]]))
    overdue = "Overdue: " if row["state"] == "overdue" else ""
    assert str(event["summary"]) == f"{overdue}{name}: {row['what']}", event["summary"]
    assert str(event["categories"].cats[0]) == row["kind"]
    assert event.decoded("dtstamp").isoformat() == "2026-11-15T00:00:00+00:00"
    alarms = [alarm.decoded("trigger").days for alarm in event.walk("valarm")]
    # Nothing can remind of a day that has passed.
    assert alarms == ([] if row["day"] < "2026-11-15" else [-90, -60, -30]), alarms
    assert all(alarm["action"] == "DISPLAY" for alarm in event.walk("valarm"))


def main():
    program, samples, folder = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
    book = Book(program, samples, folder)
    text = book.agenda("--ics", "-")
    lines_fit(text)
    calendar = icalendar.Calendar.from_ical(text)
    assert str(calendar["version"]) == "2.0" and calendar["prodid"]
    events = calendar.walk("vevent")
    rows = json.loads(book.agenda("--format", "json"))["sections"][0]["rows"]
    assert len(events) == len(rows) > 5, (len(events), len(rows))
    for event, row in zip(events, rows):
        check(event, row)
    assert any(ODD in str(event["summary"]) for event in events)
    uids = [str(event["uid"]) for event in events]
    assert len(set(uids)) == len(uids)
    assert book.agenda("--ics", "-") == text, "another run gives another calendar"
    errors = [error for event in events for error in event.errors]
    assert not errors, errors
    print(f"{len(events)} events, as icalendar {icalendar.__version__} reads them")


main()
