# SPDX-License-Identifier: GPL-3.0-or-later
"""Five years of children coming, moving and leaving, month by month. As many begin a
stay in a month as bring the stock of its type to the published count of its end."""
from .common import START, TYPES, birthday, months
from .people import Homes, born, new_child
from .rates import (ADOPTED, AGES, APART, APART_ENDS, BASE_STARTS, COMES_BACK, CROSS, ENDS,
                    FROM_OWN, MOVE_REASONS, MOVES, OWN_LEAVES, OWN_MOVES, OWN_STOCK,
                    SEASON, SHORT_STAYS, TO_OWN, UASC_STARTS, YOUNGEST)


def chance_of_end(stay, number):
    past = (number - stay.start) / 30.4
    return next(share for limit, share in ENDS[stay.type] if past < limit)


class Stock:
    def __init__(self, dice):
        self.dice, self.homes = dice, Homes(dice)
        self.children, self.left = [], []
        self.month = self.first = self.last = None

    # Who is where.

    def open(self, kind):
        return [child for child in self.children
                if child.care and child.stay().end is None and child.stay().type == kind]

    def free(self, kind):
        """Those to whom nothing has happened in this month."""
        return [child for child in self.open(kind) if child.busy != self.month
                and child.stay().start < self.first]

    def pick(self, children):
        return self.dice.one_of(children) if children else None

    def day_after(self, child):
        return self.dice.between(max(self.first, child.stay().start + 1), self.last)

    # What happens to a child.

    def close(self, child, number, rec):
        """Out of care."""
        child.stay().end, child.stay().rec, child.busy = number, rec, self.month
        self.left.append(child)

    def move(self, child, stay, reason=None):
        """From one stay to the next on the same day."""
        before = child.stay()
        before.end, before.rec = stay.start, "X1"
        before.reason = reason or self.dice.weighed(MOVE_REASONS)
        child.care[-1].append(stay)
        child.busy = self.month

    def rec_of(self, child, number):
        """How care ends."""
        dice, stay = self.dice, child.stay()
        if number >= child.adult():
            if stay.place[0] == "U" and dice.chance(.55):
                return "E17"
            return dice.weighed((("E5", 60), ("E6", 22), ("E4A", 8), ("E7", 5), ("E8", 5)))
        if child.uasc:
            return dice.weighed((("E8", 50), ("E15", 35), ("E3", 15)))
        if stay.place in ("A3", "A5"):
            return dice.weighed((("E11", 60), ("E12", 40)))
        if child.age(number) >= 16:
            return dice.weighed((("E4A", 30), ("E4B", 25), ("E5", 20), ("E8", 20), ("E9", 5)))
        kin = 16 if stay.place[0] == "U" else 3
        return dice.weighed((("E4A", 45), ("E4B", 25), ("E13", 8), ("E45", kin),
                             ("E46", kin // 2), ("E41", 4), ("E8", 6)))

    def leave_external(self, child, number):
        """Out of the external stock: to the council's own carers, or out of care."""
        stay = child.stay()
        if number >= child.adult() or not self.dice.chance(TO_OWN[stay.type]):
            self.close(child, number, self.rec_of(child, number))
            return
        own = self.homes.own(child.age(number), number)
        if stay.place in ("U4", "U6") and self.dice.chance(.06):
            own.place, own.provider, own.how = stay.place, "PR1", "T"
            own.urn, own.post = self.homes.council, stay.post
        self.move(child, own, "PLACE" if own.how == "T" else None)

    # Months.

    def forced_birthdays(self, kind):
        return [child for child in self.open(kind)
                if self.first <= child.adult() <= self.last]

    def own_month(self):
        for child in self.forced_birthdays("own"):
            self.close(child, child.adult(), self.rec_of(child, child.adult()))
        for child in self.free("own"):
            share = self.dice.random()
            if child.stay().place in APART:
                if share < APART_ENDS:
                    number = self.day_after(child)
                    self.move(child, self.homes.own(child.age(number), number, False),
                              "CARPL")
            elif share < (ADOPTED if child.stay().place[0] == "A" else OWN_LEAVES):
                number = self.day_after(child)
                self.close(child, number, self.rec_of(child, number))
            elif share < OWN_LEAVES + OWN_MOVES:
                number = self.day_after(child)
                self.move(child, self.homes.own(child.age(number), number))

    def fill_own(self):
        while len(self.open("own")) < OWN_STOCK:
            number = self.start_day()
            child = self.person("own", number, False)
            child.care.append([self.homes.own(child.age(number), number)])

    def start_day(self):
        """Any day of the month, weekends seldom."""
        while True:
            number = self.dice.between(self.first, self.last)
            if number % 7 not in (6, 0) or self.dice.chance(.3):
                return number

    def person(self, ages, number, uasc):
        child = new_child(self.dice, len(self.children) + 1, ages, number, uasc)
        child.busy = self.month
        self.children.append(child)
        return child

    def leavers(self, kind, base, target):
        """Who leaves the type: at 18, by chance, and as many more as leave room for the
        starts of an ordinary month."""
        out = self.forced_birthdays(kind)
        for child in self.free(kind):
            easy = .5 if child.uasc else 1
            if child not in out and self.dice.chance(
                    chance_of_end(child.stay(), self.first) * easy):
                out.append(child)
        stock = len(self.open(kind))
        while target - (stock - len(out)) < base:
            child = self.pick([child for child in self.free(kind) if child not in out])
            if child.stay().start > self.first - 365 or self.dice.chance(.4):
                out.append(child)
        return out

    def cross(self, child, kind, need):
        """The other external type that a child moves to, or None."""
        if self.first <= child.adult() <= self.last:
            return None
        for other, share in CROSS[kind]:
            fits = YOUNGEST[other] <= child.age(self.first)
            if fits and need[other] > 0 and self.dice.chance(share):
                return other
        return None

    def external_month(self, targets):
        season = SEASON[int(self.month[5:])]
        out = {kind: self.leavers(kind, int(BASE_STARTS[kind] * season), targets[kind])
               for kind in TYPES}
        need = {kind: targets[kind] - len(self.open(kind)) + len(out[kind])
                for kind in TYPES}
        for kind in TYPES:
            for child in out[kind]:
                other = self.cross(child, kind, need)
                birthday_now = self.first <= child.adult() <= self.last
                number = child.adult() if birthday_now else self.day_after(child)
                if other:
                    need[other] -= 1
                    self.move(child, self.homes.external(other, number))
                else:
                    self.leave_external(child, number)
        for kind in TYPES:
            for child in self.free(kind):
                if self.dice.chance(MOVES[kind]):
                    self.move_within(child)
        for kind in TYPES:
            for _ in range(need[kind]):
                self.begin(kind)
        for _ in range(self.dice.whole(SHORT_STAYS)):
            self.short_stay()

    def move_within(self, child):
        """A change of place, provider or URN, or of the carer alone."""
        stay, homes, dice = child.stay(), self.homes, self.dice
        number, kind = self.day_after(child), child.stay().type
        if kind == "fostering" and stay.place == "U6" and dice.chance(.22):
            later = homes.external(kind, number, "U4")
            later.provider, later.urn, later.post, later.how = (
                stay.provider, stay.urn, stay.post, "T")
            self.move(child, later, "PLACE")
            return
        if kind == "supported_living":
            place = "P2" if stay.place == "H5" and dice.chance(.3) else "H5"
            later = homes.external(kind, number, place)
        elif kind == "fostering" and dice.chance(.2):  # another carer of the same agency
            later = homes.external(kind, number, stay.place)
            later.provider, later.urn = stay.provider, stay.urn
        else:  # the same kind of place: often nothing changes but the URN
            place = stay.place if dice.chance(.85) else None
            later = homes.external(kind, number, place, stay.urn)
        self.move(child, later)

    def begin(self, kind):
        """One more stay of a type: from own care, again, or for the first time."""
        dice, number = self.dice, self.start_day()
        if dice.chance(FROM_OWN):
            ready = [child for child in self.free("own")
                     if self.suits(child, kind, number) and child.stay().place[0] != "A"]
            child = self.pick(ready)
            if child:
                self.move(child, self.homes.external(kind, number))
                return
        if dice.chance(COMES_BACK):
            ready = [child for child in self.left
                     if child.stay().end < self.first - 60 and child.busy != self.month
                     and not child.uasc and self.suits(child, kind, number)]
            child = self.pick(ready)
            if child:
                self.left.remove(child)
                child.busy = self.month
                child.care.append([self.homes.external(kind, number)])
                return
        uasc = dice.chance(UASC_STARTS[kind])
        ages = "uasc_fostering" if uasc and kind == "fostering" else kind
        child = self.person(ages, number, uasc)
        child.care.append([self.homes.external(kind, number)])

    @staticmethod
    def suits(child, kind, number):
        ages = [age for age, _ in AGES[kind]]
        return (min(ages) <= child.age(number) <= max(ages)
                and child.adult() > number + 60)

    def short_stay(self):
        """In and out again between two month ends."""
        number = self.dice.between(self.first, self.last - 12)
        kind = self.dice.weighed((("fostering", 75), ("residential", 25)))
        child = self.person(kind, number, False)
        child.care.append([self.homes.external(kind, number)])
        self.leave_external(child, number + self.dice.between(1, 11))

    # The first day.

    def begin_before(self, kind, uasc):
        """A stay that is some way on when the years begin: a few days, or years."""
        dice = self.dice
        share = dice.random()
        length = 3 + int((380 if kind == "supported_living" else 1900) * share * share)
        number = START - length
        if kind == "supported_living":
            ages, low = "supported_living", 16
        else:
            ages, low = ("uasc_fostering" if uasc and kind == "fostering" else kind), 0
        child = new_child(dice, len(self.children) + 1, ages, number, uasc)
        if child.adult() <= START + 5 or child.age(number) < low:
            child.dob = born(dice, 16 if low else 14, START - 1)
            number = max(number, birthday(child.dob, low) + 3)
        self.children.append(child)
        stay = (self.homes.own(child.age(number), number, False) if kind == "own"
                else self.homes.external(kind, number))
        stay.how = dice.weighed((("S", 50), ("P", 50)))
        child.care.append([stay])

    def begin_all(self, targets):
        for kind in TYPES:
            for _ in range(targets[kind]):
                self.begin_before(kind, self.dice.chance(UASC_STARTS[kind]))
        for _ in range(OWN_STOCK):
            self.begin_before("own", False)


def mothers(dice, homes, children):
    """A few girls are placed with their babies."""
    for child in children:
        for period in child.care:
            stay, alone = period[0], len(period) == 1
            if (alone and stay.place == "K2" and stay.type == "residential" and child.sex == 2
                    and child.age(stay.start) >= 15 and dice.chance(.16)):
                child.baby = stay.start - dice.between(2, 30)
                stay.place = "R3"
                stay.provider, stay.urn, stay.post = homes.of_place("R3", None)


def simulate(dice, counts):
    """(children, homes): every child there is from the first day to the last. Counts are
    by period, then by type."""
    stock = Stock(dice)
    stock.begin_all(counts["2017-03"])
    for stock.month, stock.first, stock.last in months():
        stock.own_month()
        stock.external_month(counts[stock.month])
        stock.fill_own()
    mothers(dice, stock.homes, stock.children)
    return stock.children, stock.homes
