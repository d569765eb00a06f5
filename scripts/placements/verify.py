# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts and costs again from the written files alone, by code that shares nothing with
what wrote them, and against the published counts."""
import csv
from datetime import date, timedelta

TYPE = {"U4": "fostering", "U5": "fostering", "U6": "fostering", "K2": "residential",
        "R1": "residential", "R3": "residential", "S1": "residential",
        "H5": "supported_living", "P2": "supported_living", "K3": "supported_living"}
TYPES = ("total", "residential", "fostering", "supported_living")
NEVER = date(9999, 12, 31)
AS_AT, YEAR = date(2021, 8, 31), date(2021, 4, 1)
SIZE_LIMIT = 1500000


def rows_of(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def british(text):
    return date(int(text[6:]), int(text[3:5]), int(text[:2])) if text else NEVER


def iso(text):
    return date.fromisoformat(text) if text else NEVER


def published(path):
    """Counts by period and type; of 2021/22 supported living is what is left."""
    out = {}
    for row in rows_of(path):
        out.setdefault(row["period"], {})[row["type"]] = int(row["count"])
    for counts in out.values():
        counts.setdefault("supported_living", counts["total"] - counts["residential"]
                          - counts["fostering"])
    return out


def read_episodes(root):
    """By child, in order of start: [start, end, place, provider, legal status]. The last
    return that has an episode is right; one that ends before it starts is left out."""
    latest = {}
    for path in sorted(root.glob("ssda903/*/episodes.csv")):
        for row in rows_of(path):
            latest[row["CHILD"], british(row["DECOM"])] = row
    children = {}
    for (child, start), row in sorted(latest.items()):
        end = british(row["DEC"])
        if end >= start:
            children.setdefault(child, []).append(
                [start, end, row["PLACE"].upper(), row["PLACE_PROVIDER"].upper(), row["LS"]])
    return children


def counted(children):
    """(child, start, end, type) of every episode that is in the stock: an overlap
    shortens the earlier one, an absence is what it interrupts."""
    out = []
    for child, episodes in children.items():
        kind = None
        for number, (start, end, place, provider, legal) in enumerate(episodes):
            if number + 1 < len(episodes):
                end = min(end, episodes[number + 1][0])
            if place[0] != "T":
                external = provider in ("PR4", "PR5") and legal.upper() not in ("V3", "V4")
                kind = TYPE.get(place) if external else None
            if kind:
                out.append((child, start, end, kind))
    return out


def month_ends():
    year, month = 2017, 5
    while (year, month) <= (2021, 9):
        yield date(year, month, 1) - timedelta(1)
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)


def open_on(stays, day, kind="total"):
    return sum(start <= day < end and kind in ("total", one)
               for _, start, end, one in stays)


def compare(stays, counts):
    """A line for every month, and how many of them are not equal."""
    lines, wrong = [], 0
    for day in month_ends():
        period = day.isoformat()[:7]
        found = {kind: open_on(stays, day, kind) for kind in TYPES}
        differs = [f"{kind} is published as {counts[period][kind]}" for kind in TYPES
                   if counts[period][kind] != found[kind]]
        wrong += bool(differs)
        lines.append(" ".join([period, *(f"{kind} {found[kind]}" for kind in TYPES),
                               "; ".join(differs) or "equal"]))
    return lines, wrong


def read_costs(root):
    return [(row["child"], iso(row["start"]), iso(row["end"]), row["element"],
             *(int(row[name].replace(".", "")) for name in (
                 "weekly_fee", "education_contribution", "health_contribution")))
            for row in rows_of(root / "placement_costs.csv")]


def nights_without_fee(stays, costs):
    fees = {}
    for child, start, end, element, *_ in costs:
        if element == "fee":
            fees.setdefault(child, []).append((start, end))
    missing = 0
    for child, start, end, _ in stays:
        day, last = start, min(end, AS_AT + timedelta(1))
        while day < last:
            until = max((b for a, b in fees.get(child, []) if a <= day < b), default=None)
            if until is None:
                missing += 1
                until = day + timedelta(1)
            day = until
    return missing


def half_up(sevenths):
    return (2 * sevenths + 7) // 14


def until_by_child(root):
    """The day on which UASC status ceased, of every child who ever had it."""
    return {row["CHILD"]: british(row["DUC"])
            for path in sorted(root.glob("ssda903/*/uasc.csv")) for row in rows_of(path)}


def by_child(stays):
    out = {}
    for stay in stays:
        out.setdefault(stay[0], []).append(stay)
    return out


def stay_of(of_child, child, day):
    """The stay that a fee from a day is for, or None."""
    return next((stay for stay in of_child.get(child, []) if stay[1] <= day < stay[2]), None)


def cost_table(root, stays, costs):
    """By type: open on the last day, of them UASC (when the placement began), pence a
    week gross, of them for UASC, pence a week net of contributions, and the net cost of
    the nights from April to August."""
    ceased, of_child = until_by_child(root), by_child(stays)
    table = {kind: [0] * 6 for kind in TYPES}
    for child, start, end, kind in stays:
        if start <= AS_AT < end:
            for row in (table["total"], table[kind]):
                row[0] += 1
                row[1] += ceased.get(child, date.min) > start
    for child, start, end, _, fee, education, health in costs:
        stay = stay_of(of_child, child, start)
        if not stay:
            continue
        is_uasc, net = ceased.get(child, date.min) > stay[1], fee - education - health
        nights = (min(end, AS_AT + timedelta(1)) - max(start, YEAR)).days
        for row in (table["total"], table[stay[3]]):
            if start <= AS_AT < end:
                row[2] += fee
                row[3] += fee * is_uasc
                row[4] += net
            row[5] += max(nights, 0) * net
    for row in table.values():
        row[5] = half_up(row[5])
    return table


def others(root, children, stays, costs):
    """What else must hold: a list of what does not."""
    faults = []
    born = {row["CHILD"]: british(row["DOB"]) for path in root.glob("ssda903/*/header.csv")
            for row in rows_of(path)}
    too_old = sum(start < born[child] or min(end, AS_AT) > born[child].replace(
        year=born[child].year + 18) for child, start, end, _ in stays)
    if too_old:
        faults.append(f"{too_old} episodes begin before birth or end after the 18th birthday")
    without = nights_without_fee(stays, costs)
    if without:
        faults.append(f"{without} nights of external placements have no fee")
    of_child = by_child(stays)
    astray = sum(not stay_of(of_child, child, start) for child, start, *_ in costs)
    if astray:
        faults.append(f"{astray} fees are for no placement")
    size = sum(path.stat().st_size for path in root.rglob("*") if path.is_file())
    if size > SIZE_LIMIT:
        faults.append(f"{size} bytes; {SIZE_LIMIT} is the limit")
    own = sum(any(start <= AS_AT < end and provider in ("PR0", "PR1")
                  for start, end, _, provider, _ in episodes)
              for episodes in children.values())
    if not 200 <= own <= 300:
        faults.append(f"{own} children are with the council's own carers; about 250 should be")
    return faults


def verify(root, activity):
    """(lines of the comparison, faults) of the fixture in root."""
    counts = published(activity)
    children = read_episodes(root)
    stays, costs = counted(children), read_costs(root)
    lines, wrong = compare(stays, counts)
    faults = [line for line in lines if not line.endswith("equal")]
    faults += others(root, children, stays, costs)
    table = cost_table(root, stays, costs)
    lines.append(f"open on {AS_AT}: {table['total'][0]}, of them {table['total'][1]} UASC")
    lines.append("all months equal" if not wrong else f"{wrong} months are not equal")
    return lines, faults
