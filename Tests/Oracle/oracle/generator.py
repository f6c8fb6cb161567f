"""Random books, the same for the same seed, with the odd cases made common.

Leap years, contracts from the 29th to the 31st, notice to month ends, ramps, gaps, unknown fees,
credit notes, service over years, late and part deliveries, currencies without and with three
decimals, dates without a day.
"""

import random
from datetime import date, timedelta
from fractions import Fraction

from . import later
from .days import add_months, month_end, month_of, month_start, month_text
from .facts import Import
from .money import MINOR_DIGITS, half_even, write

EDGE_DAYS = ["2024-01-31", "2024-02-29", "2023-08-31", "2025-01-29", "2025-01-30", "2024-12-31",
             "2025-02-28", "2024-03-01", "2025-01-01", "2024-07-01", "2025-06-30", "2024-10-31"]
CURRENCIES = ["USD"] * 6 + ["EUR", "JPY", "KRW", "BHD"]
CHIPS = ["H100", "GB300", "TPU v7"]


class Generator:
    """Makes one book."""

    def __init__(self, seed, kinds=()):
        """`kinds` are the kinds of record, beyond the oldest, that the program knows."""
        self.seed, self.kinds = seed, kinds
        self.random = random.Random(seed)
        self.rows = {}
        self.invoice_count = 0

    # Choices ---------------------------------------------------------------------------------

    def maybe(self, chance):
        return self.random.random() < chance

    def pick(self, *options):
        return self.random.choice(options)

    def add(self, kind, /, **columns):
        """Add a row; None and empty columns are left out, `_` ends names that Python keeps."""
        row = {name.rstrip("_"): str(value) for name, value in columns.items()
               if value not in (None, "")}
        self.rows.setdefault(kind, []).append(row)
        return row

    def day(self, first=date(2023, 9, 1), last=date(2026, 3, 31)):
        if self.maybe(0.5):
            text = self.pick(*EDGE_DAYS)
            if first <= date.fromisoformat(text) <= last:
                return date.fromisoformat(text)
        return first + timedelta(days=self.random.randrange((last - first).days + 1))

    def text(self, day, month=0.12, year=0.03):
        """A day as it might be written: sometimes only its month or year."""
        if self.maybe(year):
            return f"{day.year}"
        return day.isoformat()[:7] if self.maybe(month) else day.isoformat()

    def amount(self, currency, low=1, high=2000):
        """An amount with some of its currency's decimals, sometimes large or with more of them."""
        digits = MINOR_DIGITS[currency]
        value = Fraction(self.random.randrange(low * 10**digits, high * 10**digits + 1), 10**digits)
        if self.maybe(0.5):
            value = Fraction(self.random.randrange(low, high + 1) // 10 * 10 or 10)
        if self.maybe(0.05):
            value += Fraction(self.random.randrange(1, 10**4), 10 ** (digits + 4))
        if self.maybe(0.04):
            value *= 10**7
        elif currency in ("JPY", "KRW") and self.maybe(0.02):
            value *= 10**10
        return value

    def money(self, value):
        return write(Fraction(value), 0)

    # A book ----------------------------------------------------------------------------------

    def book(self):
        """The imports of the book, in an order that works, and days to ask it of."""
        self.providers()
        for number in range(1, self.random.randrange(2, 5)):
            self.contract(f"K{number}")
        later.odd_invoices(random.Random(f"odd {self.seed}"), self.rows)
        chance_of_fixed = random.Random(f"fixed {self.seed}")
        for row in self.rows["contracts"]:
            if chance_of_fixed.random() < 0.3:
                later.fix(chance_of_fixed, row)
        self.revenue()
        order = ["providers", "contracts", "events", "fees", "commitments", "capacity",
                 "deliveries", "invoices", "payments", "revenue", "prices", "termination-fees",
                 "sla", "outages", "disputes"]
        if "disputes" in self.kinds:
            self.disputes(random.Random(-self.seed))
        late = self.late_invoices()
        imports = [Import(kind, self.rows[kind]) for kind in order if kind in self.rows]
        first = len(imports)
        if late:
            imports.append(Import("invoices", late))
        imports += self.revisions()
        for one in imports[1:]:
            if self.maybe(0.5):
                self.random.shuffle(one.rows)
        days, chance = self.as_of_days(), random.Random(f"later {self.seed}")
        self.rows["fx"] = later.rates(chance, {row["currency"] for row in self.rows["contracts"]},
                                      days[0])
        imports.insert(first, Import("fx", self.rows["fx"]))
        first += 1
        chance_of_budgets = random.Random(f"budgets {self.seed}")
        planned = later.budgets(chance_of_budgets, self.rows["contracts"])
        if planned and "budgets" in self.kinds:
            self.rows["budgets"] = planned
            imports.insert(first, Import("budgets", planned))
            first += 1
        imports += later.imports(chance, self.rows, len(imports), first + 1 if late else None)
        again = later.budgets_again(chance_of_budgets, self.rows)
        if again and chance_of_budgets.random() < 0.4:
            imports.append(again)
        if chance_of_fixed.random() < 0.2:
            imports += filter(None, [later.contracts_again(chance_of_fixed, self.rows)])
        imports += later.cascade(random.Random(f"cascade {self.seed}"), imports)
        return imports, days, first

    def late_invoices(self):
        """Some books get their last invoices in an import of their own."""
        rows = self.rows.get("invoices", [])
        paid = {row["number"] for row in self.rows.get("payments", [])}
        paid |= {row["number"] for row in self.rows.get("disputes", [])}
        if not self.maybe(0.4) or len(rows) < 4:
            return []
        numbers = {row["number"] for row in rows[-len(rows) // 3:]} - paid
        numbers -= {row["credits"] for row in rows if row.get("credits")}
        numbers &= {row["number"] for row in rows if not row.get("credits")}
        self.rows["invoices"] = [row for row in rows if row["number"] not in numbers]
        return [row for row in rows if row["number"] in numbers]

    def revisions(self):
        """Some books have rows revised: later due days, other terms."""
        found = []
        if "capacity" in self.rows and self.maybe(0.3):
            row = dict(self.pick(*self.rows["capacity"]))
            if len(row.get("due_on", "")) == 10:
                row["due_on"] = (date.fromisoformat(row["due_on"])
                                 + timedelta(days=self.random.randrange(-20, 90) or 1)).isoformat()
                found.append(Import("capacity", [row], True))
        if self.maybe(0.25):
            row = dict(self.pick(*self.rows["contracts"]))
            row["headline_value"] = self.money(self.amount(row["currency"], 100, 90000))
            row["payment_terms_days"] = str(self.pick(7, 21))
            found.append(Import("contracts", [row], True))
        return found

    def as_of_days(self):
        found = [date(2025, 1, 1) + timedelta(days=self.random.randrange(700))]
        month = month_of(found[0]) + self.random.randrange(-3, 9)
        found.append(self.pick(month_end(month), month_start(month), month_start(month)
                               + timedelta(days=self.random.randrange(27))))
        return found

    def providers(self):
        chance = random.Random(f"parents {self.seed}")
        parents = [chance.choice(one) for one in (["", "", "group"], ["", "north", "group"],
                                                  ["", "", "south", "north"])]
        if "group" in parents:
            self.add("providers", slug="group", name="Compute Group", kind="provider")
        for slug, name, parent in zip(("north", "south", "west"),
                                      ("North Compute", "South Cloud", "West Halls"), parents):
            self.add("providers", slug=slug, name=name, kind="provider", parent=parent)
        self.add("providers", slug="lab", name="The Lab", kind="buyer")
        self.add("providers", slug="studio", name="Studio", kind="buyer",
                 parent="lab" if self.maybe(0.3) else "")

    def contract(self, reference):
        start = self.day()
        term = self.pick(None, 6, 12, 12, 18, 24, 24, 36)
        c = dict(reference=reference, start=start, currency=self.pick(*CURRENCIES))
        end_kind = self.pick("ends_on", "ends_on", "term") if term else None
        c["end"] = add_months(start, term) if term else None
        provider = self.pick("north", "north", "south")
        if random.Random(f"west {self.seed} {reference}").random() < 0.2:
            provider = "west"
        row = dict(provider=provider, reference=reference,
                   buyer=self.pick("lab", "lab", "studio"), currency=c["currency"])
        c["row"] = row
        if self.maybe(0.9):
            row["effective_on"] = self.text(start)
        if "effective_on" not in row or self.maybe(0.4):
            row["signed_on"] = self.text(start - timedelta(days=self.random.randrange(0, 60)))
        if end_kind == "ends_on":
            row["ends_on"] = self.text(c["end"] - timedelta(days=1))
        elif end_kind == "term":
            row["term_months"] = term
        self.terms(c)
        self.add("contracts", **row)
        self.fees(c)
        for part in (self.commitments, self.capacity, self.invoices, self.events, self.outages,
                     self.termination_fees, self.prices):
            part(c)

    def terms(self, c):
        row, r = c["row"], self.random
        kind = r.random()
        if kind < 0.4:
            row["notice_days"] = self.pick(0, 30, 60, 90, 90, 45, 100, 180)
        elif kind < 0.6:
            row["notice_months"] = self.pick(1, 2, 3, 6)
        if kind < 0.6:
            row["notice_by"] = self.pick("buyer", "either", "either", "provider", "")
            row["notice_to"] = self.pick("", "", "any_day", "month_end", "quarter_end", "year_end")
            if self.maybe(0.3):
                row["lock_in_months"] = self.pick(1, 3, 6, 12)
            elif self.maybe(0.2):
                row["lock_in_until"] = (c["start"] + timedelta(days=r.randrange(400))).isoformat()
        if c["end"] and self.maybe(0.45):
            row["auto_renewal_months"] = self.pick(1, 3, 6, 12, 12)
            if self.maybe(0.35):
                row["renewal_notice_days"] = self.pick(0, 14, 30, 60, 90)
            elif self.maybe(0.5):
                row["renewal_notice_months"] = self.pick(1, 2, 3)
        if self.maybe(0.2):
            row["late_exit_days"] = self.pick(0, 10, 30, 90)
        if self.maybe(0.25):
            row["termination_fee"] = self.money(self.amount(c["currency"]))
        if self.maybe(0.6):
            row["headline_value"] = self.money(self.amount(c["currency"], 100, 90000))
            row["headline_kind"] = self.pick("contracted", "estimate", "up_to")
        if self.maybe(0.5):
            row["payment_terms_days"] = self.pick(0, 14, 30, 60)
        if self.maybe(0.4):
            row["sla_cap_percent"] = self.pick("5", "10", "12.5", "100")
        if self.maybe(0.4):
            row["sla_claim_days"] = self.pick(0, 30, 45)
        row["status"] = self.pick(
            *["active"] * 24, "", "signed", "signed", "announced", "announced", "reported",
            "expired" if c["end"] else "signed", "terminated", "superseded")

    def fees(self, c):
        """Fee rows: flat, ramps, gaps, free and unknown months, by tranche, open or closed."""
        c["fees"] = []
        if self.maybe(0.15):
            return
        first = month_of(c["start"])
        last = month_of(c["end"] - timedelta(days=1)) if c["end"] else first + 30
        tranches = self.pick([""], [""], [""], ["A", "B"], ["A"], ["", "A"])
        for tranche in tranches:
            later = self.random.randrange(0, 4) if tranche == "B" else 0
            self.schedule(c, tranche, first + later, last)

    def schedule(self, c, tranche, first, last):
        month = first + (self.random.randrange(1, 3) if self.maybe(0.1) else 0)
        while month <= last:
            length = self.pick(last - month + 1, last - month + 1, 3, 6, 12)
            to = month + length - 1
            final = to >= last
            to = min(to, last)
            if final and self.maybe(0.25):
                to = None
            elif final and self.maybe(0.1):
                to = max(month, to - 2)
            fee = self.amount(c["currency"])
            if self.maybe(0.08):
                fee = None
            elif self.maybe(0.08):
                fee = Fraction(0)
            self.add("fees", contract=c["reference"], tranche=tranche, from_month=month_text(month),
                     to_month=month_text(to) if to is not None else None,
                     monthly_fee=None if fee is None else self.money(fee))
            c["fees"].append((month, to, fee))
            if to is None or final:
                return
            month = to + 1 + (self.random.randrange(1, 3) if self.maybe(0.1) else 0)

    def commitments(self, c):
        if not self.maybe(0.45):
            return
        start = c["start"] if self.maybe(0.6) else month_start(month_of(c["start"]) + 1)
        kind = self.pick("spend", "spend", "spend", "usage")
        draw = self.pick("", "", "build_up", "burn_down") if kind == "spend" else ""
        interval = self.pick("month", "quarter", "quarter", "year", "term")
        ramp = self.pick(1, 1, 2)
        for _ in range(ramp):
            end = add_months(start, self.pick(5, 12, 12, 18, 24)) - timedelta(days=1)
            if c["end"]:
                end = min(end, c["end"] - timedelta(days=1))
            if end <= start:
                return
            carry = self.pick("", "yes", "yes", "no") if draw != "burn_down" else ""
            self.add("commitments", contract=c["reference"], from_=start.isoformat(),
                     to=end.isoformat(), kind=kind, interval=interval, draw=draw,
                     minimum=self.money(self.amount(c["currency"], 10, 6000)) if kind == "spend"
                     else self.random.randrange(10, 5000), unit="hour" if kind == "usage" else "",
                     carry_forward=carry, relief=self.pick("", "", "yes", "no"),
                     carry_forward_cap=self.random.randrange(10, 900)
                     if carry == "yes" and self.maybe(0.5) else "")
            start = end + timedelta(days=1)

    def capacity(self, c):
        c["tranches"] = []
        if not self.maybe(0.55):
            return
        names = [t for t in sorted({row.get("tranche", "") for row in self.rows.get("fees", [])
                                    if row["contract"] == c["reference"]}) if t]
        names = names or self.pick(["total"], ["A"], ["A", "B"], ["A", "B"])
        chip = self.pick(*CHIPS)
        power = self.maybe(0.4)
        for name in names:
            due = c["start"] + timedelta(days=self.random.randrange(0, 150))
            row = dict(contract=c["reference"], tranche=name, site=self.pick("", f"Site {name}"))
            count = self.random.randrange(1, 40) * 12
            if self.maybe(0.85):
                row |= dict(accelerator=chip if self.maybe(0.9) else self.pick(*CHIPS),
                            accelerator_count=count)
            if power or "accelerator_count" not in row:
                row |= dict(capacity_mw=self.pick("1.2", "6", "12", "0.6", "33.3"),
                            mw_basis=self.pick("contracted", "contracted", "facility"))
            if self.maybe(0.95):
                row["due_on"] = self.text(due)
            self.add("capacity", **row)
            c["tranches"].append((name, due, row))
        self.deliveries(c)

    def deliveries(self, c):
        for name, due, promised in c["tranches"]:
            if self.maybe(0.15):
                continue
            pieces = self.pick(1, 1, 2, 3)
            day = due + timedelta(days=self.random.randrange(-20, 40))
            for _ in range(pieces):
                row = {k: v for k, v in promised.items() if k != "due_on"}
                row["provider"] = c["row"]["provider"]
                divisor, times = self.pick(pieces, pieces, 2 * pieces), 3 if self.maybe(0.1) else 1
                if "accelerator_count" in row:
                    row["accelerator_count"] = row["accelerator_count"] * times // divisor
                if "capacity_mw" in row:
                    row["capacity_mw"] = self.money(Fraction(row["capacity_mw"]) * times / divisor)
                if self.maybe(0.06):
                    row.pop("accelerator_count", None)
                    if "capacity_mw" not in row:
                        row["capacity_mw"], row["mw_basis"] = "1", "contracted"
                row["delivered_on"], row["status"] = self.text(day, 0.08), "delivered"
                if self.maybe(0.4):
                    row["accepted_on"] = (day + timedelta(days=self.random.randrange(0, 20))
                                          ).isoformat()
                if self.maybe(0.12):
                    row["withdrawn_on"] = (day + timedelta(days=self.random.randrange(30, 300))
                                           ).isoformat()
                if any(all(other.get(key) == str(row[key]) for key in
                           ("contract", "tranche", "delivered_on"))
                       for other in self.rows.get("deliveries", [])):
                    continue
                self.add("deliveries", **row)
                day += timedelta(days=self.random.randrange(5, 60))
        if self.maybe(0.15):
            name, due, promised = c["tranches"][0]
            row = {k: v for k, v in promised.items() if k != "due_on"}
            self.add("deliveries", **row, provider=c["row"]["provider"], status="planned",
                     planned_on=(due + timedelta(days=300)).isoformat())

    def invoices(self, c):
        """Monthly invoices, mostly of the fee; some missing, some of several months, credit notes.
        """
        if self.maybe(0.15) or c["row"]["status"] == "superseded":
            return
        c["style"] = self.pick("", "", "Purchase", "Usage")
        first, month = month_of(c["start"]), month_of(c["start"])
        end = min(month_of(c["end"]) if c["end"] else first + 22, first + 22, 12 * 2026 + 9)
        while month < end:
            span = self.pick(1, 1, 1, 1, 1, 1, 3, 12)
            if not self.maybe(0.12):
                self.invoice(c, month, span)
            month += span

    def invoice(self, c, month, span):
        self.invoice_count += 1
        number = f"{c['reference']}-{self.invoice_count}"
        fee = next((f for a, b, f in c["fees"] if a <= month and (b is None or month <= b)), None)
        amount = fee * span if fee and self.maybe(0.75) else self.amount(c["currency"])
        issued = month_start(month + (span if span < 3 else 0)) + timedelta(
            days=self.random.randrange(-3, 25))
        lines = [self.line(c, month, span, amount, c["style"])]
        if self.maybe(0.2):
            lines.append(self.line(c, month, 1, self.amount(c["currency"], 1, 300),
                                   self.pick("Usage", "Adjustment", "")))
        if self.maybe(0.15):
            lines.append(self.line(c, month, 1, amount / 8, "Tax"))
        if self.maybe(0.06):
            lines.append(self.line(c, month, 1, -self.amount(c["currency"], 1, 60),
                                   self.pick("Credit", "Credit", "")))
        self.write(c, number, month, issued, lines)
        if self.maybe(0.08):
            less = self.line(c, month, span, -amount / self.pick(1, 2, 4),
                             self.pick("", "", "Credit"))
            if "service_from" in lines[0]:
                less["service_from"], less["service_to"] = (lines[0]["service_from"],
                                                            lines[0]["service_to"])
            self.write(c, number + "C", month, issued + timedelta(days=self.random.randrange(50)),
                       [less], credits=number if self.maybe(0.95) else "GONE-1")

    def line(self, c, month, span, amount, category):
        digits = MINOR_DIGITS[c["currency"]]
        amount = Fraction(round(amount * 10**digits), 10**digits)
        line = dict(amount=self.money(amount), charge_category=category)
        if span > 1 or self.maybe(0.5):
            start, end = month_start(month), month_start(month + span) - timedelta(days=1)
            if self.maybe(0.1):
                end -= timedelta(days=self.random.randrange(0, 20))
            if self.maybe(0.1) and start < c["start"] <= end:
                start = c["start"]
            line |= dict(service_from=start.isoformat(), service_to=end.isoformat())
        if category in ("", "Usage") and self.maybe(0.4) and amount > 0:
            line |= dict(sku=self.pick("gpu-a", "gpu-b"),
                         unit=self.pick("hour", "hour", "GPU-hour"),
                         quantity=self.random.randrange(1, 900))
            if self.maybe(0.4):
                exact = amount / line["quantity"]
                line["unit_price"] = self.money(half_even(exact, self.pick(2, 6, 9)))
        return line

    def write(self, c, number, month, issued, lines, credits=""):
        whole = sum(Fraction(line["amount"]) for line in lines)
        terms = c["row"].get("payment_terms_days")
        due = ""
        if self.maybe(0.2):
            due = (issued + timedelta(days=terms or self.pick(10, 30))).isoformat()
        received = ""
        if self.maybe(0.15):
            received = (issued + timedelta(days=self.random.randrange(100))).isoformat()
        if whole > 0 and self.maybe(0.5):
            self.payments(c, number, issued, whole)
        for k, line in enumerate(lines, 1):
            self.add("invoices", provider=c["row"]["provider"], number=number,
                     contract=c["reference"], billing_month=month_text(month),
                     issued_on=issued.isoformat(), due_on=due, currency=c["currency"],
                     received_on=received,
                     total=self.money(whole), credits=credits, line_no=k,
                     kind="credit_note" if credits or whole < 0 else "invoice", **line)

    def payments(self, c, number, issued, whole):
        """Mostly the whole amount after a month; sometimes in parts, too much, or before the
        invoice."""
        digits, left = MINOR_DIGITS[c["currency"]], whole
        for k in range(self.pick(1, 1, 1, 2)):
            amount = left if self.maybe(0.7) else Fraction(int(left * 10**digits / 2), 10**digits)
            amount *= 2 if self.maybe(0.04) else 1
            if amount <= 0:
                return
            day = issued + timedelta(days=self.random.randrange(-2 if self.maybe(0.1) else 5, 60))
            self.add("payments", provider=c["row"]["provider"], number=number,
                     reference=f"W-{number}-{k}", paid_on=day.isoformat(),
                     amount=self.money(amount))
            left -= amount

    def disputes(self, chance):
        """Some invoices are disputed, wholly or in part, some of these until a day."""
        for row in self.rows.get("invoices", []):
            first = row["kind"] == "invoice" and row["line_no"] == "1" and row["total"] != "0"
            if not first or chance.random() > 0.06:
                continue
            opened = date.fromisoformat(row["issued_on"]) + timedelta(days=chance.randrange(40))
            resolved = opened + timedelta(days=chance.randrange(1, 200))
            part = MINOR_DIGITS[row["currency"]]
            amount = half_even(Fraction(row["total"]) / 4, part)
            over = chance.random() < 0.4
            self.add("disputes", provider=row["provider"], number=row["number"],
                     opened_on=opened.isoformat(), reason="Not ordered",
                     amount=self.money(amount) if chance.random() < 0.6 else "",
                     resolved_on=resolved.isoformat() if over else "",
                     outcome=chance.choice(["paid", "settled", "withdrawn"]) if over else "")

    def events(self, c):
        over = c["row"]["status"] == "terminated"
        if not self.maybe(0.22) and not over:
            return
        day = c["start"] + timedelta(days=self.random.randrange(60, 500))
        kind = self.pick("notice", "notice", "terminated")
        effective = self.text(day + timedelta(days=self.random.randrange(0, 200)), 0.2) \
            if self.maybe(0.5) else ""
        self.add("events", contract=c["reference"], occurred_on=self.text(day, 0.1, 0), kind=kind,
                 summary="Notice", effective_on=effective)
        if self.maybe(0.3) and not over:
            later = day + timedelta(days=self.random.randrange(0, 60))
            self.add("events", contract=c["reference"], occurred_on=later.isoformat(),
                     kind="notice_withdrawn", summary="Withdrawn")

    def outages(self, c):
        if not self.maybe(0.35) or c["row"]["status"] == "superseded":
            return
        for below, credit in self.pick([("99.9", "10")], [("99.9", "5"), ("99", "25.5")],
                                       [("99.5", "10"), ("95", "100")]):
            self.add("sla", contract=c["reference"], below=below, credit=credit)
        names = [name for name, *_ in c["tranches"]]
        used = set()
        for _ in range(self.random.randrange(1, 5)):
            start = c["start"] + timedelta(days=self.random.randrange(10, 500))
            if names:
                start = max(start, min(due for _, due, _ in c["tranches"]))
            tranche = self.pick("", *names)
            if (tranche, start) in used:
                continue
            used.add((tranche, start))
            minutes = self.random.randrange(10, 6000)
            text = f"{start.isoformat()}T{self.random.randrange(24):02d}:30"
            stop = date.fromisoformat(text[:10])
            from datetime import datetime
            end = datetime.fromisoformat(text) + timedelta(minutes=minutes)
            self.add("outages", contract=c["reference"], tranche=tranche, from_=text + "Z",
                     to=end.isoformat()[:16] + "Z" if self.maybe(0.95) else "",
                     excluded=self.pick("", "", "no", "yes"))

    def termination_fees(self, c):
        if not self.maybe(0.25):
            return
        day = c["start"]
        for _ in range(self.pick(1, 2)):
            percent = self.maybe(0.5)
            self.add("termination-fees", contract=c["reference"], from_=self.text(day, 0.3),
                     to=self.text(day + timedelta(days=200)) if self.maybe(0.2) else "",
                     fee="" if percent else self.money(self.pick(0, self.amount(c["currency"]))),
                     remaining_percent=self.pick("10", "50", "12.5", "100") if percent else "")
            day += timedelta(days=400)

    def prices(self, c):
        if self.maybe(0.25):
            for sku in ("gpu-a", "gpu-b"):
                self.add("prices", contract=c["reference"], sku=sku,
                         from_month=month_text(month_of(c["start"])), unit="hour",
                         unit_price=self.pick("1.5", "2", "0.333333"))

    def revenue(self):
        for who in ("lab", "studio", "north", "south"):
            for year in (2024, 2025, 2026):
                self.revenue_of(who, year)

    def revenue_of(self, who, year):
        kind = self.pick("year", "quarters", "none", "nine", "months", "halves")
        currency = self.pick("USD", "USD", "USD", "EUR")
        basis = self.pick("reported", "reported", "estimate")
        stretches = {"year": [(1, 12)], "none": [], "halves": [(7, 12), (8, 9), (1, 6)],
                     "nine": [(1, 9), (1, 12)],
                     "quarters": [(1, 3), (4, 6), (7, 9), (10, 12)],
                     "months": [(m, m) for m in range(1, 13)]}[kind]
        for a, b in stretches:
            if self.maybe(0.08):
                continue
            amount = self.amount(currency, 1000, 90000)
            if self.maybe(0.06):
                amount = self.pick(Fraction(0), -amount)
            self.add("revenue", organization=who, period_start=f"{year}-{a:02d}-01",
                     period_end=month_end(12 * year + b - 1).isoformat(), currency=currency,
                     amount=self.money(amount), basis=basis,
                     as_of=f"{year + 1}-02-01" if self.maybe(0.3) else "")
