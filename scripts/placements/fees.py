# SPDX-License-Identifier: GPL-3.0-or-later
"""What the external stays cost a week: dated rows, uplifted every April. Invented, but
for the size of the whole; pence in whole numbers."""
from datetime import date

from .common import AS_AT, START, fiscal_year
from .rates import ADD_ONS, CONTRIBUTIONS, FEES, UPLIFTS


def rate_class(child, stay):
    return "uasc" if child.uasc and stay.type == "supported_living" else stay.type


def first_fee(dice, kind, start):
    """Pence a week, in steps of five pounds: most near the low end, few far above."""
    low, usual, tail = FEES[kind][max(fiscal_year(start), 2016) - 2016]
    share, far = dice.random(), dice.random()
    far = far * far * far
    return 500 * int((low + usual * share + tail * far * far) / 5 + .5)


def part(amount, thousandths):
    """Half up, in pence."""
    return (amount * thousandths + 500) // 1000


class Row:
    """A fee from a day to a day, the last one not counted; end None: still paid."""

    def __init__(self, child, start, end, element, fee, education=0, health=0):
        self.child, self.start, self.end, self.element = child, start, end, element
        self.fee, self.education, self.health = fee, education, health

    def cut(self, number, fee):
        """Ends here; the row that follows, at another fee and with the same shares."""
        later = Row(self.child, number, self.end, self.element, fee,
                    part(fee, self.education * 1000 // self.fee),
                    part(fee, self.health * 1000 // self.fee))
        self.end = number
        return later


def aprils(start, end):
    """The first days of April within a row that has begun before them."""
    for year in range(2017, 2022):
        first = date(year, 4, 1).toordinal()
        if max(start, START - 1) < first < (end or AS_AT + 1):
            yield first


def dated(dice, row, changes):
    """A row as rows: each April's uplift and other changes, (day, thousandths)."""
    frozen = dice.chance(.1)
    marks = {first: 1000 + (0 if frozen else dice.one_of(UPLIFTS))
             for first in aprils(row.start, row.end)}
    for number, factor in changes:
        marks.setdefault(number, factor)
    out = [row]
    for number in sorted(marks):
        if marks[number] != 1000:
            out.append(out[-1].cut(number, part(out[-1].fee, marks[number])))
    return out


def contributions(dice, kind, fee):
    """(education, health), pence a week."""
    shares = []
    for chance, low, high in CONTRIBUTIONS[kind]:
        share = dice.between(low, high)
        shares.append(part(fee, share) // 100 * 100 if dice.chance(chance) else 0)
    return shares


def add_on(dice, child, kind, start, end):
    """A second element, from a day of the stay for some weeks or to its end; or None."""
    last = end or AS_AT + 1
    if not dice.chance(.16) or last - start < 14:
        return None
    name, low, high, short = dice.weighed(
        [(one, one[4]) for one in ADD_ONS[kind]])[:4]
    begins = start if dice.chance(.6) else dice.between(start, start + (last - start) // 2)
    fee = 100 * dice.between(low, high)
    ends = end
    if short:
        ends = begins + 7 * dice.between(4, 18)
        ends = end if ends >= last else ends
    education = fee if name == "education" and dice.chance(.5) else 0
    return Row(child, begins, ends, name, fee, education)


def stay_rows(dice, child, stay, before):
    """Rows of one stay; before: the main rows of the stay that it goes on from in the
    same place with the same provider, whose fee goes on, or None."""
    kind = rate_class(child, stay)
    start, end = stay.start, stay.end
    if before:
        old = before[-1]
        row = Row(child, start, end, "fee", old.fee, old.education, old.health)
    else:
        fee = first_fee(dice, kind, start)
        row = Row(child, start, end, "fee", fee, *contributions(dice, kind, fee))
    changes, days = [], (end or AS_AT + 1) - max(start, START)
    if dice.chance(.09) and days > 120:
        changes = [(max(start, START) + dice.between(50, days - 50),
                    dice.between(880, 1220))]
    main = dated(dice, row, changes)
    more = add_on(dice, child, kind, start, end)
    return main, dated(dice, more, []) if more else []


def joined(rows):
    """Main rows of stays that go on at the same fee are one row."""
    out = []
    for row in rows:
        last = out[-1] if out else None
        if last and last.end == row.start and (last.fee, last.education, last.health) == (
                row.fee, row.education, row.health):
            last.end = row.end
        else:
            out.append(row)
    return out


def cost_rows(dice, children):
    """Rows of every external stay, by child and day."""
    out = []
    for child in children:
        for period in child.care:
            main, more, last, rows = [], [], None, []
            for stay in period:
                if stay.type == "own":
                    last = None
                    continue
                same = last and last.key() == stay.key() and last.end == stay.start
                goes_on = same and (stay.place[0] == "U" or dice.chance(.5))
                rows, added = stay_rows(dice, child, stay, rows if goes_on else None)
                main, more, last = main + rows, more + added, stay
            out += joined(main) + more
    return out


def weekly(row):
    """What the council's own purse pays of it, pence a week."""
    return row.fee - row.education - row.health
