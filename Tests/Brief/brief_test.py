"""brief_test.py FOLDER: checks the brief of FOLDER/samples.sqlite, and of a book whose names are markup, in Chromium."""

import base64
import csv
import io
import os
import pathlib
import subprocess
import sys

from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from page_checks import CONTRAST, STRUCTURE

OFFTAKE, FOLDER, DAY = os.environ["OFFTAKE"], pathlib.Path(sys.argv[1]).resolve(), "2026-11-23"
ATTACK = "<script>alert(1)</script>"
failed = 0


def check(is_good, what, detail=""):
    global failed
    failed += not is_good
    print(("ok    " if is_good else "FAIL  ") + what + (f" ({detail})" if detail != "" and not is_good else ""))


def offtake(*arguments):
    return subprocess.run([OFFTAKE, *map(str, arguments)], capture_output=True, text=True, check=False)


def brief(database, page, *options):
    made = offtake("brief", "--as-of", DAY, "--db", database, "-o", page, *options)
    check(made.returncode == 0, f"{page.name} is written", made.stderr)
    return page.as_uri()


def hostile_book():
    database = FOLDER / "hostile.sqlite"
    offtake("init", "--db", database)
    tables = {
        "providers": [["slug", "name", "kind"], ["evil", ATTACK, "provider"], ["us", f"{ATTACK}\"' onfocus=x", "buyer"]],
        "contracts": [["provider", "reference", "buyer", "currency", "effective_on", "ends_on", "title", "notes"],
                      ["evil", ATTACK, "us", "USD", "2026-01-01", "2027-12-31", ATTACK, ATTACK]],
        "fees": [["contract", "from_month", "to_month", "monthly_fee"], [ATTACK, "2026-01", "2027-12", "1000"]],
    }
    for kind, rows in tables.items():
        file = FOLDER / f"{kind}.csv"
        with open(file, "w", newline="", encoding="utf-8") as out:
            csv.writer(out).writerows(rows)
        imported = offtake("import", kind, file, "--db", database)
        check(imported.returncode == 0, f"hostile {kind} are imported", imported.stderr)
    return database


