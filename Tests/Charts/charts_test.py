"""Draws the charts of the samples and of hostile books, and measures them in a real browser: no text may lie on
another or leave the picture, and all of it must be read with ease on light and on dark paper."""

import html
import json
import pathlib
import re
import subprocess
import sys
import xml.etree.ElementTree as tree

AS_OF = ["--as-of", "2026-11-23"]
CHARTS = {
    "spend": ["spend"],
    "spend-month": ["spend", "--by", "month,provider"],
    "spend-quarter": ["spend", "--by", "contract,quarter"],
    "spend-sku": ["spend", "--by", "sku"],
    "spend-unit": ["spend", "--by", "month", "--unit", "thousand"],
    "ratio": ["ratio", "--by", "month"],
    "ratio-provider": ["ratio", "--of", "provider", "--by", "quarter"],
    "wallet": ["ratio", "--of", "wallet", "--by", "month"],
    "commitments": ["commitments"],
    "capacity": ["capacity"],
    "capacity-site": ["capacity", "--by", "site"],
    "capacity-month": ["capacity", "--by", "month"],
    "obligations": ["obligations"],
    "obligations-provider": ["obligations", "--by", "provider"],
    "exposure": ["exposure"],
    "exposure-month": ["exposure", "--by", "month", "--months", "24"],
}
KINDS = "providers contracts fees events commitments capacity deliveries revenue sla outages invoices".split()
NAMES = ["<script>alert(1)</script>", "株式会社クラウド計算基盤インフラストラクチャー", "W" * 120,
         "a & b \"c\" 'd'", "مزود الحوسبة", "&amp;&lt;", "naïve e\u0301", "-", "🏴‍☠️ 🇩🇪 👩‍👩‍👧"]
MEASURE = """
const found = [];
for (const svg of document.querySelectorAll('svg')) {
  const name = svg.dataset.name, paper = color(getComputedStyle(svg.querySelector('.chart-paper')).fill);
  const frame = svg.viewBox.baseVal, boxes = [];
  for (const text of svg.querySelectorAll('text')) {
    const box = text.getBBox(), words = [...text.childNodes].filter(n => n.nodeType == 3).map(n => n.data).join('');
    if (box.x < -0.5 || box.y < -0.5 || box.x + box.width > frame.width + 0.5 || box.y + box.height > frame.height + 0.5)
      found.push(`${name}: leaves the picture: ${words}`);
    for (const [other, said] of boxes)
      if (box.x < other.x + other.width - 0.5 && other.x < box.x + box.width - 0.5
          && box.y + 2 < other.y + other.height - 2 && other.y + 2 < box.y + box.height - 2)
        found.push(`${name}: "${words}" lies on "${said}"`);
    boxes.push([box, words]);
    const ratio = contrast(color(getComputedStyle(text).fill), paper);
    if (ratio < 4.5) found.push(`${name}: contrast ${ratio.toFixed(2)}: ${words}`);
  }
  if (!boxes.length) found.push(`${name}: has no text`);
}
for (const image of document.querySelectorAll('img'))
  if (!image.complete || !image.naturalWidth) found.push(`${image.alt}: is no picture`);
if (document.querySelectorAll('svg script').length) found.push('a script in a picture');
const dark = matchMedia('(prefers-color-scheme: dark)').matches;
document.title = JSON.stringify({dark, texts: document.querySelectorAll('svg text').length, found});
function color(text) { return text.match(/[0-9.]+/g).slice(0, 3).map(Number); }
function light([r, g, b]) {
  const [R, G, B] = [r, g, b].map(c => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
  return 0.2126 * R + 0.7152 * G + 0.0722 * B;
}
function contrast(a, b) {
  const [x, y] = [light(a), light(b)].sort((p, q) => q - p);
  return (x + 0.05) / (y + 0.05);
}
"""


class Book:
    """A database, and the pictures of its reports."""

    def __init__(self, program, folder, name):
        self.program, self.folder, self.name = program, folder, name
        self.database = folder / f"{name}.sqlite"
        self.run("init")

    def run(self, *arguments):
        command = [self.program, *map(str, arguments), "--db", str(self.database)]
        done = subprocess.run(command, capture_output=True, check=False)
        assert done.returncode in (0, 1), (command, done.stderr.decode())
        return done.stdout.decode()

    def add(self, kind, header, rows):
        file = self.folder / f"{self.name}-{kind}.csv"
        cells = [",".join('"' + str(cell).replace('"', '""') + '"' for cell in row) for row in rows]
        file.write_text("\n".join([header, *cells]) + "\n", "utf-8")
        self.run("import", kind, file)

    def charts(self):
        """The files of all charts."""
        files = []
        for name, arguments in CHARTS.items():
            file = self.folder / f"{self.name}-{name}.svg"
            self.run("report", *arguments, *AS_OF, "-o", file)
            if len(AS_OF) + len(arguments) < 5:
                lines = self.run("report", *arguments, *AS_OF, "--chart").splitlines()
                assert len(lines) > 2, name
            files.append(file)
        return files


