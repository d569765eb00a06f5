# SPDX-License-Identifier: GPL-3.0-or-later
"""How an amount is posted: shapes of the year, and documents, suppliers and texts."""
from .common import around, pounds, seeded
from .structure import ACCOUNTS
from .suppliers import SUPPLIERS

HEAD = ["cost_centre", "account", "fund", "project", "period", "measure", "amount",
        "document", "supplier", "text"]
MONTHS = ("April", "May", "June", "July", "August", "September", "October", "November",
          "December", "January", "February", "March")
NAMES, GROUP, KIND = {}, {}, {}
for _line in ACCOUNTS.strip().split("\n"):
    _code, NAMES[_code], GROUP[_code], KIND[_code] = _line.split(";")

SHAPES = {
    "u": (98, 98, 99, 99, 99, 100, 100, 101, 101, 101, 102, 102),
    "e": (94, 98, 97, 102, 99, 98, 103, 101, 96, 104, 99, 109),
    "t": (92, 112, 115, 108, 22, 84, 116, 117, 103, 111, 102, 118),
    "q": (0, 0, 25, 0, 0, 25, 0, 0, 25, 0, 0, 25),
    "y": (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1),
    "b": (1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
}
NOISE = {"u": 0.015, "e": 0.09, "t": 0.06, "q": 0.1, "y": 0.0, "b": 0.0}
PLACED = ("5000", "5010", "5020")  # rising through the year


def shape(account, *seed):
    kind = KIND[account]
    rng = seeded("shape", account, *seed)
    weights = [part * around(rng, NOISE[kind]) for part in SHAPES[kind]]
    if account in PLACED:
        weights = [part * (0.93 + 0.012 * month) for month, part in enumerate(weights)]
    return weights


def year_text(year):
    return f"{year}/{(year + 1) % 100:02d}"


def period(year, month):
    return f"{year_text(year)} P{month:02d}"


def document(rng, account, year, month):
    if GROUP[account] == "1" and account not in ("1030", "1050"):
        return f"PAY{year % 100:02d}{month:02d}"
    start = "SI" if GROUP[account] == "9" else "PI" if account in SUPPLIERS else "JNL"
    return f"{start}{int(100000 + 899999 * rng.random())}"


def posted(line, year, month, amount, project=""):
    """Rows that make up the amount: one posting, or two, or one put right."""
    rng = seeded("post", *line.key, year, month, project)
    account = line.account
    names = SUPPLIERS.get(account, [""])
    head = [line.centre, account, line.fund, project, period(year, month), "ACTUAL"]
    when = f"{MONTHS[month - 1]}" if month <= 12 else "Year end adjustment"

    def row(part, text):
        name = names[int(len(names) * rng.random())]
        return head + [pounds(part), document(rng, account, year, month), name, text]

    turn = rng.random()
    if abs(amount) > 400000 and account in SUPPLIERS and turn < 0.06:
        first = int(amount * (0.5 + 0.4 * rng.random()))
        return [row(first, when), row(amount - first, f"{when}, second invoice")]
    if abs(amount) > 100000 and turn > 0.975:
        wrong = int(amount * (0.05 + 0.1 * rng.random()))
        return [row(amount, when), row(wrong, "Posted in error"),
                row(-wrong, "Reversal")]
    if abs(amount) > 200000 and account in SUPPLIERS and turn > 0.95:
        credit = int(amount * (0.01 + 0.03 * rng.random()))
        return [row(amount + credit, when), row(-credit, "Credit note")]
    return [row(amount, "" if GROUP[account] == "1" else when)]
