# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads the written files, by no function that wrote them, and compares what they come
to with the published attachments."""
import csv
import fnmatch
import io

from . import published
from .common import pence_of, read_csv, rounded


def matches(selector, code):
    if not selector:
        return True
    for item in selector.split(";"):
        first, dots, last = item.strip().partition("..")
        if dots and len(code) == len(first) and first <= code <= last:
            return True
        if not dots and fnmatch.fnmatchcase(code, first):
            return True
    return False


class Files:
    def __init__(self, root):
        self.services = sorted(read_csv(root / "structure/services.csv"),
                               key=lambda row: int(row["order"]))
        self.areas = read_csv(root / "structure/high_risk.csv")
        self.service_of = {row["cost_centre"]: row["service"]
                           for row in read_csv(root / "structure/cost_centres.csv")}
        self.group_of = {row["account"]: row["subjective_group"]
                         for row in read_csv(root / "structure/accounts.csv")}
        self.ledger = []
        for path in sorted((root / "ledger").glob("*.csv")):
            self.ledger += read_csv(path)
        self.forecasts = {month: read_csv(root / f"forecasts/forecasts-2021-{month}.csv")
                          for month in ("08", "09")}
        self.activity = read_csv(root / "activity/activity.csv")
        self.averages = read_csv(root / "expected/activity.csv")
        self.expected = {name: read_csv(root / f"expected/{name}.csv")
                         for name in ("sla", "high-risk", "covid")}

    def area_of(self, centre, account):
        parents = {row["parent"] for row in self.areas}
        for row in self.areas:
            if row["area"] not in parents and matches(row["cost_centres"], centre) and \
                    matches(row["accounts"], account):
                return row["area"]
        return ""

    def budgets(self, last):
        """Revised budget as at a period of 2021/22: {(centre, account, fund): pence}"""
        sums = {}
        for row in self.ledger:
            year, month = row["period"].split(" P")
            if year == "2021/22" and row["measure"] in ("BUDGET", "VIREMENT") and \
                    int(month) <= last:
                key = (row["cost_centre"], row["account"], row["fund"])
                sums[key] = sums.get(key, 0) + pence_of(row["amount"])
        return sums

    def variances(self, month, last):
        """[(centre, lines, fund, budget, variance, declared or None)] of a month's
        forecasts; and faults: budget lines that not exactly one forecast covers."""
        budgets = self.budgets(last)
        rows, seen, faults = [], [], []
        for row in self.forecasts[month]:
            keys = [key for key in budgets
                    if key[0] == row["cost_centre"] and key[2] == row["fund"] and
                    (key[1] == row["account"] if row["account"] else
                     self.group_of[key[1]] == row["subjective_group"])]
            if len({(self.area_of(*key[:2]), key[2]) for key in keys}) != 1:
                faults.append(f"{row['cost_centre']}, {row['subjective_group']}"
                              f"{row['account']}: no line, or lines of two areas")
                continue
            budget = sum(budgets[key] for key in keys)
            change = pence_of(row["change"]) if row["change"] else \
                pence_of(row["forecast"]) - budget
            declared = pence_of(row["driver"]) if row["driver"] else None
            rows.append((row["cost_centre"], keys, row["fund"], budget, change, declared))
            seen += keys
        for key in sorted(set(budgets) | set(seen)):
            if seen.count(key) != 1:
                faults.append(f"{key}: {seen.count(key)} forecasts")
        return rows, faults


def percent(part, whole):
    """One decimal, half away from zero, the sign kept: '-0.0'."""
    tenths = (2000 * abs(part) + abs(whole)) // (2 * abs(whole))
    return f"{'-' if part * whole < 0 else ''}{tenths // 10}.{tenths % 10}"


def figures(sums):
    budget, forecast, dsg, non_dsg = (rounded(part) for part in sums)
    return [budget, forecast, dsg, non_dsg, forecast - budget]


def added(rows):
    return [sum(parts) for parts in zip(*rows)]


def table(head, rows):
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows([head] + rows)
    return out.getvalue()


def gather(rows, name_of):
    sums = {}
    for _, keys, fund, budget, change, _ in rows:
        part = sums.setdefault(name_of(keys[0]), [0, 0, 0, 0])
        part[0] += budget
        part[1] += budget + change
        part[2 if fund == "DSG" else 3] += change
    return sums
