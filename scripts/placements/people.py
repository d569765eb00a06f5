# SPDX-License-Identifier: GPL-3.0-or-later
"""Invented children, their stays, and the invented places they stay in."""
from dataclasses import dataclass, field
from datetime import date
from typing import Optional

from .common import START, age_at, birthday
from .rates import AGES, ETHNIC, NEED, OWN_PLACES, PLACES, UASC_ETHNIC

COUNTY = [f"XG{number}" for number in range(1, 10)]  # no real area begins with X
AWAY = [f"X{letter}{number}" for letter in "QVW" for number in range(1, 7)]


@dataclass
class Stay:
    """With one carer or in one home, from start (counted) to end (not counted)."""
    type: str  # residential, fostering, supported_living, or own: not counted
    start: int
    place: str
    provider: str
    urn: str
    post: str
    how: str = "P"      # RNE of its first episode, where care goes on: P, or T: same carer
    end: Optional[int] = None
    reason: str = ""    # REASON_PLACE_CHANGE, where another stay follows
    rec: str = ""       # REC, where care ends with it

    def key(self):
        return self.place, self.provider, self.urn


@dataclass
class Child:
    number: int
    sex: int
    dob: int
    uasc: bool
    ethnic: str
    home: str
    need: str
    care: list = field(default_factory=list)  # periods of care, each a list of stays
    busy: str = ""      # the month in which something last happened to the child
    code: str = ""      # the identifier of the returns
    baby: Optional[int] = None         # day of birth of her own child
    not_uasc: Optional[int] = None     # day on which UASC status ceased

    def stay(self):
        return self.care[-1][-1]

    def adult(self):
        return birthday(self.dob, 18)

    def age(self, number):
        return age_at(self.dob, number)


class Homes:
    """Providers: few large ones and many small; each has a code, a URN and a place."""

    def __init__(self, dice):
        self.dice = dice
        self.numbers = dice.shuffled(range(10000, 100000, 271))
        self.agencies = [self.provider(6, .35) for _ in range(26)]
        self.homes = [self.provider(4, .15) for _ in range(85)]
        self.schools = [self.provider(9, .4) for _ in range(5)]
        self.families = [self.provider(4, .2) for _ in range(3)]
        self.own_home = [f"SC9{self.numbers.pop()}" for _ in range(2)]
        self.council = f"SC9{self.numbers.pop()}"

    def provider(self, letters, voluntary):
        """(provider code, URN, outward code); URNs of two kinds, as registers have them."""
        number = self.numbers.pop()
        urn = f"SC9{number}" if self.dice.below(10) < letters + 2 else f"99{number}"
        near = self.dice.chance(.45)
        return ("PR5" if self.dice.chance(voluntary) else "PR4", urn,
                self.dice.one_of(COUNTY if near else AWAY))

    def of_place(self, place, also):
        """A provider of a place; not the one with the URN also."""
        few = {"S1": self.schools, "R3": self.families, "K2": self.homes}.get(
            place, self.agencies)
        while True:
            share = self.dice.random()
            found = few[int(len(few) * share * (.35 + .65 * share))]
            if found[1] != also:
                return found

    def external(self, kind, start, place=None, also=None, provider=None):
        place = place or self.dice.weighed(PLACES[kind])
        if place in ("H5", "P2", "R1"):  # not on the register: no URN
            code = provider or ("PR5" if self.dice.chance(.25) else "PR4")
            area = COUNTY if self.dice.chance(.8) else AWAY
            return Stay(kind, start, place, code, "", self.dice.one_of(area))
        code, urn, post = self.of_place(place, also)
        if place[0] == "U":  # the carer's home, not the agency's
            post = self.dice.one_of(COUNTY if self.dice.chance(.6) else AWAY)
        return Stay(kind, start, place, code, urn, post)

    def own(self, age, start, apart=True):
        """With the council's own carers, with parents, in custody: not counted."""
        pairs = [(what, weight) for what, weight, low, high in OWN_PLACES
                 if low <= age <= high and (apart or what[1] in ("PR0", "PR1"))]
        place, provider = self.dice.weighed(pairs)
        urn = self.council if place[0] == "U" and provider == "PR1" else ""
        if provider in ("PR4", "PR5"):
            urn = self.dice.one_of(self.agencies)[1]
        if place == "K2":
            urn = self.dice.one_of(self.own_home)
        return Stay("own", start, place, provider, urn, self.dice.one_of(COUNTY))


def born(dice, age, number):
    """A day of birth for an age on a day; never 29 February."""
    then = date.fromordinal(number)
    year = then.year - age - 1
    last = date(then.year - age, then.month, min(then.day, 28)).toordinal()
    first = date(year, then.month, min(then.day, 28)).toordinal() + 1
    dob = dice.between(first + 1, last)
    leap = date.fromordinal(dob)
    return dob - 1 if (leap.month, leap.day) == (2, 29) else dob


def new_child(dice, number, ages, start, uasc=False):
    age = dice.weighed(AGES[ages])
    dob = born(dice, age, start)
    while birthday(dob, 18) < start + 45:  # old enough to leave at once: younger
        dob += 60
        leap = date.fromordinal(dob)
        dob -= (leap.month, leap.day) == (2, 29)
    return Child(number, 1 if dice.chance(.9 if uasc else .54) else 2, dob, uasc,
                 dice.weighed(UASC_ETHNIC if uasc else ETHNIC),
                 "" if uasc else dice.one_of(COUNTY), "N8" if uasc else dice.weighed(NEED))


def short_break_children(dice, count, first):
    """Disabled children who live at home; their numbers go on from first."""
    out = []
    for number in range(first, first + count):
        child = new_child(dice, number, "own", START)
        child.dob, child.need = born(dice, dice.between(5, 9), START), "N2"
        out.append(child)
    return out


def give_codes(dice, children):
    """Identifiers in no order that says anything."""
    for code, child in enumerate(dice.shuffled(children), 10001):
        child.code = f"GC{code}"


def end_uasc(dice, children):
    """Some are given leave to remain before they are 18; at 18 all cease."""
    for child in children:
        if child.uasc:
            start = child.care[0][0].start
            child.not_uasc = child.adult()
            if dice.chance(.14) and child.adult() - start > 200:
                child.not_uasc = dice.between(start + 120, child.adult() - 20)


def uasc_share(children):
    """How many in a hundred external stays that begin are of UASC."""
    begun = [child.uasc for child in children for period in child.care
             for stay in period if stay.type != "own" and stay.start >= START]
    return (100 * sum(begun) + len(begun) // 2) // len(begun)
