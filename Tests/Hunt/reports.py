"""Commands over a book: every report, with options that a case's seed picks."""

import random

DAYS = ["2026-11-28", "2026-11-28", "2026-06-30", "2026-01-31", "2025-12-31", "2024-02-29", "1900-01-01",
        "2199-12-31", "2027-07-15"]
PERIODS = [[], [], ["--from", "2026"], ["--from", "2025-07", "--to", "2026-06"], ["--from", "1900", "--to", "2199"],
           ["--from", "2026Q1"], ["--in", "FY2026", "--fiscal-year-start", "7"], ["--in", "last half"], ["--in", "ytd"]]
LONG = [[], [], ["--from", "2026"], ["--from", "2025-07", "--to", "2026-06"], ["--from", "2026Q1"]]
# So many of them for one book: another book tries the others.
COMMANDS = 10
FORMATS = [[], [], ["--format", "json"], ["--format", "json"], ["--format", "csv"], ["--format", "fods"],
           ["--format", "html"], ["--format", "jsonl"]]


def commands(seed, book):
    """The commands, and at the end what undoes an import and checks what is left."""
    pick = random.Random(f"reports {seed}")
    grain = ["month", "quarter", "half", "year", "ttm"]
    more = [[], [], ["--share", "--top", "1"], ["--share"], ["--in", "2026H1", "--change"],
            ["--in", "2026Q2", "--change", "--share", "--top", "2"]]
    spend = ["provider", "buyer", "contract", *grain, "provider,month", "contract,quarter", "buyer,year"]
    reports = [
        ["report", "spend", "--by", pick.choice(spend), *pick.choice(PERIODS)],
        ["report", "spend", "--by", pick.choice(["provider", "contract", "sku", "provider,half", "year,buyer"]),
         *pick.choice(more)],
        ["report", "ratio", "--of", pick.choice(["buyer", "provider"]), "--by", pick.choice(grain),
         *pick.choice(PERIODS), *pick.choice([[], ["--change"]])],
        ["report", "ratio", "--of", "wallet", "--by", pick.choice(grain), *pick.choice(PERIODS)],
        ["report", "concentration", *pick.choice([[], ["--by", pick.choice(grain)]]), *pick.choice(PERIODS)],
        ["report", "ratio", "--annualised", "--of", pick.choice(["buyer", "provider"]),
         *pick.choice([[], ["--revenue", "2025"]])],
        ["report", "exposure", *pick.choice([[], [], ["--convention", "both"]])],
        ["report", "exposure", "--by", "month", "--months", pick.choice(["12", "3", "120"])],
        ["report", "obligations", "--by", pick.choice(["contract", "provider", "buyer", "currency"]),
         *pick.choice([[], ["--fiscal-year-start", "7"], ["--convention", "days"]])],
        ["report", "commitments", *pick.choice([[], ["--pace-months", "12"]])],
        ["report", "capacity", "--by", pick.choice(["tranche", "site", "accelerator"]), *pick.choice(PERIODS)],
        ["report", "capacity", "--by", pick.choice(["month", "quarter", "half", "year"]), *pick.choice(LONG)],
        ["report", "unbilled", *pick.choice(PERIODS)],
        ["report", "prices", "--by", pick.choice(["month", "provider"]), *pick.choice(PERIODS)],
        ["report", "credits", *pick.choice(PERIODS)],
        ["audit", *pick.choice([[], ["--accepted"]]), *pick.choice(PERIODS)],
        ["agenda", "--within", pick.choice(["90d", "5y", "100y"])],
        ["compare", "north", "south", *pick.choice([[], ["C-0"]])],
        ["history", pick.choice(["north", "south"]), *pick.choice(PERIODS)],
    ]
    shown = [
        ["show", "provider", pick.choice(["north", "lumen"])],
        ["show", "contract", pick.choice(["C-0", "C-1"])],
        ["show", "invoice", pick.choice(["I-0", "I-1"])],
    ]
    day = pick.choice(DAYS)
    found = [with_options(pick, each, day) for each in reports]
    found += [each + pick.choice(FORMATS) for each in [*shown, ["imports"]]]
    found.append(["agenda", "--ics", "-", "--within", "5y", "--as-of", day])
    found = pick.sample(found, COMMANDS) + [["check"]]
    if pick.random() < 0.3:
        number = str(pick.randint(1, len(book.rows)))
        found += [["undo", number, "--cascade"], ["check"], with_options(pick, ["audit"], day)]
    return found


def with_options(pick, report, day):
    """The report as of a day, in some format, explained or not, sometimes of one party or as known before."""
    explained = ["--explain"] if pick.random() < 0.4 and report[0] != "history" else []
    scope = pick.choice([[]] * 5 + [["--provider", "north"], ["--buyer", "lumen"], ["--contract", "C-0"]])
    known = ["--known-at", pick.choice(["3", "6", "12"])] if pick.random() < 0.1 else []
    if report[0] in ("history", "compare"):
        scope = []
    return report + ["--as-of", day] + pick.choice(FORMATS) + explained + scope + known
