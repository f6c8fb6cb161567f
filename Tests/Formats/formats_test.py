"""Reads what the program prints with readers of another make, and compares all formats with JSON.

Every report of the book of a release, of the public deals, and of a book of texts and amounts that are hard to write:
its JSON is validated against `offtake schema`, and its spreadsheet, CSV, lines of JSON, page and Markdown must say the same,
and its workbook, if the program was built with the trait XLSX.
"""

import csv
import html.parser
import json
import pathlib
import re
import subprocess
import sys
import zipfile
from datetime import datetime
from decimal import Decimal

import jsonschema
import markdown_it
import openpyxl
from odf import namespaces, opendocument, table, teletype, text

ROOT = pathlib.Path(__file__).resolve().parents[2]
GUIDES = ["Tests/Books/0.2.0.md"]
# What the guide asks of one kind, or not at all.
MORE = ["report ratio --of wallet --buyer anthropic", "report exposure --by month", "report exposure --convention both",
        "report capacity --by month", "report capacity --by site", "report obligations --by provider",
        "report obligations --by currency", "report spend --by provider,month --explain",
        "report spend --by month --share --change --cumulate", "report prices --by provider",
        "audit --accepted --explain", "config", "map list", "template contracts", "template contracts --describe",
        "query 'SELECT * FROM invoices'", "imports show 2", "report diff spend --known-at 3 --and 5"]
NAMES = ["<script>alert(1)</script>", "=1+1|' & \"x\"", " two  blanks ", "a|b *c* _d_ `e` [f](g) \\ ~h~ &lt; $i$", "長い名前 é"]


class Book:
    """A database, and what is asked of it."""

    def __init__(self, program, database, folder):
        self.program, self.database, self.folder = program, database, folder

    def run(self, command, *more, codes=(0, 1)):
        done = subprocess.run(
            ["sh", "-c", f'"$0" {command} "$@"', self.program, *map(str, more)], capture_output=True, check=False,
            env={"PATH": "/usr/bin:/bin", "OFFTAKE_DB": str(self.database)}, cwd=ROOT / "samples")
        assert done.returncode in codes, (command, more, done.stderr.decode())
        return done.stdout.decode()

    def json(self, command):
        """The report as JSON; None if the command prints no report."""
        printed = self.run(command, "--format", "json", codes=(0, 1, 64))
        return json.loads(printed) if printed.startswith("{") else None


# Schemas


