# SPDX-License-Identifier: GPL-3.0-or-later
"""The ledger: three earlier years, the budget of 2021/22, and its months to August."""
from .common import around, pounds, seeded, spread, write_csv
from .postings import (GROUP, HEAD, MONTHS, PLACED, period, posted, shape,
                       year_text)

LAST = 5
HISTORY = {2018: 0.88, 2019: 0.93, 2020: 0.98}
VIRED_IN = (2, 4, 5)
COMMITTED = ("2", "3", "4", "5")
NEVER_COMMITTED = ("5050", "5070", "5080")
SMALL = 200000  # pence: a line that comes to less in a year posts nothing in earlier years


def project(line):
    if line.account in PLACED:
        return "COVID01"
    return "COVID02" if GROUP[line.account] == "1" else "COVID03"


def whole_hundreds(pence):
    return int(pence / 10000) * 10000


def virements(lines):
    """[(month, line, amount, number)]; each virement is two lines of one service."""
    rows, number = [], 0
    pools = {}
    for line in lines:
        if line.budget > 5000000 and GROUP[line.account] != "9":
            pools.setdefault((line.service, line.fund), []).append(line)
    for pool in sorted(pools):
        members = pools[pool]
        for month in VIRED_IN:
            rng = seeded("virement", *pool, month)
            if len(members) < 2 or rng.random() < 0.4:
                continue
            giver = int(len(members) * rng.random())
            taker = (giver + 1 + int((len(members) - 1) * rng.random())) % len(members)
            least = min(members[giver].budget, members[taker].budget)
            amount = whole_hundreds(least * (0.008 + 0.03 * rng.random()))
            if amount:
                number += 1
                rows.append((month, members[giver], -amount, number))
                rows.append((month, members[taker], amount, number))
    return rows


def other_row(line, year, month, measure, amount, document="", text=""):
    return [line.centre, line.account, line.fund, "", period(year, month), measure,
            pounds(amount), document, "", text]


def history(line, year):
    """Budget and actual of an earlier year: [(month, row)]"""
    base = 0 if line.one_off else line.forecast - (line.covid or 0)
    if abs(base) < SMALL:
        return []
    rng = seeded("history", *line.key, year)
    total = int(base * HISTORY[year] * around(rng, 0.02))
    short = 0.9 if line.account in PLACED else 0.985
    budget = whole_hundreds(total * short * around(rng, 0.02))
    rows = [(1, other_row(line, year, 1, "BUDGET", budget, "", "Original budget"))]
    weights = shape(line.account, *line.key, year)
    weights.append(sum(weights) * 0.004 * around(rng, 0.5) if rng.random() < 0.12 else 0)
    for month, part in enumerate(spread(total, weights), 1):
        if part:
            rows += [(month, row) for row in posted(line, year, month, part)]
    if line.covid and year == 2019:
        part = int(line.covid * 0.03 * around(rng, 0.3))
        rows += [(12, row) for row in posted(line, year, 12, part, project(line))]
    if line.covid and year == 2020:
        extra = spread(int(line.covid * 0.9 * around(rng, 0.1)),
                       shape(line.account, *line.key, "covid", year))
        for month, part in enumerate(extra, 1):
            rows += [(month, row) for row in
                     posted(line, year, month, part, project(line))]
    return rows


def this_year(line):
    """Actuals and commitments of 2021/22 to August: [(month, row)]"""
    rows = []
    covid = line.covid or 0
    plain = spread(line.forecast - covid, shape(line.account, *line.key, 2021))
    driven = spread(covid, shape(line.account, *line.key, "covid", 2021))
    for month in range(1, LAST + 1):
        if abs(plain[month - 1]) > 500:
            rows += [(month, row) for row in posted(line, 2021, month, plain[month - 1])]
        if driven[month - 1]:
            rows += [(month, row) for row in
                     posted(line, 2021, month, driven[month - 1], project(line))]
        amount = commitment(line, month)
        if amount:
            rows.append((month, other_row(line, 2021, month, "COMMITMENT", amount, "",
                                          f"Open orders, end of {MONTHS[month - 1]}")))
    return rows


def commitment(line, month):
    """Outstanding at the end of the month."""
    if GROUP[line.account] not in COMMITTED or line.account in NEVER_COMMITTED:
        return 0
    rng = seeded("commitment", *line.key, month)
    if line.forecast < 5000000 or rng.random() < 0.1:
        return 0
    return int(line.forecast / 12 * (0.5 + 1.1 * rng.random()))


def in_order(rows):
    """By month, then as they were made (cost centre and account)."""
    return [row for _, row in sorted(rows, key=lambda item: item[0])]


def write_ledger(root, lines):
    folder = root / "ledger"
    for year in HISTORY:
        rows = [item for line in lines for item in history(line, year)]
        name = year_text(year).replace("/", "-")
        write_csv(folder / f"ledger-{name[:4]}-{name[5:]}.csv", [HEAD] + in_order(rows))
    moved = virements(lines)
    budget = {line.key: line.budget for line in lines}
    for _, line, amount, _ in moved:
        budget[line.key] -= amount
    write_csv(folder / "budget-2021-22.csv", [HEAD] + [
        other_row(line, 2021, 1, "BUDGET", budget[line.key], "", "Original budget")
        for line in lines])
    rows = [item for line in lines for item in this_year(line)]
    for month, line, amount, number in moved:
        rows.append((month, other_row(line, 2021, month, "VIREMENT", amount,
                                      f"VIR{number:03d}", "Virement within the service")))
    for month in range(1, LAST + 1):
        write_csv(folder / f"ledger-2021-{month + 3:02d}.csv",
                  [HEAD] + in_order([item for item in rows if item[0] == month]))
