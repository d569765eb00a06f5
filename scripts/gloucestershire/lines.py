# SPDX-License-Identifier: GPL-3.0-or-later
"""Blocks to lines: the revised budget, variance and declared cost of COVID-19 in 2021/22
of each cost centre, account and fund, in pence."""
from .blocks import BLOCKS
from .centres import centres
from .common import around, seeded, spread, thousands


class Line:
    def __init__(self, centre, account, fund, service, area):
        self.centre, self.account, self.fund = centre, account, fund
        self.service, self.area = service, area
        self.budget = self.variance = 0
        self.covid = None
        self.one_off = False

    @property
    def key(self):
        return (self.centre, self.account, self.fund)

    @property
    def forecast(self):
        return self.budget + self.variance


def weighted(text, mark):
    return [(item.split(mark)[0], int(item.split(mark)[1])) for item in text.split()]


def uneven(text, *seed):
    """Thousands to pence, up to £30 off the round figure; nothing stays nothing."""
    amount = thousands(text)
    return amount + int(6000 * seeded(*seed).random()) - 3000 if amount else 0


def agency_for_vacancies(lines):
    """A part of the salaries is spent on agency staff instead; nothing on balance."""
    by_key = {(line.centre, line.account): line for line in lines}
    for line in lines:
        agency = by_key.get((line.centre, "1030"))
        if line.account == "1000" and agency:
            move = int(line.budget * (0.01 + 0.03 * seeded("vacant", *line.key).random()))
            line.variance -= move
            agency.variance += move


def block_lines(row, service_of):
    area, fund, budget, variance, covid, codes, mix = row.split("|")
    codes = weighted(codes, "*") if "*" in codes else [(codes, 1)]
    lines, weights = [], []
    for centre, part in codes:
        for account, share in weighted(mix, ":"):
            line = Line(centre, account, fund, service_of[centre], area.split("/")[-1])
            lines.append(line)
            weights.append(part * share * around(seeded("mix", *line.key), 0.012))
    first = lines[0].key
    sizes = [abs(weight) for weight in weights]
    for line, part in zip(lines, spread(uneven(budget, "budget", *first), weights)):
        line.budget = part
        line.one_off = budget == "0"
    left = uneven(variance, "variance", *first)
    if covid:
        amount, accounts = covid.split("@")
        hit = [i for i, line in enumerate(lines) if line.account in accounts.split(",")]
        shares = spread(uneven(amount, "covid", *first), [sizes[i] for i in hit])
        for i, share in zip(hit, shares):
            lines[i].covid = share
            lines[i].variance += share
            left -= share
    tilted = [size * around(seeded("variance", *line.key), 0.4)
              for size, line in zip(sizes, lines)]
    for line, part in zip(lines, spread(left, tilted)):
        line.variance += part
    agency_for_vacancies(lines)
    return lines


def all_lines():
    service_of = {code: service for code, _, service, _ in centres()}
    lines = []
    for row in BLOCKS.strip().split("\n"):
        lines += block_lines(row, service_of)
    lines.sort(key=lambda line: line.key)
    assert len({line.key for line in lines}) == len(lines)
    assert {line.centre for line in lines} == set(service_of)
    return lines