class Browser:
    def __init__(self):
        options = Options()
        for argument in ["--headless=new", "--no-sandbox", "--disable-gpu", "--window-size=1200,900"]:
            options.add_argument(argument)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        self.driver = webdriver.Chrome(options=options, service=Service("/usr/bin/chromedriver"))

    def open(self, address, width=1200, scheme="light"):
        self.command("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=width < 500)
        self.command("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
        self.driver.get("about:blank")
        self.driver.get(address)

    def command(self, name, **parameters):
        return self.driver.execute_cdp_cmd(name, parameters)

    def run(self, script, *arguments):
        return self.driver.execute_script(script, *arguments)

    def find(self, selector):
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def errors(self):
        return [entry["message"] for entry in self.driver.get_log("browser")]

    def requests(self):
        sent = [entry["message"] for entry in self.driver.get_log("performance") if "Network.requestWillBeSent\"" in entry["message"]]
        return [line for line in sent if '"url":"file:' not in line and '"url":"about:' not in line and '"url":"data:' not in line]


def shown_rows(browser, sheet):
    return browser.run(
        "return [...document.getElementById(arguments[0]).querySelectorAll('tbody tr')]"
        ".filter(r => r.offsetParent !== null).map(r => r.innerText)", sheet)


def column(browser, sheet, name):
    return browser.run(
        "const t = document.getElementById(arguments[0]).querySelector('table');"
        "const i = [...t.tHead.rows[0].cells].findIndex(c => c.dataset.name === arguments[1]);"
        "return [...t.tBodies[0].rows].map(r => r.cells[i].dataset.v ?? null)", sheet, name)


def ascends_and_ends_unknown(values, sign=1):
    known = [float(value) for value in values if value is not None]
    return len(known) > 1 and values[:len(known)].count(None) == 0 and known == sorted(known, reverse=sign < 0)


def check_tables(browser):
    head = "#exposure th[data-name=cost_to_leave]"
    browser.find(head + " button").click()
    check(ascends_and_ends_unknown(column(browser, "exposure", "cost_to_leave")), "a click sorts, unknown last")
    check(browser.find(head).get_attribute("aria-sort") == "ascending", "and says so")
    browser.find(head + " button").send_keys(Keys.ENTER)
    check(ascends_and_ends_unknown(column(browser, "exposure", "cost_to_leave"), -1), "the keyboard sorts the other way, unknown last")
    check(len(shown_rows(browser, "exposure")) == 10, "a long table shows ten rows")
    browser.find("#exposure .more").click()
    check(len(shown_rows(browser, "exposure")) > 30, "a button shows all of them")
    browser.find("#exposure input").send_keys("spacex 2027")
    rows = shown_rows(browser, "exposure")
    check(1 <= len(rows) < 10 and all("spacex" in row for row in rows), "a filter keeps the rows with all of its words", rows)
    check("of" in browser.find("#status").text, "and says how many")
    browser.find("#exposure input").clear()
    browser.find("#exposure input").send_keys(" ")
    before = browser.run("return document.querySelectorAll('#exposure th.x').length")
    browser.find("#exposure .columns").click()
    check(before > 0 and browser.find("#exposure th.x").is_displayed(), "a button shows all columns")


def check_copy(browser):
    browser.run("navigator.clipboard.writeText = async text => { window.copied = text }")
    browser.find("#exposure .copy").click()
    copied = list(csv.DictReader(io.StringIO(browser.run("return window.copied"))))
    printed = offtake("report", "exposure", "--as-of", DAY, "--db", FOLDER / "samples.sqlite", "--format", "csv").stdout
    table = list(csv.DictReader(io.StringIO(printed.split("\n\n")[0])))
    names = set(copied[0]) & set(table[0])
    picked = lambda rows: sorted(tuple(row[name] for name in sorted(names)) for row in rows)
    check({"contract", "cost_to_leave", "share_of_headline", "exit_on"} <= names, "the copy has the columns of the report", names)
    check(picked(copied) == picked(table), "the copy is what the command line prints as CSV")


def check_figure(browser):
    link = browser.find("#exposure a.why")
    browser.run("arguments[0].scrollIntoView({block: 'center'}); arguments[0].focus()", link)
    link.send_keys(Keys.ENTER)
    dialog = browser.find("dialog")
    check(dialog.get_attribute("open") is not None, "a figure opens")
    check("public-deals/contracts.csv:" in dialog.text and "(import 2)" in dialog.text, "to its rows and imports", dialog.text)
    browser.driver.switch_to.active_element.send_keys(Keys.ESCAPE)
    check(dialog.get_attribute("open") is None, "and closes with Escape")


def check_addresses(browser, page):
    browser.open(page + "#contract/anthropic-spacex-colossus")
    top = browser.run("return document.getElementById('contract/anthropic-spacex-colossus').getBoundingClientRect().top")
    check(0 <= top < 200, "a contract's address leads to its part", top)
    browser.open(page + "#exposure/1")
    check(browser.find("[id='exposure/1']").is_displayed(), "the address of a closed part opens it")
    lost = browser.run("return [...document.querySelectorAll('a[href^=\"#\"]')].map(a => decodeURIComponent(a.hash.slice(1)))"
                       ".filter(id => !document.getElementById(id))")
    check(lost == [], "every link leads somewhere", lost[:3])
    strange = browser.run(
        "return [...document.querySelectorAll('a.why')].filter(a => {"
        "const row = a.closest('tr');"
        "const contract = row.querySelector('a[href^=\"#contract/\"]');"
        "const heads = [...a.closest('table').tHead.rows[0].cells].map(c => c.dataset.name);"
        "const subject = heads.findIndex(name => name === 'subject' || name === 'invoice');"
        "const figure = document.getElementById(decodeURIComponent(a.hash.slice(1)));"
        "const names = [contract?.textContent, row.cells[subject]?.textContent].filter(Boolean);"
        "return names.length && !names.some(n => figure.textContent.includes(n)) }).map(a => a.hash)")
    check(strange == [], "a figure opens to rows of its own contract or invoice", strange[:3])


def check_looks(browser, page):
    for width in (1200, 390):
        browser.open(page, width)
        over = browser.run("return document.scrollingElement.scrollWidth - innerWidth")
        check(over <= 0, f"nothing is wider than a window of {width} px", over)
        for problem, found in browser.run(STRUCTURE).items():
            check(found == [], f"{width} px: {problem}", found[:3])
    for scheme in ("light", "dark"):
        browser.open(page, 1200, scheme)
        faint = browser.run(CONTRAST)
        check(faint == [], f"text has contrast in {scheme} mode", faint[:3])
    browser.open(page)
    browser.find("body").send_keys(Keys.TAB)
    skip = browser.driver.switch_to.active_element
    check(skip.get_attribute("class") == "skip" and skip.is_displayed(), "the first Tab is a way past the navigation")
    check(browser.run("return getComputedStyle(document.activeElement).outlineStyle") != "none", "focus can be seen")
    browser.command("Emulation.setScriptExecutionDisabled", value=True)
    browser.driver.get(page)
    browser.command("Emulation.setScriptExecutionDisabled", value=False)
    check(browser.run("return [...document.querySelectorAll('tr')].every(r => !r.classList.contains('later'))"), "without a script all rows are there")


def check_print(browser, page):
    browser.open(page)
    pdf = base64.b64decode(browser.command("Page.printToPDF", preferCSSPageSize=True)["data"])
    pages = pdf.count(b"/Type /Page\n") + pdf.count(b"/Type /Page ") + pdf.count(b"/Type/Page")
    check(pdf.startswith(b"%PDF") and pages > 5, "the page prints", pages)


def main():
    page = brief(FOLDER / "samples.sqlite", FOLDER / "brief.html")
    hidden = brief(FOLDER / "samples.sqlite", FOLDER / "hidden.html", "--hide-amounts")
    hostile = brief(hostile_book(), FOLDER / "hostile.html")
    browser = Browser()
    browser.open(page)
    check_tables(browser)
    check_copy(browser)
    check_figure(browser)
    check_addresses(browser, page)
    check_looks(browser, page)
    check_print(browser, page)
    browser.open(hostile)
    check(browser.run("return document.scripts.length") == 1, "a name that is a script is no script")
    check(ATTACK in browser.find("main").text, "but text")
    browser.open(hidden)
    check(browser.run("return !document.querySelector('a.why, .figures')"), "where amounts are hidden, no figure opens")
    errors, requests = browser.errors(), browser.requests()
    check(errors == [], "no error and no warning in the console", errors)
    check(requests == [], "no request leaves the pages", requests)
    browser.driver.quit()
    print(f"{failed} checks failed" if failed else "all checks passed")
    sys.exit(1 if failed else 0)


main()
