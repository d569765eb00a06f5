# SPDX-License-Identifier: GPL-3.0-or-later
"""Episodes of the return from stays: cut where the legal status changes and where a
child is elsewhere for a few days, which changes neither the stock nor a fee."""
from dataclasses import dataclass
from typing import Optional

from .common import AS_AT, START
from .rates import TEMPORARY


@dataclass
class Episode:
    child: object
    start: int
    rne: str
    ls: str
    place: str
    provider: str
    urn: str
    post: str
    end: Optional[int] = None
    rec: str = ""
    reason: str = ""
    type: str = "own"   # as Stay.type, or break: a short break


def legal_statuses(dice, child, start):
    """(day, legal status) of a period of care, first to last; one until the years begin."""
    if child.uasc:
        return [(start, "V2")]
    if start < START - 300:
        return [(start, dice.weighed((("C2", 75), ("V2", 20), ("C1", 5))))]
    out, now = [], dice.weighed((("V2", 55), ("C1", 36), ("L2", 6), ("L1", 3)))
    while True:
        out.append((start, now))
        if now in ("L1", "L2"):
            start, now = start + (2 if now == "L1" else 8), "C1"
        elif now == "V2" and dice.chance(.4):
            start, now = start + dice.between(40, 300), "C1"
        elif now == "C1" and dice.chance(.75):
            start, now = start + dice.between(150, 290), "C2"
        elif now == "C2" and child.age(start) < 4 and dice.chance(.4):
            start, now = start + dice.between(60, 240), "E1"
        else:
            break
    before = [ls for day, ls in out if day <= START]
    return [(out[0][0], before[-1]), *out[len(before):]] if before else out


def with_moves(dice, cuts, period):
    """A change of legal status that is near a move is often the occasion of it."""
    out, moves = cuts[:1], [stay.start for stay in period[1:]]
    for start, ls in cuts[1:]:
        near = [move for move in moves if abs(move - start) < 45 and move > out[-1][0]]
        if near and dice.chance(.6):
            start = near[0]
        if start > out[-1][0]:
            out.append((start, ls))
    return out


def absence(dice, stay, cuts):
    """(start, end, T code) of one absence in a stay, or None; away from other cuts."""
    first = max(stay.start, START) + 5
    last = (stay.end or AS_AT + 1) - 5
    if not dice.chance(min(.5, .008 * (last - first) / 30.4)) or last - first < 40:
        return None
    start = dice.between(first, last - 28)
    end = start + 2 + int(24 * dice.random() * dice.random())
    if any(start - 2 <= cut <= end + 2 for cut, _ in cuts):
        return None
    return start, end, dice.weighed(TEMPORARY["U" if stay.place[0] == "U" else "other"])


def pieces(stay, cuts, away):
    """A stay cut in parts: (start, end, legal status, T code or '')."""
    marks = {stay.start}
    marks.update(cut for cut, _ in cuts if stay.start < cut < (stay.end or AS_AT + 1))
    if away:
        marks.update(away[:2])
    marks = sorted(marks)
    for number, start in enumerate(marks):
        end = marks[number + 1] if number + 1 < len(marks) else stay.end
        status = [ls for cut, ls in cuts if cut <= start][-1]
        yield start, end, status, away[2] if away and start == away[0] else ""


def rne_of(before, ls, how):
    """Reason for a new episode: how is "" (same stay), "P" or "T" (same carer)."""
    if not how:
        return "L"
    if before.ls == ls:
        return how
    return "U" if how == "T" else "B"


def period_episodes(dice, child, period):
    cuts = with_moves(dice, legal_statuses(dice, child, period[0].start), period)
    out = []
    for number, stay in enumerate(period):
        away = absence(dice, stay, cuts)
        how = stay.how if number else "S"
        for start, end, ls, temporary in pieces(stay, cuts, away):
            if temporary or out and out[-1].place[0] == "T":
                how = "P"
            rne = how if not out else rne_of(out[-1], ls, how)
            if out:
                out[-1].end, out[-1].rec = start, "X1"
            place, provider, urn = stay.key()
            if temporary:
                place, provider, urn = temporary, "", ""
            out.append(Episode(child, start, rne, ls, place, provider, urn, stay.post,
                               type=stay.type))
            how = ""
        out[-1].end, out[-1].rec, out[-1].reason = stay.end, stay.rec, stay.reason
    if period[0].how == "P" and period[0].start < START:
        out[0].rne = "P"
    return out


def still_away(dice, episodes):
    """Two children in hospital on the last day: their open stay's last days."""
    ready = [episode for episode in episodes if episode.end is None
             and episode.start < AS_AT - 90 and episode.place in ("U4", "K2")
             and episode.type != "own"]
    for place, back in (("U4", 6), ("K2", 3)):
        before = dice.one_of([one for one in ready if one.place == place])
        before.end, before.rec = AS_AT - back, "X1"
        episodes.append(Episode(before.child, before.end, "P", before.ls, "T1", "", "",
                                before.post, type=before.type))


def break_spans(dice, start, legal):
    """V4: one long span of the agreement; V3: a few nights every month."""
    if legal == "V4":
        end = start + dice.between(200, 900)
        return [(start, end if end <= AS_AT else None)]
    return [(at, at + dice.between(2, 3)) for at in range(start, start + 420, 29)]


def short_breaks(dice, homes, children):
    """External, and out of the stock all the same; each child has one legal status."""
    out = []
    for number, child in enumerate(children):
        start, legal = dice.between(START + 30, AS_AT - 500), ("V4", "V4", "V3")[number % 3]
        stay = homes.external(("residential", "fostering")[number % 2], start)
        for at, end in break_spans(dice, start, legal):
            out.append(Episode(child, at, "S", legal, *stay.key(), stay.post, end,
                               "E8" if end else "", type="break"))
    return out


def all_episodes(dice, children):
    out = []
    for child in children:
        for period in child.care:
            out += period_episodes(dice, child, period)
    still_away(dice, out)
    return out
