# SPDX-License-Identifier: GPL-3.0-or-later
"""README.md of the fixture."""

TEXT = """\
# Gloucestershire, children's services, September 2021

The figures of a published report, with an invented ledger beneath them that comes to
these figures. `scripts/make-gloucestershire` writes all of it but `outturn.ini`; change
the generator, never the files.

## What is published

Source: Gloucestershire County Council, 2021/22 Revenue Budget Monitoring Report,
September 2021, Children & Families Services, attachments 1 to 4.

- the service areas, their codes, groups and budget managers, and the high-risk areas
  and their managers (`structure/services.csv`; names in `structure/high_risk.csv`)
- full year budget, forecast outturn, DSG and non-DSG variance of each of them, the
  roundings and the totals (`expected/sla.csv`, `expected/high-risk.csv`)
- variance, cost of COVID-19 and net position by service (`expected/covid.csv`)
- numbers of external placements by month (`activity/activity.csv`) and their yearly
  averages (in `expected/activity.csv`). Of supported living the report has nothing for
  2012/13 and 2021/22.
- four amounts within services: the deficit carried forward of £13.67 million, the high
  needs deficit budget of £4.093 million, £7.047 million of COVID-19 in external
  placements, and £296,000 of it in safeguarding staff

## What is invented

All else: cost centres and their managers, accounts, the selectors of the areas, every
amount of the ledger, the pence of every figure above, earlier years, virements,
commitments, documents, suppliers, project codes, the split of every service by cost
centre and account, each manager's forecast, its date, author (a role title) and
comment, and the whole of the August forecasts. None of it says anything about the
council's real accounts. Any likeness to a real supplier is chance.

| file | what it is |
|---|---|
| `structure/` | {services} services, {areas} high-risk rows (two areas have child rows), {centres} cost centres, {accounts} accounts |
| `ledger/ledger-2018-19.csv` … `ledger-2020-21.csv` | budget and actual of three earlier years |
| `ledger/budget-2021-22.csv` | original budget of {lines} lines (cost centre, account, fund) |
| `ledger/ledger-2021-04.csv` … `ledger-2021-08.csv` | actual, virement, commitment of each month |
| `forecasts/forecasts-2021-08.csv` | managers' forecasts for the pack as at P04, July |
| `forecasts/forecasts-2021-09.csv` | managers' forecasts for the pack as at P05, August |
| `activity/activity.csv` | 4 types, April 2012 to August 2021 |
| `expected/` | the published tables; what a pack as at P05 must print |

"""
MORE = """\
## How it is made

The source of truth is a table of blocks (`scripts/gloucestershire/blocks.py`): parts of
services with a true budget, variance and cost of COVID-19. Their fractions of a thousand
are chosen so that services and areas round (half away from zero) to the published
figures, and the true totals to the published totals, which the printed rows do not add
up to: that is what the published *Roundings* rows show. Blocks are distributed to lines
exactly to the penny. Original budgets and the virements to P05 come to the published
budgets. When it has written the files, the script reads them again, makes attachments 1,
2 and 4 and the averages from them, and exits with 1 and a list where anything differs.

## Worth knowing

- The child rows of *Youth Support* are cut by account on the same cost centres:
  `1000..1099` and `4*;5*;6*`. Their printed forecasts (3,242 and 940) add up to 4,182;
  the same money is 4,181 in attachment 1, where it is rounded once.
- *Transport* takes accounts `3000..3099` of `0206*`, *Pensions* account `1090` of
  `0200*`. Where an area takes only a part of a subjective group, forecasts are by
  account (`020002`, `020611`).
- *Safeguarding*'s two child areas of Section 17 are cost centres.
- Every line of 2021/22 has exactly one forecast in either month's file; about a third
  are stated as `change`, the others as `forecast`.
- Services without exceptional cost have a blank `driver` and print a blank; the group
  totals print 0.
- Young People Services (CF040201) and Young People Support (CF0402) share the prefix
  `0402`; Education Outcomes and Intervention is printed CF0203/04/05 and has cost
  centres under `0203`, `0204` and `0205`.
- Budgets of schools and of the grant that pays for them nearly cancel: Schools' budget is
  negative. `020402` holds the high needs block's deficit budget as a negative budget
  without spend, `020111` the deficit brought forward, posted in April 2021, unbudgeted.
- `COVID01` (placements), `COVID02` (staff) and `COVID03` (other) are posted to from March
  2020, in 2021/22 only on lines with a declared cost.
- Some cost centres have lines of both funds; the ledger's fund column decides, not the
  cost centre's.
- Other government grants, contributions and fees are posted quarterly; central recharges
  and debt in March only, so they have no actuals in 2021/22 yet. August is low where
  payments follow school terms.
- Corrections: credit notes, and amounts posted in error and reversed in the same month.
  A few lines have an adjustment in P13 of the earlier years.
"""


def text(**counts):
    return TEXT.format(**counts) + MORE
