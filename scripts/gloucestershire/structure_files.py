# SPDX-License-Identifier: GPL-3.0-or-later
"""The files of structure/, activity/ and expected/."""
from . import published
from .blocks import BLOCKS
from .centres import centres
from .common import write_csv, write_text
from .structure import ACCOUNTS, GROUPS, HIGH_RISK, SERVICES, TOTAL_LABELS

MONTHS = ("Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan", "Feb",
          "Mar")


def rows_of(text, mark=";"):
    return [line.split(mark) for line in text.strip().split("\n")]


def write_structure(root):
    folder = root / "structure"
    services = [["service", "name", "code", "group", "order", "total_label",
                 "budget_manager"]]
    group_of = {}
    for service, name, code, group, order, label, manager in rows_of(SERVICES):
        group_of[service] = GROUPS[group]
        services.append([service, name, code, GROUPS[group], order, TOTAL_LABELS[label],
                         manager])
    write_csv(folder / "services.csv", services)
    write_csv(folder / "cost_centres.csv",
              [["cost_centre", "name", "service", "group", "manager", "fund"]] +
              [[code, name, service, group_of[service], manager, default_fund(code)]
               for code, name, service, manager in centres()])
    write_csv(folder / "accounts.csv",
              [["account", "name", "subjective_group", "income"]] +
              [[account, name, group, "y" if group == "9" else "n"]
               for account, name, group, _ in rows_of(ACCOUNTS)])
    write_csv(folder / "high_risk.csv",
              [["area", "parent", "order", "manager", "cost_centres", "accounts"]] +
              rows_of(HIGH_RISK, "|"))


def default_fund(centre):
    """Of the first block that names the cost centre; every ledger line has its own."""
    for row in BLOCKS.strip().split("\n"):
        if centre in row.split("|")[5]:
            return row.split("|")[1]
    raise ValueError(centre)


def placements():
    """[(year, month, period, type, count)]"""
    rows = []
    for kind, year, *counts in rows_of(published.PLACEMENTS, " "):
        for i, count in enumerate(counts):
            at = f"{int(year[:4]) + (i > 8)}-{(i + 3) % 12 + 1:02d}"
            rows.append([year, MONTHS[i], at, kind, count])
    return rows


def write_activity(root):
    write_csv(root / "activity/activity.csv",
              [["period", "type", "count"]] + [row[2:] for row in placements()])


def write_expected(root):
    folder = root / "expected"
    write_text(folder / "sla.csv", published.SLA)
    write_text(folder / "high-risk.csv", published.HIGH_RISK)
    write_text(folder / "covid.csv", published.COVID)
    rows, counts = [["year", "month", "period", "type", "count"]], []
    every = placements()
    for row, following in zip(every, every[1:] + [[""] * 5]):
        rows.append(row)
        counts.append(int(row[4]))
        if (row[0], row[3]) != (following[0], following[3]):
            average = (2 * sum(counts) + len(counts)) // (2 * len(counts))
            rows.append([row[0], "Average", "", row[3], average])
            counts = []
    write_csv(folder / "activity.csv", rows)
