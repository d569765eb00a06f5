# SPDX-License-Identifier: GPL-3.0-or-later
"""Managers' forecasts of August and September 2021."""
from .centres import centres
from .common import around, pounds, seeded, write_csv
from .ledger import virements
from .postings import GROUP

HEAD = ["cost_centre", "subjective_group", "account", "fund", "forecast", "change",
        "driver", "reason_code", "comment", "author", "date", "expires"]
DAYS = {8: (3, 4, 5, 6, 9, 10, 11, 12, 13, 16, 17, 18),
        9: (2, 3, 6, 7, 8, 9, 10, 13, 14, 15, 16, 17)}
MATTERS = 2000000  # pence: a smaller variance is said to be none

# subjective group: (reason, comment) where over, where under
REASONS = {
    "1": (("VAC", "Agency cover of vacancies"), ("VAC", "Posts held vacant")),
    "2": (("PRICE", "Energy prices"), ("VOL", "Sites closed part of the year")),
    "3": (("PRICE", "Re-let routes cost more, more solo journeys"),
          ("VOL", "Less travel than planned")),
    "4": (("VOL", "More assessments bought in"), ("TIME", "Orders put back")),
    "5": (("VOL", "More placements and packages than budgeted"),
          ("VOL", "Fewer places taken up than budgeted")),
    "6": (("VOL", "More payments than budgeted"), ("VOL", "Fewer carers and orders")),
    "7": (("PRICE", "Recharge above estimate"), ("PRICE", "Recharge below estimate")),
    "9": (("INC", "Income below target"), ("INC", "Income above target")),
    "10": (("PRICE", "Interest above estimate"), ("PRICE", "Interest below estimate")),
}
SPECIAL = {
    "020111": ("CFWD", "High needs deficit brought forward, £13.67 million"),
    "020402": ("PLAN", "Deficit budget of the high needs block, no saving expected"),
    "030201": ("VOL", "More placements at a higher unit cost; contingency for new cases"),
    "020611": ("VOL", "More SEN pupils, dearer routes, solo journeys"),
}


def forecast_rows(lines):
    """[(centre, group or '', account or '', fund, [lines])], by account where a high-risk
    area takes a part of the group only."""
    rows = {}
    for line in lines:
        rows.setdefault((line.centre, GROUP[line.account], line.fund), []).append(line)
    result = []
    for (centre, group, fund), members in rows.items():
        if len({line.area for line in members}) == 1:
            result.append((centre, group, "", fund, members))
        else:
            result += [(centre, "", line.account, fund, [line]) for line in members]
    return sorted(result, key=lambda row: (row[0], int(row[1] or GROUP[row[2]]), row[2:4]))


def reason(centre, group, account, variance, covid):
    if centre in SPECIAL and (centre != "020611" or account in ("3000", "3020")):
        return SPECIAL[centre]
    if covid:
        return "COVID", "Pandemic demand and cover, part of the variance"
    if abs(variance) < MATTERS:
        return "NIL", ""
    return REASONS[group][0 if variance > 0 else 1]


def write_month(root, month, lines, managers, revised):
    rows = [HEAD]
    for centre, group, account, fund, members in forecast_rows(lines):
        rng = seeded("forecast", month, centre, group, account, fund)
        variance = sum(line.variance for line in members)
        budget = sum(revised[line.key] for line in members)
        declared = [line.covid for line in members if line.covid is not None]
        driver = sum(declared)
        share = 0.955 * around(rng, 0.036) if month == 8 else 1
        if month == 8:
            variance, driver = int(variance * share), int(driver * share)
        code, comment = reason(centre, group or GROUP[account], account, variance, driver)
        as_change = rng.random() < 0.35
        day = DAYS[month][int(len(DAYS[month]) * rng.random())]
        rows.append([centre, group, account, fund,
                     "" if as_change else pounds(budget + variance),
                     pounds(variance) if as_change else "",
                     pounds(driver) if declared else "", code, comment,
                     managers[centre], f"2021-{month:02d}-{day:02d}", ""])
    write_csv(root / f"forecasts/forecasts-2021-{month:02d}.csv", rows)


def write_forecasts(root, lines):
    managers = {code: manager for code, _, _, manager in centres()}
    september = {line.key: line.budget for line in lines}
    august = dict(september)  # as at P04: before the virements of P05
    for month, line, amount, _ in virements(lines):
        if month == 5:
            august[line.key] -= amount
    write_month(root, 8, lines, managers, august)
    write_month(root, 9, lines, managers, september)
