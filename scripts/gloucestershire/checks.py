# SPDX-License-Identifier: GPL-3.0-or-later
"""What must hold for the written files. Every check answers with a list of faults."""
from . import published
from .attachments import covid, high_risk, sla
from .common import pence_of
from .verify import Files

CLOSED = {"08": 4, "09": 5}  # month of the forecasts: the last period closed


def differences(name, made, wanted):
    made, wanted = made.split("\n"), wanted.split("\n")
    faults = [f"{name}: made '{a}', published '{b}'"
              for a, b in zip(made, wanted) if a != b]
    if len(made) != len(wanted):
        faults.append(f"{name}: {len(made)} lines made, {len(wanted)} published")
    return faults


def check_attachments(root, files, september):
    made = {"sla": sla(files, september), "high-risk": high_risk(files, september),
            "covid": covid(files, september)}
    wanted = {"sla": published.SLA, "high-risk": published.HIGH_RISK,
              "covid": published.COVID}
    faults = []
    for name, text in made.items():
        faults += differences(name, text, wanted[name])
        on_disk = (root / f"expected/{name}.csv").read_bytes().decode()
        faults += differences(f"expected/{name}.csv", on_disk, wanted[name])
    return faults


def check_activity(files):
    counts, faults = {}, []
    for row in files.activity:
        year, month = (int(part) for part in row["period"].split("-"))
        start = year if month > 3 else year - 1
        counts.setdefault((f"{start}/{(start + 1) % 100:02d}", row["type"]),
                          []).append(int(row["count"]))
    given = {}
    for row in files.averages:
        if row["month"] == "Average":
            given[(row["year"], row["type"])] = int(row["count"])
    for key in sorted(set(counts) | set(given)):
        seen = counts.get(key, [0])
        average = int(sum(seen) / len(seen) + 0.5)
        if given.get(key) != average:
            faults.append(f"activity {key}: {average}, expected {given.get(key)}")
    printed = [kind.split() for kind in published.AVERAGES.strip().split("\n")]
    for kind, first, *averages in printed:
        for i, average in enumerate(averages):
            year = int(first) + i
            key = (f"{year}/{(year + 1) % 100:02d}", kind)
            if given.get(key) != int(average):
                faults.append(f"activity {key}: {given.get(key)}, published {average}")
    return faults


def check_forecasts(files, august, september):
    faults = []
    for month, (_, found) in (("08", august), ("09", september)):
        faults += [f"forecasts {month}: {fault}" for fault in found]
        for row in files.forecasts[month]:
            day = int(row["date"][8:])
            if row["date"][:7] != f"2021-{month}" or not 1 < day < 19:
                faults.append(f"forecasts {month}: date {row['date']}")
            if (row["forecast"] == "") == (row["change"] == "") or \
                    (row["subjective_group"] == "") == (row["account"] == ""):
                faults.append(f"forecasts {month}: {row}")
    for was, now in zip(august[0], september[0]):
        if abs(now[4]) > 100000 and not 0.91 < was[4] / now[4] < 1:
            faults.append(f"forecasts: {was[0]} August {was[4]}, September {now[4]}")
    return faults


def check_ledger(files, september):
    faults, moved, tagged, documents = [], {}, set(), set()
    lines = {"2021/22": set()}
    for row in files.ledger:
        key = (row["cost_centre"], row["account"], row["fund"])
        year = row["period"][:7]
        lines.setdefault(year, set()).add(key)
        if key[0] not in files.service_of or key[1] not in files.group_of:
            faults.append(f"ledger: {key} is not in the structure")
        if row["measure"] == "VIREMENT":
            service = files.service_of[key[0]]
            moved[service] = moved.get(service, 0) + pence_of(row["amount"])
            documents.add(row["document"])
        if row["project"]:
            if row["period"] < "2019/20 P12":
                faults.append(f"ledger: {row['project']} in {row['period']}")
            if year == "2021/22":
                tagged.add(key)
    faults += [f"virements of {service}: {amount}" for service, amount in moved.items()
               if amount]
    for year, keys in lines.items():
        faults += [f"ledger {year}: {key} not in 2021/22"
                   for key in sorted(keys - lines["2021/22"])]
    for centre, keys, _, _, _, declared in september:
        found = [key for key in keys if key in tagged]
        if (declared is not None) != bool(found):
            faults.append(f"projects: {centre} {keys} declared {declared}")
    if not documents or not tagged:
        faults.append("ledger: no virements or no projects")
    return faults


def faults_of(root):
    files = Files(root)
    august, september = (files.variances(month, CLOSED[month]) for month in ("08", "09"))
    return (check_attachments(root, files, september[0]) + check_activity(files) +
            check_forecasts(files, august, september) +
            check_ledger(files, september[0]))
