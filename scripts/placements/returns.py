# SPDX-License-Identifier: GPL-3.0-or-later
"""The returns: a folder a year, as the SSDA903 has them. A return holds the episodes
that were open at any time in its year, as known on the year's last day."""
from datetime import date

from gloucestershire.common import write_csv

from .common import AS_AT, YEARS, british, iso, year_name
from .verify import cost_table, counted, read_costs, read_episodes

EPISODES = ("CHILD", "DECOM", "RNE", "LS", "CIN", "PLACE", "PLACE_PROVIDER", "DEC", "REC",
            "REASON_PLACE_CHANGE", "HOME_POST", "PL_POST", "URN")
HEADER = ("CHILD", "SEX", "DOB", "ETHNIC", "UPN", "MOTHER", "MC_DOB")
UASC = ("CHILD", "SEX", "DOB", "DUC")
MISSING = ("CHILD", "DOB", "MISSING", "MIS_START", "MIS_END")
FINDINGS = ("file", "line", "finding", "what")
OPEN = ("type", "open", "uasc", "weekly_fee", "weekly_fee_uasc", "weekly_net",
        "cost_april_to_august")
COSTS = ("child", "start", "end", "element", "weekly_fee", "education_contribution",
         "health_contribution")


def bounds(year):
    return date(year, 4, 1).toordinal(), min(date(year + 1, 3, 31).toordinal(), AS_AT)


def within(episode, year):
    first, last = bounds(year)
    return episode.start <= last and (episode.end is None or episode.end >= first)


def episode_row(episode, year):
    """A row by column; an end after the return's year is not known yet."""
    child, known = episode.child, episode.end and episode.end <= bounds(year)[1]
    return {"CHILD": child.code, "DECOM": british(episode.start), "RNE": episode.rne,
            "LS": episode.ls, "CIN": child.need, "PLACE": episode.place,
            "PLACE_PROVIDER": episode.provider,
            "DEC": british(episode.end) if known else "",
            "REC": episode.rec if known else "",
            "REASON_PLACE_CHANGE": episode.reason if known else "",
            "HOME_POST": child.home, "PL_POST": episode.post, "URN": episode.urn}


def upn(child, last):
    if child.uasc:
        return "UN3"
    if child.age(last) < 4:
        return "UN1"
    return f"S{(child.number * 7368787 + 104729) % 10 ** 12:012d}"  # no real one has an S


def header_row(child, last):
    mother = child.baby is not None and child.baby <= last
    return (child.code, child.sex, british(child.dob), child.ethnic, upn(child, last),
            int(mother) if child.sex == 2 else "", british(child.baby) if mother else "")


def uasc_row(child, last):
    ceased = child.not_uasc if child.not_uasc <= last else None
    return child.code, child.sex, british(child.dob), british(ceased)


def missing_rows(children, year):
    """A table that is not Episodes, Header or UASC: a few teenagers, a few nights."""
    first, last = bounds(year)
    teenagers = [child for child in children if 14 <= child.age(first) <= 16][:12]
    return [(child.code, british(child.dob), "M", british(first + 9 * number),
             british(first + 9 * number + 1 + number % 3))
            for number, child in enumerate(teenagers) if first + 9 * number + 3 <= last]


def write_return(folder, year, rows, children):
    """rows: of Episodes, by column, in the order in which they are to stand."""
    first, last = bounds(year)
    write_csv(folder / "episodes.csv", [EPISODES, *([row[name] for name in EPISODES]
                                                    for row in rows)])
    write_csv(folder / "header.csv", [HEADER, *(header_row(child, last)
                                                for child in children)])
    write_csv(folder / "uasc.csv", [UASC, *(
        uasc_row(child, last) for child in children
        if child.uasc and child.not_uasc >= first)])
    if year >= 2020:
        write_csv(folder / "missing.csv", [MISSING, *missing_rows(children, year)])


def write_returns(root, episodes, dirt):
    """Every return, with the wrong rows of dirt (dirt.Dirt), which learns its lines."""
    for year in YEARS:
        inside = [episode for episode in episodes if within(episode, year)]
        lines = [(episode.child.code, episode.start, episode_row(episode, year), episode)
                 for episode in inside]
        lines += [(extra.child.code, extra.start, episode_row(extra, year), extra)
                  for extra in dirt.extra(year)]
        lines.sort(key=lambda line: line[:2])
        name = f"ssda903/{year_name(year)}"
        for number, (_, _, row, episode) in enumerate(lines, 2):
            dirt.spoil(row, episode, year, f"{name}/episodes.csv", number)
        children = sorted({episode.child.code: episode.child for episode in inside}.items())
        write_return(root / name, year, [line[2] for line in lines],
                     [child for _, child in children])


def pounds(pence):
    return f"{pence // 100}.{pence % 100:02d}"


def write_costs(root, rows):
    """All fees, by child and day, whatever the year."""
    rows = sorted(rows, key=lambda row: (row.child.code, row.start, row.element != "fee",
                                         row.element))
    write_csv(root / "placement_costs.csv", [COSTS, *(
        (row.child.code, iso(row.start), iso(row.end) if row.end else "", row.element,
         pounds(row.fee), pounds(row.education), pounds(row.health)) for row in rows)])


def write_expected(root, findings):
    """What is to be found in the fixture, reckoned from its files; the cost table."""
    write_csv(root / "expected/findings.csv", [FINDINGS, *findings])
    table = cost_table(root, counted(read_episodes(root)), read_costs(root))
    write_csv(root / "expected/open-2021-08-31.csv", [OPEN, *(
        (kind, *row[:2], *map(pounds, row[2:])) for kind, row in table.items())])
    return table
