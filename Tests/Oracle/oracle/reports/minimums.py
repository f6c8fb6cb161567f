"""Commitments (M4 to M7), as they are printed."""

from fractions import Fraction

from .. import commitments
from ..days import month_text
from ..money import combine, known, ratio
from .common import OWN, converted, family


def risk(pace):
    """How likely it is that the minimum will be missed (M5)."""
    if not known(pace):
        return None
    return "low" if pace > Fraction(11, 10) else "high" if pace < Fraction(9, 10) else "medium"


def state(one, key):
    """What an interval is: open, or over with what follows from that."""
    if not one.over:
        return "projected"
    if one.missing_invoices:
        return "assessed, invoices missing"
    return "expired" if key[2] == "burn_down" else "assessed"


@family("commitments", "report", "commitments")
def commitments_tables(facts, as_of, coins=OWN):
    tables = {"rows": [], "intervals": [], "usage": [], "usage_intervals": []}
    for agreement in facts.agreements:
        mine = coins.of(agreement.reference)
        for key in commitments.ramps(agreement):
            spend = key[0] == "spend"

            def shown(value):
                return mine.computed(value, agreement.currency) if spend else value
            row = commitments.summary(agreement, key, as_of)
            cells = {name: shown(row[name]) for name in (
                "committed_to_date", "applied_to_date", "unused", "overage", "committed",
                "remaining", "required_per_month", "actual_per_month")}
            cells |= {"utilisation": combine(ratio, row["utilisation"]),
                      "months_left": row["months_left"], "ends_on": row["ends_on"].isoformat(),
                      "pace": combine(ratio, row["pace"]), "risk": risk(row["pace"]),
                      "reached_in": combine(month_text, row["reached_in"])}
            if spend:
                cells["currency"] = coins.currency(agreement.currency)
            draw = key[2].replace("_", " ")
            name = (agreement.reference, draw) if spend else (agreement.reference, key[1], draw)
            tables["rows" if spend else "usage"].append((name, cells))
            for one in commitments.measure(agreement, key, as_of):
                tables["intervals" if spend else "usage_intervals"].append((
                    (agreement.reference, one.start.isoformat()), {
                        "to": (one.end.fromordinal(one.end.toordinal() - 1)).isoformat(),
                        "minimum": shown(one.minimum), "required": shown(one.required),
                        "delivered_share": combine(ratio, one.share),
                        "applied": shown(one.applied), "carried_in": shown(one.carried_in),
                        "projected": shown(one.projected), "shortfall": shown(one.shortfall),
                        "carried_out": shown(one.carried_out), "state": state(one, key)}))
    return tables, {"rows": ["contract", "draw"], "usage": ["contract", "unit", "draw"],
                    "intervals": ["contract", "from"], "usage_intervals": ["contract", "from"]}


converted("commitments", commitments_tables, "report", "commitments")
