"""A slow and simple second implementation of Offtake's figures.

It is written from the definitions alone (docs/metrics.md, docs/import.md, docs/reports.md), and
never from the program's sources: where the two agree to the last digit, a definition was read the
same way twice. Days are counted one by one where that is possible, and every number is a
`Fraction`.
"""
