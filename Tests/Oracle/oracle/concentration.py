"""How much of the spend lies with few providers (M10), each counted as its ultimate parent."""

from fractions import Fraction


def ultimate(facts, provider):
    """The parent of a provider that has none itself, which may be the provider."""
    parents = {row["slug"]: row.get("parent", "") for row in facts.organizations}
    while parents.get(provider):
        provider = parents[provider]
    return provider


def by_parent(facts, as_of, view, size):
    """What each ultimate parent was paid: {(period, currency): {parent: (amount, members)}}; the
    period is None where the months are not divided (a `size` of None)."""
    pieces, found = {}, {}
    for piece in view.pieces(facts, as_of):
        key = (size and piece.month // size, piece.currency)
        parent = ultimate(facts, piece.provider)
        pieces.setdefault(key, {}).setdefault(parent, []).append(piece)
    for key, parents in pieces.items():
        found[key] = {parent: (view.use(mine)["amount"], {piece.provider for piece in mine})
                      for parent, mine in parents.items()}
    return found


def figures(spend, top):
    """The figures of what each parent was paid: shares are of what is positive (ruling 38); None
    where nothing is."""
    positive = sorted((amount for amount in spend if amount > 0), reverse=True)
    whole = sum(positive, Fraction(0))
    found = {"spend": whole, "providers": len(positive)}
    if not positive:
        return found | dict.fromkeys(("hhi", "effective_providers", "largest_share", "top_share"))
    hhi = sum((100 * amount / whole) ** 2 for amount in positive)
    return found | {"hhi": hhi, "effective_providers": 10000 / hhi,
                    "largest_share": positive[0] / whole,
                    "top_share": sum(positive[:top]) / whole}
