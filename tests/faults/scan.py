# SPDX-License-Identifier: GPL-3.0-or-later
"""Is there anything in what outturn wrote that a reader's program would run?

check_files(directory) looks at every file of a pack, workbooks unpacked: escape codes and
other control characters, tags and handlers in what is HTML, formulas in what spreadsheets
open. hostile_council(directory) makes a council all of whose texts try to."""
import csv
import html.parser
import io
import re
import zipfile
from pathlib import Path

TEXTS = (
    "=cmd|' /C calc'!A0", "+1+cmd|' /C calc'!A0", "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0", "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>", "\"><svg onload=alert(1)>", "[x](javascript:alert(1))",
    "\x1b]0;owned\x07\x1b[31mred", "\u009b31mred", "\u202egnp.exe", "&lt;b&gt; & co",
    "{{7*7}}${7*7}", "</title></style><script>alert(2)</script>", "a|b `c` *d* _e_ \\f",
    "O'Brien \"quoted\" Team")
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x9f\u202a-\u202e\u2066-\u2069]")


class Page(html.parser.HTMLParser):
    """The tags and handlers of a page."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        if tag in ("svg", "img", "script", "iframe", "object") or tag == "a":
            self.found += [f"<{tag} {name}={value}>" for name, value in attrs
                           if name.startswith("on") or "javascript:" in (value or "")
                           or (tag, value) == ("img", "x")]
        self.found += [f"<{tag} {name}>" for name, _ in attrs if name.startswith("on")]

    handle_startendtag = handle_starttag


def page_faults(text):
    """A page of ours may have scripts of its own, which never call alert, and data that
    is not run as long as no tag ends it."""
    page = Page()
    page.feed(text)
    return page.found + re.findall(
        r"<script(?![^>]*application/json)[^>]*>[^<]*alert\([12]\)", text)


def markdown_faults(text):
    """Markdown may hold HTML: nothing opens a tag but a line break; comments are ours,
    as no text can begin one."""
    text = re.sub("<!--[^<>]*-->", "", text)
    return re.findall(r"(?<!\\)<(?!br>)[a-zA-Z/!][^>]*>", text) + re.findall(
        r"(?<!\\)\]\(javascript:", text)


def csv_faults(text):
    found = []
    for row in csv.reader(io.StringIO(text)):
        found += [cell for cell in row if re.match(r"[=+\-@\t\r]", cell)
                  and not re.fullmatch(r"[-+0-9., %]*", cell)]
    return found


def workbook_faults(data):
    """No text is a formula, and none of the parts holds a link to run or a macro."""
    found = []
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        for name in book.namelist():
            text = book.read(name).decode("utf-8", "replace")
            found += [f"{name}: {one}" for one in re.findall(r"<f>[^<]*(?:cmd\||HYPERLINK)"
                                                            r"[^<]*</f>", text)]
            found += [f"{name}: {one}" for one in re.findall("<script|<svg on|\x1b", text)]
            if "vbaProject" in name or "ddeLink" in text:
                found.append(name)
    return found


def file_faults(path):
    data = path.read_bytes()
    if data[:2] == b"PK":
        return workbook_faults(data)
    text = data.decode("utf-8", "replace")
    found = [f"control {one!r}" for one in CONTROL.findall(text)]
    if path.suffix == ".html":
        found += page_faults(text)
    elif path.suffix == ".md":
        found += markdown_faults(text)
    elif path.suffix == ".csv":
        found += csv_faults(text)
    return found


def check_files(directory):
    """(files looked at, what was found in them)."""
    found, looked = [], 0
    for path in sorted(Path(directory).rglob("*")):
        if path.is_file():
            looked += 1
            found += [f"{path.name}: {one}" for one in file_faults(path)]
    return looked, found


def cell(text):
    return '"' + text.replace('"', '""') + '"'


def hostile_council(where, centres=16):
    """A council whose every name, comment and code that may be free text is one of TEXTS;
    its profile. Names of services must differ, so each has its number behind it."""
    root = Path(where)
    (root / "structure").mkdir(parents=True)
    text = [TEXTS[at % len(TEXTS)] for at in range(4 * centres)]
    services = ["service,name,code,group,order,total_label,budget_manager"]
    cost_centres = ["cost_centre,name,service,group,manager,fund"]
    accounts = ["account,name,subjective_group,income"]
    high_risk = ["area,parent,order,manager,cost_centres,accounts"]
    ledger = ["cost_centre,account,fund,project,period,measure,amount,text"]
    forecasts = ["cost_centre,subjective_group,account,fund,forecast,change,driver,"
                 "reason_code,comment,author,date,expires"]
    for at in range(centres):
        services.append(f"S{at},{cell(text[at] + f' {at}')},{cell(text[at + 1])},"
                        f"{cell(text[at % 3])},{at + 1},{cell(text[at + 2])},"
                        f"{cell(text[at + 3])}")
        cost_centres.append(f"{1000 + at},{cell(text[at + 1])},S{at},{cell(text[at % 3])},"
                            f"{cell(text[at + 3])},NON-DSG")
        accounts.append(f"{4000 + at},{cell(text[at])},{at % 9 + 1},n")
        high_risk.append(f"{cell(text[at] + f' {at}')},,{at + 1},{cell(text[at + 1])},"
                         f"{1000 + at},{4000 + at}")
        for month in range(1, 6):
            ledger.append(f"{1000 + at},{4000 + at},NON-DSG,,2021/22 P{month:02},actual,"
                          f"{1000 * at + month}.17,{cell(text[at])}")
        ledger.append(f"{1000 + at},{4000 + at},NON-DSG,,2021/22 P01,budget,"
                      f"{15000 * at + 2385}.17,{cell(text[at])}")
        forecasts.append(f"{1000 + at},,,,{16000 * at + 9000}.00,,,VOL,{cell(text[at])},"
                         f"{cell(text[at + 1])},2021-09-12,")
    for name, lines in (("services", services), ("cost_centres", cost_centres),
                        ("accounts", accounts), ("high_risk", high_risk)):
        (root / f"structure/{name}.csv").write_text("\n".join(lines) + "\n",
                                                    encoding="utf-8")
    (root / "ledger.csv").write_text("\n".join(ledger) + "\n", encoding="utf-8")
    (root / "forecasts.csv").write_text("\n".join(forecasts) + "\n", encoding="utf-8")
    profile = root / "outturn.ini"
    profile.write_text(
        f"[council]\nname = {TEXTS[4]} Council\ndepartment = {TEXTS[0]}\n"
        "fiscal_year_start = April\n[structure]\n"
        + "".join(f"{name} = structure/{name}.csv\n" for name in
                  ("services", "cost_centres", "accounts", "high_risk"))
        + "[ledger]\nshape = plain\nfiles = ledger.csv\n[forecasts]\n"
        f"files = forecasts.csv\n[driver]\nid = storm\nname = {TEXTS[5]}\n"
        "projects = STORM*\n", encoding="utf-8")
    return profile
