# SPDX-License-Identifier: GPL-3.0-or-later
"""README.md of the fixture."""

TEXT = """\
# External placements, April 2017 to August 2021

Children, episodes and fees that never were, in the shape of a council's returns: as many
of them are in an external placement at each month end as a council has published.
`scripts/make-placements` writes all of it but `outturn.ini`; change the generator, never
the files. `scripts/make-placements --check` counts the files again, month by month.

## What is published

Source: Gloucestershire County Council, 2021/22 Revenue Budget Monitoring Report,
September 2021, attachment 3, as in `../gloucestershire-2021-22/activity/activity.csv`:

- open placements at the 53 month ends, total, residential, fostering and supported living
  (of 2021/22 the report has no supported living: it is what is left of the total)

## What is invented

All else: every child, day, code, place, provider and fee. Nothing is from any return, and
none of it says anything about a real child, provider or council. Identifiers are in no
order. Providers are URNs only, postcodes the outward codes of areas that do not exist
(no real one begins with X), UPNs begin with a letter that no real one has.

| file | what it is |
|---|---|
| `ssda903/YEAR/episodes.csv` | the episodes open at any time in the year ({rows}) |
| `ssda903/YEAR/header.csv` | the children of these episodes |
| `ssda903/YEAR/uasc.csv` | those of them who were unaccompanied asylum seekers |
| `ssda903/YEAR/missing.csv` | 2020/21 and 2021/22: a table to be left alone |
| `placement_costs.csv` | {costs} rows of weekly fees |
| `payments.csv` | what providers were paid, April to August 2021, as a ledger's extract ({payments} rows) |
| `providers.csv` | which supplier is which URN |
| `expected/findings.csv` | the wrong rows by file and line |
| `expected/payments.csv` | the months of providers that are not paid as agreed |
| `expected/open-2021-08-31.csv` | open placements, fees and costs by type |

The return of 2021/22 ends on 31 August 2021. An episode that spans years is in each of
their returns; where it ended later, DEC, REC and REASON_PLACE_CHANGE are blank in the
earlier one. Days are British in the returns and ISO in the costs. The first night counts,
the day of leaving does not: a placement is open at a month end if it began on that day or
before and ended on a later one.

## Costs

A row is an element of a placement's fee from a day to a day, the end not counted, blank
where it is still paid. `weekly_fee` is gross; education's and health's contributions are
parts of it. Every external placement has a `fee` on each of its nights, some have
`therapy`, `staffing`, `education`, `support` or `transport` besides, for all of the time
or a part of it. Fees change on 1 April, some on other days too. What began before April
2017 has one row until then. An absence (T0 to T4) is paid. Short breaks and placements
that are not counted have no rows.

| reckoned from the files | here | published |
|---|---|---|
| cost of 2021/22, net, if August's stock stays to March | {year} | £43.9m with a contingency of £3.1m |
| a year of an open placement, gross, without UASC | {unit} | £114,700 |
| the same, residential and supported living | {dear} | £187,900 |

The published ones are of a different making, which the report does not give; these are
only near.

## Payments

Suppliers are numbers of the list, or URNs themselves, or, where there is no URN, numbers of
those who let rooms: these rows name the child. A provider is paid the gross cost of its
nights in the month, some a few pence more or less; some rows are two invoices, some have a
credit. Lines without a supplier, budgets and a line of another cost centre are to be passed
over. Not paid as agreed, and on purpose:

| status | provider | month | agreed | paid |
|---|---|---|---|---|
{paid}

## How it is made

Month by month from the published stock of March 2017. Stays end by chance, in their first
weeks more often than after years, and at 18; some go on in another type. As many begin as
bring each type to its published count; where too few would begin for an ordinary month,
more end. {uasc}% of the external stays that begin are of UASC. About 250 children are with
the council's own carers or their parents, and come and go between there and outside.
Then stays are cut into episodes, by change of legal status and by absences. The files are
read again, and every month end is counted by code that shares nothing with what wrote
them (`scripts/placements/verify.py`).

## Worth knowing

- PR4 and PR5 with U1 or U3, and legal status V3 or V4, are there and are not counted;
  neither are secure homes, custody and hospitals, with PR2 and PR3: no K1 is external.
- A move has RNE P, or B where the legal status changes with it, or T or U where the carer
  stays. Some moves change only the URN, some neither place, provider nor URN, and some
  carers go from an agency to the council with the child (T, PR4 or PR5 to PR1).
- Two children are in hospital (T1) on the last day: their placements go on and count.
- An UASC is one while DUC is blank, and until that day; `expected/` has them as they were
  when the placement began.
- H5, P2 and R1 have no URN.

## What is wrong, and on purpose

Read as it must be, none of it changes a count: of two open episodes, or two that overlap,
the earlier one ends where the later begins; an episode that ends before it starts is left
out; small letters are capitals. Some of it is in the council's own placements, which are
not counted whatever the code.

| file | line | finding | what |
|---|---|---|---|
{findings}
"""


def lines_of(path):
    return path.read_text(encoding="utf-8").count("\n") - 1


def unit(rows):
    """Pounds a year, to the hundred, of those who are not UASC: 365 nights at the fees
    of now."""
    count = sum(row[0] - row[1] for row in rows)
    pence = sum(row[2] - row[3] for row in rows)
    return f"£{(pence * 365 // (700 * count) + 50) // 100 * 100:,}"


def text(root, findings, table, uasc, paid):
    """table: verify.cost_table(); uasc: how many in a hundred stays that begin."""
    year = table["total"][5] + table["total"][4] * 212 // 7  # 212 nights to March
    rows = ", ".join(f"{lines_of(path):,}" for path in sorted(
        root.glob("ssda903/*/episodes.csv")))
    return TEXT.format(
        rows=rows, costs=f"{lines_of(root / 'placement_costs.csv'):,}",
        year=f"£{year / 100000000:.1f}m", unit=unit([table["total"]]),
        payments=f"{lines_of(root / 'payments.csv'):,}",
        paid="\n".join(f"| {' | '.join(row)} |" for row in paid),
        dear=unit([table["residential"], table["supported_living"]]), uasc=uasc,
        findings="\n".join(f"| `{file}` | {line} | {finding} | {what} |"
                           for file, line, finding, what in findings))
