"""The smallest book that still shows a finding."""

from hunt import Case, fault

PATIENCE = 400


class Shrinker:
    def __init__(self, program, empty, finding):
        self.program, self.empty, self.finding = program, empty, finding
        self.runs = 0

    def smallest(self, book):
        """Leaves kinds, rows and cells out, one after the other, as long as the finding stays."""
        for kind in reversed(list(book.rows)):
            book = self.kept(book, book.replacing(kind, []))
        for kind in reversed(list(book.rows)):
            book = self.fewer_rows(book, kind)
        for kind, rows in book.rows.items():
            for number in range(len(rows)):
                book = self.fewer_cells(book, kind, number)
        return book

    def fewer_rows(self, book, kind):
        size = len(book.rows[kind])
        while size:
            start = 0
            while start < len(book.rows[kind]):
                rows = book.rows[kind]
                smaller = book.replacing(kind, rows[:start] + rows[start + size:])
                shown = self.kept(book, smaller)
                start += size if shown is book else 0
                book = shown
            size //= 2
        return book

    def fewer_cells(self, book, kind, number):
        optional = [column["column"] for column in book.columns[kind] if not column["required"]]
        filled = [name for name in optional if book.rows[kind][number].get(name)]
        without = self.kept(book, blanked(book, kind, number, filled))
        if without is not book:
            return without
        for name in filled:
            book = self.kept(book, blanked(book, kind, number, [name]))
        return book

    def kept(self, book, smaller):
        """The smaller book if it shows the finding, else the book."""
        return smaller if smaller.count <= book.count and self.shows(smaller) else book

    def shows(self, book):
        if self.runs >= PATIENCE:
            return False
        self.runs += 1
        case = Case(self.program, self.empty, book)
        try:
            for ended in case.imports():
                if ended.arguments[:2] == self.finding.command:
                    return self.is_it(ended)
            return self.is_it(case.run(self.finding.command))
        finally:
            case.remove()

    def is_it(self, ended):
        return ended.code == self.finding.code and bool(fault(ended))


def blanked(book, kind, number, names):
    rows = [dict(row) for row in book.rows[kind]]
    for name in names:
        rows[number][name] = ""
    return book.replacing(kind, rows)
