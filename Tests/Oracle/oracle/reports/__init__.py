"""What each report must say: the oracle's figures, written as the reports write them.

A table is a list of rows; a row is a key (what finds it) and its cells. A cell is the text or
number that must stand there, a `Missing` with the codes that may, or None for nothing at all.
"""

from . import capacity, deadlines, exits, minimums, months, spending, views  # noqa: F401
from . import budget, concentration, payables, pivots, windows  # noqa: F401
from .common import FAMILIES, FILTERS, HELD, TURNS, NoRates  # noqa: F401
from .views import VIEWS  # noqa: F401
