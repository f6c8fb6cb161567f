"""Books to export: what the guides leave, random ones of the oracle, and one of names that no format likes."""

import csv
import hashlib
import os
import random
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "Tests/Oracle"))

from oracle.generator import Generator  # noqa: E402
from oracle.program import Program, kinds  # noqa: E402

DAY = "2026-11-23"

# Names with what ends a name, a line or a string in some format, and others that nobody reads twice.
HOSTILE = [
    'Quote "Inc" \\ \'Co\'', "semi; colon: a, b | c", "日本計算 株式会社", "🚀 Rockets 👩‍🚀", "line\nbreak\tand tab",
    "<script>alert(1)</script>", "42 North", "(paren) [2026-01-01] =1+1", "; date:2020-01-01, x", "e\u0301toile \u202Eevil",
    "Account:Name  two blanks", "%s {0} $HOME `id`", "'; DROP TABLE invoice; --", "* star ! flag", "#tag ^link",
]


class Book:
    """A database, what it is called, and the day to ask it of."""

    def __init__(self, name, path, day=DAY):
        self.name, self.path, self.day = name, path, day


def guides(names=None):
    """The guides whose databases are exported; some guides only, if names are given."""
    every = sorted([*(ROOT / "samples").glob("*.md"), *(ROOT / "Tests/Books").glob("*.md")])
    return [guide for guide in every if names is None or guide.stem in names]


def of_guide(offtake, folder, guide):
    """The databases that a guide leaves behind; what a guide damages on purpose is left out."""
    place = Path(folder, guide.stem)
    (place / "Tests").mkdir(parents=True)
    for part in ("samples", "scripts", "Tests/Books"):
        shutil.copytree(ROOT / part, place / part)
    run_guide(guide, place / "samples", offtake)
    every = sorted((place / "samples").glob("*.sqlite"))
    sound = [path for path in every if run([offtake, "check", "--db", path]).returncode == 0]
    assert sound or not every, f"{guide.stem}: no database passes `offtake check`"
    return [Book(f"{guide.stem}/{path.name}", path) for path in sound]


def run(arguments):
    return subprocess.run(arguments, capture_output=True, text=True)


def without_copies(offtake, folder, books):
    """The first of the books that have the same records: most guides begin with the same samples."""
    found = {}
    for number, book in enumerate(books):
        exported = Path(folder, f"records-{number}")
        done = run([offtake, "export", "csv", exported, "--db", book.path])
        assert done.returncode == 0, f"{book.name}: {done.stderr}"
        records = hashlib.sha256()
        for path in sorted(exported.iterdir()):
            records.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
        found.setdefault((book.day, records.digest()), book)
    return list(found.values())


# A command that leaves nothing behind: it prints a report and writes no file.
ONLY_PRINTS = re.compile(r"offtake (report|list|show|agenda|query|history|compare|check)\b(?!.* (-o|--output)\b)[^<>|;&]*$")


def run_guide(guide, place, offtake):
    """The commands of the blocks of a guide that change something, whatever they print."""
    os.symlink(offtake, place.parent / "offtake")
    path = f"{place.parent}{os.pathsep}{os.environ['PATH']}"
    settings = {**os.environ, "PATH": path, "OFFTAKE": offtake, "LC_ALL": "C.UTF-8"}
    settings.pop("OFFTAKE_DB", None)
    for block in guide.read_text(encoding="utf-8").split("```console\n")[1:]:
        for line in block.split("```")[0].splitlines():
            if line.startswith("$ ") and not ONLY_PRINTS.match(line[2:]):
                subprocess.run(["bash", "-c", line[2:]], cwd=place, env=settings, capture_output=True)


def random_imports(offtake, seed, count):
    """Books of the oracle's generator, some with revisions and imports that are undone: seed, imports and day."""
    known = kinds(offtake)
    while count > 0:
        imports, days, _ = Generator(seed, known).book()
        # Reports look back at the first due day and at earlier fees, which no export has (docs/exports.md).
        if not any(one.revise and one.kind in ("capacity", "fees") for one in imports):
            yield seed, imports, days[0].isoformat()
            count -= 1
        seed += 1


def random_one(offtake, folder, seed, imports, day):
    place = Path(folder, f"random-{seed}")
    place.mkdir()
    program = Program(offtake, str(place))
    program.take(imports)
    return Book(f"random {seed}", Path(program.database), day)


def of_names(offtake, folder):
    """A book whose names are those of HOSTILE."""
    place = Path(folder, "names")
    place.mkdir()
    path = place / "book.sqlite"
    subprocess.run([offtake, "init", "--db", path], check=True, capture_output=True)
    chance = random.Random(1)
    sellers = [f"seller-{number}" for number in range(len(HOSTILE))]
    # Slugs that are made from the names, or begin as no account may.
    slugs = ["", "", "", "", "", "", "42", "_paren", "-date", "", "a_b", "a-x5f-b", "xn--a", "3-nines", "z"]
    rows = {
        "providers": [dict(slug="lab", name="The \"Lab\"; a|b", kind="buyer")],
        "contracts": [], "invoices": [], "payments": [],
    }
    for number, (name, slug) in enumerate(zip(HOSTILE, slugs)):
        alias = sellers[number]
        rows["providers"].append(dict(slug=slug, name=name, kind="provider", aliases=alias))
        currency = chance.choice(["USD", "JPY", "BHD", "EUR"])
        rows["contracts"].append(dict(
            provider=alias, reference=name, buyer="lab", currency=currency, effective_on="2026-01-01"))
        for month in (7, 8):
            invoice = dict(
                provider=alias, number=f"{name} {month}", contract=name, buyer="lab", billing_month=f"2026-{month:02}",
                issued_on=f"2026-{month:02}-28", due_on=f"2026-{month + 1:02}-28", currency=currency)
            rows["invoices"].append(dict(
                invoice, line_no=1, amount="1000.0001", description=name, charge_category="Purchase"))
            rows["invoices"].append(dict(
                invoice, line_no=2, amount="0.00001234567" if currency == "USD" else "7", description=name,
                charge_category="Tax"))
        rows["payments"].append(dict(
            provider=alias, number=f"{name} 7", reference=name, paid_on="2026-09-01", amount="500.5"))
    for kind, of_kind in rows.items():
        file = place / f"{kind}.csv"
        columns = list(dict.fromkeys(column for row in of_kind for column in row))
        with open(file, "w", encoding="utf-8", newline="") as text:
            writer = csv.DictWriter(text, columns, lineterminator="\n")
            writer.writeheader()
            writer.writerows(of_kind)
        done = subprocess.run([offtake, "import", kind, file, "--db", path], capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
    return Book("names", path)
