# SPDX-License-Identifier: GPL-3.0-or-later
"""What providers were paid from April to August 2021, as an extract of a ledger has it:
most of it what is agreed, to the penny or near it, and some of it planted not to be."""
from datetime import date

from gloucestershire.common import write_csv

from .common import AS_AT
from .returns import pounds

HEADINGS = ("cost_centre", "account", "period", "measure", "amount", "supplier", "child",
            "document")
EXPECTED = ("status", "provider", "period", "agreed", "paid")
MONTHS = [(f"2021-{month:02d}", date(2021, month, 1).toordinal(),
           date(2021, month + 1, 1).toordinal()) for month in range(4, 9)]
CENTRES = {"residential": "030201", "fostering": "030202", "supported_living": "030203"}
HOUSING = 24             # suppliers who let rooms: no URN
AFTER_END, UNPAID = 3, 4
DIFFERS = ((1000, 25000), (1000, -61250), (1086, 0), (912, 0), (1000, 148533))
STATUS = ("paid after the end", "open but unpaid", "paid differs")


def half_up(number, by):
    return (2 * number + by) // (2 * by)


def merged(child):
    """External stays, those that go on in one place with one provider as one:
    [start, end, URN, type]."""
    out, before = [], None
    for period in child.care:
        for stay in period:
            if stay.type == "own":
                before = None
                continue
            if before and before.key() == stay.key() and before.end == stay.start:
                out[-1][1] = stay.end or AS_AT + 1
            else:
                out.append([stay.start, stay.end or AS_AT + 1, stay.urn, stay.type])
            before = stay
    return out


def cost(row, nights):
    """Gross, in pence, each part of it rounded."""
    net = row.fee - row.education - row.health
    return sum(half_up(part * nights, 7) for part in (net, row.education, row.health))


class Books:
    """Who is paid what: of a provider with a URN for all its children together, of one
    without for each child."""

    def __init__(self, dice, children, rows):
        self.dice, self.agreed, self.centre, self.last = dice, {}, {}, {}
        self.nights, self.child = set(), {}
        of_child = {}
        for row in rows:
            of_child.setdefault(row.child.number, []).append(row)
        for child in children:
            for stay in merged(child):
                self.take(child, stay, of_child.get(child.number, []))

    def take(self, child, stay, rows):
        start, end, urn, kind = stay
        payee = urn or f"80{self.dice.below(HOUSING):02d}51"
        self.last[payee] = max(self.last.get(payee, 0), end)
        for number, (_, first, after) in enumerate(MONTHS):
            if min(end, after) <= max(start, first):
                continue
            key = (payee, "" if urn else child.code, number)
            self.nights.add((payee, number))
            self.centre.setdefault(payee, CENTRES[kind])
            for row in rows:
                nights = (min(end, row.end or end, after)
                          - max(start, row.start, first))
                if nights > 0:
                    self.agreed[key] = self.agreed.get(key, 0) + cost(row, nights)

    def of_payee(self, payee, number):
        return sum(pence for key, pence in self.agreed.items()
                   if (key[0], key[2]) == (payee, number))


def has_urn(payee):
    return payee[:2] in ("99", "SC")


def after_end(books):
    """(payee, month) of providers whose last placement ended not long before."""
    left = [payee for payee, end in sorted(books.last.items()) if has_urn(payee)
            and MONTHS[0][1] - 500 < end <= MONTHS[1][1]]
    return [(payee, 1 + number) for number, payee in enumerate(left[:AFTER_END])]


def plant(books):
    """{(payee, month): (status, paid)} of what is not as it should be."""
    out = {(payee, number): (STATUS[0], 310000 + 4417 * number)
           for payee, number in after_end(books)}
    used = {payee for payee, _ in out}
    usual = [payee for payee in sorted(books.centre)
             if has_urn(payee) and payee not in used and all(
        books.of_payee(payee, number) > 400000 for number in range(len(MONTHS)))]
    chosen = books.dice.shuffled(usual)
    for number, payee in enumerate(chosen[:UNPAID]):
        out[payee, (4, 4, 2, 0)[number]] = (STATUS[1], 0)
    for number, payee in enumerate(chosen[UNPAID:UNPAID + len(DIFFERS)]):
        factor, more = DIFFERS[number]
        month = (3 * number + 1) % len(MONTHS)
        out[payee, month] = (STATUS[2], half_up(
            books.of_payee(payee, month) * factor, 1000) + more)
    return out


def spread(books, planted):
    """(month, payee, child, pence) of every payment."""
    out = []
    for (payee, child, number), pence in sorted(books.agreed.items()):
        if (payee, number) not in planted:
            near = books.dice.between(-30, 30) if books.dice.chance(.1) else 0
            out.append((number, payee, child, pence + near))
    for (payee, number), (_, pence) in sorted(planted.items()):
        children = sorted(key[1] for key in books.agreed
                          if (key[0], key[2]) == (payee, number)) or [""]
        if pence:
            out.append((number, payee, children[0], pence))
    return sorted(out)


def suppliers(books):
    """Numbers of the suppliers that have one: two providers of three."""
    named = sorted(filter(has_urn, books.last))
    return {payee: f"{700100 + 7 * number}" for number, payee in enumerate(named)
            if number % 3}


def lines(books, planted, numbers):
    """The extract: two invoices for large sums, a credit now and then, and lines that
    are none of these."""
    out = []
    for place, (number, payee, child, pence) in enumerate(spread(books, planted), 1):
        period, centre = MONTHS[number][0], books.centre.get(payee, "030201")
        supplier = numbers.get(payee, payee if place % 5 else payee.lower() + " ")
        parts = [pence]
        if pence > 3000000:
            parts = [pence // 2, pence - pence // 2]
        elif place % 41 == 0:
            parts = [pence + 12500, -12500]
        for part, amount in enumerate(parts):
            text = pounds(amount) if amount >= 0 else pounds(-amount) + " CR"
            out.append((centre, "4300", period, "ACTUAL", text, supplier, child,
                        f"INV{100000 + 3 * place + part}"))
    for period, _, _ in MONTHS:
        out.append(("030201", "4300", period, "ACTUAL", "-18250.00", "", "", "JNL accrual"))
        out.append(("030202", "4300", period, "BUDGET", "1250000.00", "", "", ""))
        out.append(("030111", "3100", period, "ACTUAL", "86.40", "SC999999", "", "INV99"))
    return out


def write_payments(root, dice, children, rows):
    """The files, and what is to be found in them: rows of EXPECTED."""
    books = Books(dice, children, rows)
    planted, numbers = plant(books), suppliers(books)
    write_csv(root / "payments.csv", [HEADINGS, *lines(books, planted, numbers)])
    write_csv(root / "providers.csv", [("provider", "supplier", "name"), *(
        (payee, number, f"Provider {place}")
        for place, (payee, number) in enumerate(sorted(numbers.items()), 1))])
    found = [(status, payee, MONTHS[number][0], pounds(books.of_payee(payee, number)),
              pounds(pence)) for (payee, number), (status, pence) in planted.items()]
    found.sort(key=lambda row: (STATUS.index(row[0]), *row[1:3]))
    write_csv(root / "expected/payments.csv", [EXPECTED, *found])
    return found