def strict(schema):
    """The schema without room for members that it does not name."""
    if isinstance(schema, list):
        return [strict(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    found = {name: strict(value) for name, value in schema.items()}
    if isinstance(found.get("properties"), dict) and "$id" not in found and found.get("type") == "object":
        found.setdefault("additionalProperties", False)
    return found


def complaint(error):
    """What is wrong, and where; of several forms that a section may have, in that which fits best."""
    if not isinstance(error, jsonschema.ValidationError):
        return f"{type(error).__name__} {error}"
    best = jsonschema.exceptions.best_match([error])
    return f"{best.json_path}: {best.message[:300]}"


def validator(text):
    schema = json.loads(text)
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(strict(schema))


# Spreadsheets


def attribute(element, name, space=namespaces.OFFICENS):
    return element.attributes.get((space, name))


def packed(path):
    """The flat spreadsheet as a package, which is what odfpy opens: its styles and its sheets, as they are."""
    flat = path.read_text("utf-8")
    start = flat[:flat.index("<office:meta>")].replace("<office:document ", "<office:document-content ")
    content = re.sub(' office:mimetype="([^"]*)"', "", start) + flat[flat.index("<office:automatic-styles>"):]
    package = path.with_suffix(".ods")
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    with zipfile.ZipFile(package, "w") as file:
        file.writestr("mimetype", kind)
        file.writestr("content.xml", content.replace("</office:document>", "</office:document-content>"))
        file.writestr("META-INF/manifest.xml", f'''<m:manifest xmlns:m="{manifest}" m:version="1.3"><m:file-entry
            m:full-path="/" m:media-type="{kind}"/><m:file-entry m:full-path="content.xml" m:media-type="text/xml"/>
            </m:manifest>''')
    return package


def sheets(path):
    """The rows of each sheet, as cells, by its name."""
    document = opendocument.load(str(packed(path)))
    return {attribute(sheet, "name", namespaces.TABLENS): [
        row.getElementsByType(table.TableCell) for row in sheet.getElementsByType(table.TableRow)]
        for sheet in document.spreadsheet.getElementsByType(table.Table)}


def words(cell):
    return "\n".join(teletype.extractText(each) for each in cell.getElementsByType(text.P))


def digits(number):
    return len("".join(filter(str.isdigit, number)).lstrip("0"))


def check_cell(kind, value, cell, row, name):
    """A value of JSON, and the cell of a spreadsheet."""
    found = attribute(cell, "value-type")
    if value is None:
        assert found is None and words(cell) == "", (name, words(cell))
    elif found == "string":
        assert words(cell) == str(value), (name, value, words(cell))
        assert kind in ("text", "date", "month") or digits(str(value)) > 15 or not isinstance(value, str), (name, value)
    elif found == "date":
        assert attribute(cell, "date-value")[:len(value)] == value, (name, value)
    else:
        # A column may hold amounts and numbers; JSON says which is which by the currency.
        kind = "money" if f"{name}_currency" in row else kind
        assert found == {"money": "currency", "ratio": "percentage"}.get(kind, "float"), (name, kind, found)
        exact = attribute(cell, "value")
        assert exact == str(value) or kind == "decimal" and float(exact) == float(value), (name, value, exact)
        if kind == "money":
            assert attribute(cell, "currency") == row[f"{name}_currency"], name


def check_rows(kinds, rows, cells, header, is_stream):
    for row, line in zip(rows, cells, strict=True):
        line = dict(zip(header, line))
        for name, kind in kinds.items():
            check_cell(kind, row[name], line[name], row, name)
            value = row[name]
            if kind in ("money", "decimal", "count") and value is not None and digits(str(value)) > 15:
                exact = line[name] if is_stream else line[f"{name}_exact"]
                assert words(exact) == str(value), (name, value)
            if f"{name}_reason" in line:
                assert words(line[f"{name}_reason"]) == (row[f"{name}_reason"] or ""), name


def check_spreadsheet(book, command, report):
    path = book.folder / "report.fods"
    book.run(command, "-o", path)
    found = sheets(path)
    assert list(found) == [each["name"] for each in report["sections"]] + ["about"], list(found)
    for section in report["sections"]:
        header, *cells = found[section["name"]]
        header = [words(cell) for cell in header]
        kinds = {column["name"]: column["type"] for column in section["columns"]}
        count = len(section["rows"])
        is_stream = report["report"] == "query"
        check_rows(kinds, section["rows"], cells[:count], header, is_stream)
        if section["totals"]:
            assert not any(words(cell) for cell in cells[count]), "no empty row before the totals"
            check_rows(kinds, section["totals"], cells[count + 1:], header, is_stream)
        else:
            assert len(cells) == count
    about = [[words(cell) for cell in row] for row in found["about"]]
    assert ["title", report["title"]] in about
    assert [value for name, value in about if name == "note"] == report["notes"]


# Workbooks


def shown_decimals(cell):
    """The decimals that the format of a number shows."""
    return len(cell.number_format.partition(".")[2].rstrip(" %"))


def check_workbook_cell(kind, value, cell, row, name):
    """A value of JSON, and the cell of a workbook."""
    assert cell.data_type != "f", (name, "a formula")
    if value is None or value == "":
        assert cell.value is None, (name, cell.value)
    elif isinstance(cell.value, str):
        assert cell.value.replace("_x000D_", "\r") == str(value), (name, value, cell.value)
        assert kind in ("text", "date", "month") or digits(str(value)) > 15 or not isinstance(value, str), (name, value)
    elif isinstance(cell.value, datetime):
        assert cell.value.isoformat()[:len(value)] == value, (name, value, cell.value)
        assert cell.number_format == {7: "yyyy-mm", 10: "yyyy-mm-dd"}[len(value)], (name, cell.number_format)
    else:
        kind = "money" if f"{name}_currency" in row else kind
        exact = Decimal(str(value))
        if digits(str(value)) > 15:
            assert float(f"{cell.value:.15g}") == float(f"{float(exact):.15g}"), (name, value, cell.value)
        else:
            assert Decimal(repr(cell.value)) == exact, (name, value, cell.value)
        if kind == "money":
            assert cell.number_format.startswith(f"[${row[f'{name}_currency']}] #,##0"), (name, cell.number_format)
            assert shown_decimals(cell) == len(value.partition(".")[2]), (name, value, cell.number_format)
        elif kind == "ratio":
            assert cell.number_format == "#,##0.0 %", (name, cell.number_format)


def check_workbook_rows(kinds, rows, cells, header, is_stream):
    for row, line in zip(rows, cells, strict=True):
        line = dict(zip(header, line))
        for name, kind in kinds.items():
            value = row[name]
            check_workbook_cell(kind, value, line[name], row, name)
            if kind in ("money", "decimal", "count") and value is not None and digits(str(value)) > 15:
                assert (line[name] if is_stream else line[f"{name}_exact"]).value == str(value), (name, value)
            if f"{name}_reason" in line:
                assert (line[f"{name}_reason"].value or "") == (row[f"{name}_reason"] or ""), name


def check_workbook(book, command, report):
    path = book.folder / "report.xlsx"
    book.run(command, "-o", path)
    written = path.read_bytes()
    book.run(command, "-o", path)
    assert path.read_bytes() == written, "another run wrote other bytes"
    workbook = openpyxl.load_workbook(path)
    assert workbook.sheetnames == [each["name"] for each in report["sections"]] + ["about"], workbook.sheetnames
    assert workbook.properties.title == report["title"]
    for section in report["sections"]:
        sheet = workbook[section["name"]]
        header, *cells = sheet.iter_rows()
        header = [cell.value for cell in header]
        assert sheet.freeze_panes == "A2"
        kinds = {column["name"]: column["type"] for column in section["columns"]}
        count = len(section["rows"])
        totals = [{name: row[name] for name in row} for row in section["totals"]]
        rows = section["rows"] + ([dict.fromkeys(totals[0])] if totals else []) + totals
        # The library knows no rows after the last one that has a cell.
        cells += [[openpyxl.cell.cell.Cell(sheet)] * len(header)] * (len(rows) - len(cells))
        check_workbook_rows(kinds, rows, cells, header, report["report"] == "query")
        assert not totals or not any(cell.value for cell in cells[count]), "no empty row before the totals"
    about = [[cell.value or "" for cell in row] for row in workbook["about"].iter_rows()]
    assert ["title", report["title"]] in about
    assert [value for name, value in about if name == "note"] == report["notes"]


# CSV, lines of JSON, pages, Markdown


def check_csv(book, command, report):
    folder = book.folder / "csv"
    book.run(command, "--raw", "--force", "-o", f"{folder}/")
    for section in report["sections"]:
        with open(folder / f"{section['name']}.csv", newline="", encoding="utf-8") as file:
            rows = list(csv.DictReader(file, strict=True))
        for row, cells in zip(section["rows"], rows, strict=True):
            assert None not in cells and None not in cells.values(), cells
            for name, cell in cells.items():
                value = row[name] if name in row else None
                assert cell == ("" if value is None else str(value)), (name, cell, value)
    printed = book.run(command, "--raw", "--format", "csv")
    first = folder / f"{report['sections'][0]['name']}.csv"
    assert printed.encode() == first.read_bytes(), "the first section is not what is printed"


def check_lines(book, command, report):
    lines = [json.loads(line) for line in book.run(command, "--format", "jsonl").splitlines()]
    rows = [{"report": report["report"], "section": section["name"], **row}
            for section in report["sections"] for row in section["rows"]]
    assert lines == rows


class Page(html.parser.HTMLParser):
    """What a page holds: its tables as rows of texts, and that it loads and runs nothing."""

    def __init__(self, page):
        super().__init__(convert_charrefs=True)
        self.tables, self.is_open = [], False
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        assert tag in {"html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "p", "div", "table", "caption",
                       "thead", "tbody", "tfoot", "tr", "th", "td", "ul", "li"}, tag
        for name, _ in attributes:
            assert name in {"lang", "charset", "http-equiv", "content", "name", "class", "id", "role", "scope",
                            "aria-labelledby", "tabindex"}, name
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("th", "td"):
            self.tables[-1][-1].append("")
        self.is_open = tag in ("th", "td")

    def handle_endtag(self, _):
        self.is_open = False

    def handle_data(self, data):
        if self.is_open:
            self.tables[-1][-1][-1] += data


def markdown_tables(printed):
    tables, cell = [], None
    for token in markdown_it.MarkdownIt("gfm-like", {"linkify": False, "html": False}).parse(printed):
        if token.type == "table_open":
            tables.append([])
        elif token.type == "tr_open":
            tables[-1].append([])
        elif token.type == "inline" and tables and token.level > 3:
            # Nothing of a report is markup but what is bold.
            kinds = {child.type for child in token.children}
            assert kinds <= {"text", "text_special", "strong_open", "strong_close"}, (kinds, token.content)
            tables[-1][-1].append("".join(child.content for child in token.children))
    return tables


def check_texts(book, command, report):
    page = Page(book.run(command, "--format", "html")).tables
    markdown = markdown_tables(book.run(command, "--format", "markdown"))
    assert len(page) == len(report["sections"]) == len(markdown)
    for section, rows, lines in zip(report["sections"], page, markdown):
        assert len(rows) == 1 + len(section["rows"]) + len(section["totals"]) == len(lines)
        assert all(len(row) == len(section["columns"]) for row in [*rows, *lines])
        for row, line in zip(rows, lines):
            assert [each.strip() for each in row] == [each.strip() for each in line], (row, line)


# Books


def commands():
    for guide in GUIDES:
        for line in (ROOT / guide).read_text("utf-8").splitlines():
            if line.startswith("$ offtake ") and "|" not in line and ">" not in line:
                yield line.removeprefix("$ offtake ")
    yield from MORE


def hard_book(program, folder):
    """Names that are markup or formulas, and amounts of more than 15 digits."""
    book = Book(program, folder / "hard.sqlite", folder)
    book.run("init")
    with open(folder / "providers.csv", "w", newline="", encoding="utf-8") as file:
        lines = csv.writer(file)
        lines.writerow(["slug", "name"])
        lines.writerows([f"p{number}", name] for number, name in enumerate(NAMES))
    amounts = ["9000000000000.123456", "-1234567890.123456", "0.000001", "12.50"]
    (folder / "invoices.csv").write_text(
        "provider,buyer,number,billing_month,issued_on,currency,amount\n"
        + "".join(f"p{number},p4,I-{number},2026-0{number + 1},2026-0{number + 2}-01,USD,{amount}\n"
                  for number, amount in enumerate(amounts)), "utf-8")
    for kind in ("providers", "invoices"):
        book.run(f"import {kind}", folder / f"{kind}.csv")
    return book, ["report spend", "report spend --by month --explain", "list providers", "list invoices --wide",
                  "show invoice I-0", "history p0", "query 'SELECT * FROM invoices'",
                  "query 'SELECT 9007199254740993 AS units, name FROM organizations'"]


def release_book(program, folder):
    book = Book(program, folder / "release.sqlite", folder)
    with open(book.database, "wb") as file:
        subprocess.run(["gunzip", "-c", ROOT / "Tests/Books/0.2.0.sqlite.gz"], stdout=file, check=True)
    book.run("init")
    kinds = json.loads(book.run("schema"))["$defs"]
    lists = [f"list {name.removeprefix('list-')} --wide" for name in kinds if name.startswith("list-")]
    return book, [*commands(), *lists, "import providers public-deals/providers.csv --dry-run"]


def has_workbooks(program):
    """Whether the program was built with the trait XLSX."""
    values = subprocess.run([program, "list", "--help"], capture_output=True, check=True).stdout.decode()
    return re.search(r"values:[^)]*\bxlsx\b", values) is not None


def main():
    program, folder = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2])
    checks = [check_spreadsheet, check_csv, check_lines, check_texts]
    if has_workbooks(program):
        checks.append(check_workbook)
    seen, failures, count = set(), [], 0
    for book, asked in [hard_book(program, folder), release_book(program, folder)]:
        whole = validator(book.run("schema"))
        names = set(json.loads(book.run("schema"))["$defs"])
        for command in asked:
            report = book.json(command)
            if report is None:
                continue
            try:
                validator(book.run("schema", report["report"])).validate(report)
                whole.validate(report)
                if report["report"] != "import":
                    for check in checks:
                        check(book, command, report)
            except (AssertionError, KeyError, ValueError, jsonschema.ValidationError) as error:
                failures.append(f"offtake {command}: {complaint(error)}")
            seen.add(report["report"])
            count += 1
    print("\n".join(failures))
    if failures:
        sys.exit(1)
    assert seen == names, f"not printed: {sorted(names - seen)}"
    print(f"{count} reports of {len(seen)} kinds: JSON is as jsonschema wants it, the other formats say the same"
          + ("" if check_workbook in checks else "; xlsx is not in this program"))


main()