def take_or_pay(program, samples, folder):
    book = Book(program, folder, "take-or-pay")
    for kind in KINDS:
        file = samples / "take-or-pay" / f"{kind}.csv"
        if file.exists():
            book.run("import", kind, file)
    return book


def public_deals(program, samples, folder):
    book = Book(program, folder, "public-deals")
    for kind in KINDS:
        file = samples / ("invoices" if kind == "invoices" else "public-deals") / f"{kind}.csv"
        if file.exists():
            book.run("import", kind, file)
    return book


def hostile(program, folder, name, providers, months, amount):
    """A book of so many providers, whose names and amounts are hard to draw."""
    book = Book(program, folder, name)
    slugs = [f"provider-with-a-long-name-{n}" if n % 7 else f"p{n}" for n in range(providers)]
    references = [f"{NAMES[n % len(NAMES)]} {n}" for n in range(providers)]
    # The last months before the as-of day.
    every = [f"{number // 12}-{number % 12 + 1:02}" for number in range(2026 * 12 + 10 - months, 2026 * 12 + 10)]
    book.add("providers", "slug,name", [[slug, NAMES[n % len(NAMES)]] for n, slug in enumerate(slugs)]
             + [["lumen", "Lumen"]])
    book.add("contracts", "provider,buyer,reference,status,signed_on,effective_on,currency,notice_days,notice_by,term_months",
             [[slug, "lumen", reference, "active", "2020-01-01", "2020-01-01", "USD", 90, "either", 120]
              for slug, reference in zip(slugs, references)])
    book.add("fees", "provider,contract,from_month,currency,monthly_fee",
             [[slug, reference, "2020-01", "USD", amount(n, 0)] for n, (slug, reference) in enumerate(zip(slugs, references))
              if amount(n, 0) > 0])
    lines = []
    for n, (slug, reference) in enumerate(zip(slugs, references)):
        for m, month in enumerate(every):
            if (n + m) % 5 == 4:
                continue
            lines.append([slug, "lumen", f"{slug}-{month}", reference, month, f"{month}-28", "USD", amount(n, m),
                          NAMES[n % len(NAMES)]])
    book.add("invoices", "provider,buyer,number,contract,billing_month,issued_on,currency,amount,sku", lines)
    book.add("revenue", "organization,period,basis,currency,amount,as_of",
             [["lumen", month, "reported", "USD", 1000 * (1 + m % 3), f"{month}-28"]
              for m, month in enumerate(every) if m % 4])
    return book


def measure(files, folder, is_dark):
    """What a browser finds wrong with pictures."""
    page = folder / ("dark.html" if is_dark else "light.html")
    pictures = []
    for file in files:
        text = file.read_text("utf-8")
        tree.fromstring(text)
        inline = re.sub(r"^<\?xml[^>]*>", "", text).replace("<svg ", f'<svg data-name="{file.stem}" ', 1)
        pictures.append(f'<img alt="{html.escape(file.stem)}" src="{file.name}">{inline}')
    page.write_text("<!doctype html><meta charset=utf-8><title></title><body>" + "\n".join(pictures)
                    + f"<script>addEventListener('load', () => {{{MEASURE}}})</script>", "utf-8")
    scheme = ["--blink-settings=preferredColorScheme=0"] if is_dark else []
    command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/profile", *scheme,
               "--virtual-time-budget=10000", "--dump-dom", f"file://{page}"]
    done = subprocess.run(command, capture_output=True, check=True, timeout=120)
    title = re.search(r"<title>(.*?)</title>", done.stdout.decode("utf-8"), re.S).group(1)
    answer = json.loads(html.unescape(title))
    assert answer["dark"] == is_dark, "the browser has the other color scheme"
    return answer


def main(program, samples, folder):
    samples, folder = pathlib.Path(samples).resolve(), pathlib.Path(folder).resolve()
    books = [
        public_deals(program, samples, folder), take_or_pay(program, samples, folder),
        Book(program, folder, "empty"),
        hostile(program, folder, "one", 1, 1, lambda n, m: 5),
        hostile(program, folder, "zero", 2, 3, lambda n, m: 0),
        hostile(program, folder, "credits", 9, 14, lambda n, m: (-1) ** (n + m) * (n + 1) * 1000.5),
        hostile(program, folder, "large", 12, 30, lambda n, m: 10 ** (n % 12) + m),
        hostile(program, folder, "many", 200, 12, lambda n, m: 1000 + (n * 37 + m * 11) % 501),
        hostile(program, folder, "long", 7, 120, lambda n, m: 100 + (n * 7 + m * 3) % 90),
    ]
    files = [file for book in books for file in book.charts()]
    faults = []
    for is_dark in (False, True):
        answer = measure(files, folder, is_dark)
        faults += [f"{'dark' if is_dark else 'light'}: {fault}" for fault in answer["found"]]
        print(f"{len(files)} pictures, {answer['texts']} texts, {'dark' if is_dark else 'light'}")
    print("\n".join(faults[:40]))
    if faults:
        sys.exit(f"{len(faults)} faults")


if __name__ == "__main__":
    main(*sys.argv[1:])
