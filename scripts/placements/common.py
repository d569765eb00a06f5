# SPDX-License-Identifier: GPL-3.0-or-later
"""Dice, days and months. Random numbers come from random.random() alone and arithmetic
is + - * / only: same bytes on every machine. A day is a date's ordinal."""
import random
from datetime import date
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
COUNTS = REPOSITORY / "fixtures/gloucestershire-2021-22/activity/activity.csv"
TYPES = ("residential", "fostering", "supported_living")
START = date(2017, 4, 1).toordinal()   # first day of the first return
AS_AT = date(2021, 8, 31).toordinal()  # last day of the last return
YEARS = range(2017, 2022)              # return years, by the April they begin in


class Dice:
    def __init__(self, seed):
        self.random = random.Random(seed).random

    def chance(self, share):
        return self.random() < share

    def below(self, count):
        return int(self.random() * count)

    def between(self, low, high):
        """A whole number, both ends included."""
        return low + self.below(high - low + 1)

    def real(self, low, high):
        return low + (high - low) * self.random()

    def one_of(self, items):
        return items[self.below(len(items))]

    def weighed(self, pairs):
        """One of (what, weight)."""
        left = self.random() * sum(weight for _, weight in pairs)
        for what, weight in pairs:
            left -= weight
            if left < 0:
                return what
        return pairs[-1][0]

    def whole(self, mean):
        """A whole number of that mean, the one below or the one above."""
        return int(mean) + self.chance(mean - int(mean))

    def shuffled(self, items):
        rest, out = list(items), []
        while rest:
            out.append(rest.pop(self.below(len(rest))))
        return out


def day(text):
    """'2021-08-31' to a day."""
    return date.fromisoformat(text).toordinal()


def iso(number):
    return date.fromordinal(number).isoformat()


def british(number):
    return date.fromordinal(number).strftime("%d/%m/%Y") if number else ""


def birthday(dob, age):
    born = date.fromordinal(dob)
    return date(born.year + age, born.month, born.day).toordinal()


def age_at(dob, number):
    born, then = date.fromordinal(dob), date.fromordinal(number)
    return then.year - born.year - ((then.month, then.day) < (born.month, born.day))


def fiscal_year(number):
    """The year of the April before a day."""
    then = date.fromordinal(number)
    return then.year - (then.month < 4)


def year_name(year):
    return f"{year}-{(year + 1) % 100:02d}"


def months():
    """(period, first day, last day) from the first return to the last."""
    year, month, out = 2017, 4, []
    while (year, month) <= (2021, 8):
        later = (year, month + 1) if month < 12 else (year + 1, 1)
        out.append((f"{year}-{month:02d}", date(year, month, 1).toordinal(),
                    date(*later, 1).toordinal() - 1))
        year, month = later
    return out
