# SPDX-License-Identifier: GPL-3.0-or-later
"""A few wrong rows, as real returns have them. Each is such that the counts stay as they
are when the row is read as it must be, and most are such that they do not otherwise."""
from .common import AS_AT, british, day, fiscal_year
from .episodes import Episode
from .returns import bounds


class Dirt:
    def __init__(self, dice, episodes):
        self.dice, self.episodes = dice, dice.shuffled(episodes)
        self.used = set()      # children: one wrong row each
        self.changes = {}      # (episode, year): (columns, finding, what is wrong)
        self.extras = []       # (year, episode that never was)
        self.findings = []     # (file, line, finding, what is wrong)
        self.after = {}        # episode: the next of the same child, on the same day
        begun = {(one.child.number, one.start): one for one in episodes}
        for before in episodes:
            if before.rec == "X1":
                self.after[id(before)] = begun[before.child.number, before.end]
        self.spoil_all()

    def find(self, fits):
        for episode in self.episodes:
            if episode.child.number not in self.used and fits(episode):
                self.used.add(episode.child.number)
                return episode
        raise LookupError("no episode fits: choose another seed")

    def change(self, episode, year, columns, finding, what):
        self.changes[id(episode), year] = (columns, finding, what)

    def extra(self, year):
        return [episode for when, episode in self.extras if when == year]

    def spoil(self, row, episode, year, file, line):
        """Called for each row as it is written."""
        columns, finding, what = self.changes.get((id(episode), year), ({}, None, None))
        row.update({name: value(row[name]) if callable(value) else value
                    for name, value in columns.items()})
        if finding:
            self.findings.append((file, line, finding, what))

    # What is wrong.

    def moved(self, first, last, kind, later_kind):
        """An episode that ends between two days with a move to another that goes on for
        two months at least."""
        def fits(episode):
            later = self.after.get(id(episode))
            return (later and first <= episode.end <= last and episode.type == kind
                    and later.type == later_kind and "T" not in
                    (episode.place[0], later.place[0]) and later.rne != "L"
                    and episode.start < episode.end - 30
                    and (later.end is None or later.end > later.start + 60))
        return self.find(fits)

    def two_open(self):
        for kind, later in (("fostering", "fostering"), ("residential", "own"),
                            ("own", "supported_living")):
            before = self.still(day("2021-04-10"), day("2021-07-20"), kind, later)
            self.change(before, 2021, {"DEC": "", "REC": "", "REASON_PLACE_CHANGE": ""},
                        "two open episodes", "DEC and REC of the earlier one were left blank")

    def still(self, first, last, kind, later_kind):
        """As moved(), where the later one is open on the last day."""
        while True:
            before = self.moved(first, last, kind, later_kind)
            if self.after[id(before)].end is None:
                return before

    def overlaps(self):
        for kind, later, text in (("fostering", "fostering", "2019-05-20"),
                                  ("fostering", "own", "2020-10-12")):
            first = day(text)
            before = self.moved(first, first + 110, kind, later)
            self.change(before, fiscal_year(before.end),
                        {"DEC": british(before.end + 33)}, "overlap",
                        "DEC is 33 days after the start of the next episode")

    def single(self, year, fits):
        """An episode of one return only, not next to an absence."""
        first, last = bounds(year)
        return self.find(lambda one: first <= one.start and (
            one.end is None and year == 2021 or one.end and one.end <= last)
            and one.place[0] != "T" and fits(one))

    def no_reason(self):
        for year, kind in ((2018, "fostering"), (2020, "residential"), (2021, "own")):
            before = self.single(year, lambda one, kind=kind: one.type == kind and one.end)
            self.change(before, year, {"REC": ""}, "DEC without REC", "REC is blank")

    def backwards(self):
        for year, text in ((2019, "2019-09-02"), (2021, "2021-06-14")):
            start = day(text)
            own = self.find(lambda one, start=start: one.type == "own"
                            and one.start < start - 200 and one.place == "U6"
                            and (one.end is None or one.end > AS_AT - 30))
            wrong = Episode(own.child, start, "P", own.ls, "U6", "PR4", "SC999990",
                            own.post, start - 31, "X1", "OTHER")
            self.extras.append((year, wrong))
            self.change(wrong, year, {}, "end before start",
                        "DEC is 31 days before DECOM; an external stay that never was")

    def impossible(self):
        for year, place, code in ((2018, "P1", "PR4"), (2020, "U4", "PR0"),
                                  (2021, "U6", "PR0")):
            own = self.single(year, lambda one, place=place: one.type == "own"
                              and one.place == place)
            self.change(own, year, {"PLACE_PROVIDER": code},
                        "provider impossible for the placement", f"{place} with {code}")

    def unknown(self):
        for year, name, code in ((2018, "PLACE", "K9"), (2019, "PLACE_PROVIDER", "PR7"),
                                 (2020, "LS", "C9"), (2020, "REC", "E99")):
            own = self.single(year, lambda one, name=name: one.type == "own" and (
                name != "REC" or one.rec[:1] == "E") and one.provider == "PR1")
            self.change(own, year, {name: code}, "unknown code", f"{name} is {code}")
        own = self.single(2021, lambda one: one.type == "own" and one.provider == "PR1"
                          and one.child.age(one.start) >= 15)
        self.change(own, 2021, {"PLACE": "K3"}, "unknown code",
                    "PLACE is K3, which there is from 2024/25 only")

    def small_letters(self):
        names = {name: str.lower for name in ("RNE", "LS", "CIN", "PLACE", "PLACE_PROVIDER")}
        for year, kind in ((2019, "fostering"), (2020, "supported_living"),
                           (2021, "residential")):
            one = self.single(year, lambda one, kind=kind: one.type == kind
                              and (one.end is None or one.end > one.start + 60))
            self.change(one, year, names, "letter case", "codes in small letters")

    def spoil_all(self):
        self.two_open()
        self.overlaps()
        self.no_reason()
        self.backwards()
        self.impossible()
        self.unknown()
        self.small_letters()

