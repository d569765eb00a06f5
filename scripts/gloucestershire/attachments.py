# SPDX-License-Identifier: GPL-3.0-or-later
"""Attachments 1, 2 and 4 made again from the written files, for comparison."""
from .common import rounded
from .verify import added, figures, gather, percent, table

SLA_HEAD = ["group", "service_area", "code", "budget", "forecast", "variance_dsg",
            "variance_non_dsg", "variance_total", "percent"]
AREA_HEAD = ["area", "parent"] + SLA_HEAD[3:]
COVID_HEAD = ["group", "service_area", "code", "total_variance", "covid", "net"]


def with_totals(files, row_of, total_of):
    """Services in printing order, a group's total after its last service."""
    rows, group = [], []
    for service, after in zip(files.services, files.services[1:] + [{"group": None}]):
        row = row_of(service)
        rows.append((service["group"], service["name"], service["code"], row))
        group.append(row)
        if service["group"] != after["group"]:
            if service["group"]:
                label = next((s["total_label"] for s in files.services
                              if s["group"] == service["group"] and s["total_label"]),
                             f"Total {service['group']}")
                rows.append((service["group"], label, "", total_of(group)))
            group = []
    return rows


def top(rows):
    """The rows that add up to the total: group totals, and services by themselves."""
    return [row for group, name, code, row in rows if not group or not code]


def sla(files, forecasts):
    sums = gather(forecasts, lambda key: files.service_of[key[0]])
    rows = with_totals(files, lambda service: figures(sums[service["service"]]), added)
    total = figures(added(sums.values()))
    rest = [a - b for a, b in zip(total, added(top(rows)))]
    printed = [[group, name, code, *row, percent(row[4], row[0]) if group else ""]
               for group, name, code, row in rows]
    return table(SLA_HEAD, printed + [["", "Roundings", "", *rest, ""],
                                      ["", "Total", "", *total,
                                       percent(total[4], total[0])]])


def high_risk(files, forecasts):
    sums = gather(forecasts, lambda key: files.area_of(key[0], key[1]))
    sums.pop("")
    children = {}
    for row in files.areas:
        children.setdefault(row["parent"], []).append(row["area"])
    rows, printed = [], []
    for area in children[""]:
        below = [figures(sums[child]) for child in children.get(area, [])]
        row = added(below) if below else figures(sums[area])
        rows.append(row)
        printed.append([area, "", *row, percent(row[4], row[0])])
        printed += [[child, area, *part, percent(part[4], part[0])]
                    for child, part in zip(children.get(area, []), below)]
    total = figures(added(sums.values()))
    rest = [a - b for a, b in zip(total, added(rows))]
    return table(AREA_HEAD, printed + [["Roundings", "", *rest, ""],
                                       ["Total", "", *total, percent(total[4], total[0])]])


def covid(files, forecasts):
    sums = gather(forecasts, lambda key: files.service_of[key[0]])
    declared = {}
    for centre, _, _, _, _, amount in forecasts:
        if amount is not None:
            service = files.service_of[centre]
            declared[service] = declared.get(service, 0) + amount

    def row_of(service):
        variance = rounded(sums[service["service"]][3])
        amount = declared.get(service["service"])
        amount = None if amount is None else rounded(amount)
        return [variance, amount, variance - (amount or 0)]

    def total_of(rows):
        return added([[row[0], row[1] or 0, row[2]] for row in rows])

    def shown(row):
        return [row[0], "" if row[1] is None else row[1], row[2]]

    rows = with_totals(files, row_of, total_of)
    variance = rounded(sum(part[3] for part in sums.values()))
    amount = rounded(sum(declared.values()))
    total = [variance, amount, variance - amount]
    rest = [a - b for a, b in zip(total, total_of(top(rows)))]
    rest[1] = rest[1] or None
    return table(COVID_HEAD, [[*head, *shown(row)] for *head, row in rows] +
                 [["", "Roundings", "", *shown(rest)], ["", "Total", "", *total]])
