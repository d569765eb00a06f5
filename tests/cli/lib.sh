# SPDX-License-Identifier: GPL-3.0-or-later
# What the command-line cases share. Each starts in a new, empty directory.
set -u -o pipefail

outturn() {
    "$OUTTURN" "$@"
}

# Runs a command and prints its exit status after what it says.
status() {
    local code=0
    "$@" || code=$?
    echo "exit $code"
}

fail() {
    echo "FAILED: $*"
    exit 9
}

# A council's files in ./NAME, and there we are.
council() {
    case $1 in
    averill) cp -R "$FIXTURES/averill-2023-24" averill ;;
    gloucestershire) cp -R "$FIXTURES/gloucestershire-2021-22" gloucestershire ;;
    *) fail "there is no council '$1'" ;;
    esac
    chmod -R u+w "$1"
    cd "$1" || exit 9
}

# The council with placements in ./placements-2021-22, its ledger beside it; there we are.
placements_council() {
    cp -R "$FIXTURES/gloucestershire-2021-22" "$FIXTURES/placements-2021-22" .
    chmod -R u+w gloucestershire-2021-22 placements-2021-22
    cd placements-2021-22 || exit 9
}

# A run whose words are not looked at; findings (status 1) are no failure.
quiet_run() {
    local code=0
    outturn run --quiet "$@" >run.out 2>run.err || code=$?
    [[ $code -le 1 ]] || { cat run.err; fail "outturn run $* gave $code"; }
}

# The history without its log, which is a case of its own.
lists() {
    outturn history "$@" | sed '/^log$/,$d' | sed '$d'
}

# All that a workspace holds but its log, to see that nothing changed: what was refused
# is noted there.
contents() {
    outturn history --workspace "$1" 2>&1 | sed '/^log$/,$d'
    sqlite3 "$1" .dump | grep -v '^INSERT INTO audit '
}

# Every file of pack $1 is byte for byte in pack $2, and there is no other.
same_pack() {
    local file
    diff <(ls "$1") <(ls "$2") || fail "$1 and $2 hold different files"
    for file in "$1"/*; do
        cmp "$file" "$2/${file##*/}" || fail "${file##*/} differs"
    done
    echo "$(find "$1" -type f | wc -l) files are the same"
}

# Pack $1 against the golden files of council $2.
as_golden() {
    local golden name differing=0
    for golden in "$GOLDEN/$2"/*; do
        name=${golden##*/}
        diff -u "$golden" "$1/$name" | head -40
        cmp -s "$golden" "$1/$name" || differing=$((differing + 1))
    done
    diff <(cd "$GOLDEN/$2" && ls) <(cd "$1" && ls -- *.csv *.md)
    echo "$(find "$GOLDEN/$2" -type f | wc -l) golden files, $differing differ"
}

# The sheets of pack $1 that are golden files of $2, where not all of a pack are.
as_golden_sheets() {
    local golden differing=0
    for golden in "$GOLDEN/$2"/*; do
        diff -u "$golden" "$1/${golden##*/}" | head -40
        cmp -s "$golden" "$1/${golden##*/}" || differing=$((differing + 1))
    done
    echo "$(find "$GOLDEN/$2" -type f | wc -l) golden sheets, $differing differ"
}

# A good ledger in ./outturn.db, then a file of fixtures/bad that is to be refused: what
# is said, what the rejects file holds, and that the workspace is as it was.
refused() {
    local kind=$1 file=$2
    shift 2
    [[ -e $file ]] || cp "$FIXTURES/bad/$file" .
    outturn import --quiet ledger "$FIXTURES/shapes/plain/ledger.csv" 2>/dev/null ||
        fail "the good ledger was not imported"
    contents outturn.db >before
    status outturn import "$@" "$kind" "$file"
    contents outturn.db >after
    cmp before after && echo "workspace unchanged"
    local rejects
    for rejects in *.rejects.csv; do
        [[ -e $rejects ]] && { echo "== $rejects"; cut -c1-400 "$rejects"; }
    done
    return 0
}

# The tables of placements-small in ./2021-22 and ./2022-23.
placements() {
    cp -R "$FIXTURES"/placements-small/20* .
    chmod -R u+w .
}

# Of the children of placements-small nobody may read anything in these files: no
# identifier, pupil number, postcode, or day of birth in any form.
withheld() {
    local file found=0
    local secrets='C10000|A1000000|ZZ99|17/03/2012|20120317|2012-03-17|02/11/2008|20081102'
    for file in "$@"; do
        [[ -e $file ]] || fail "$file is not there"
        grep -aiEo "$secrets" "$file" && found=1
    done
    [[ $found == 0 ]] && echo "nothing of a child in: $*"
}

# A warehouse in ./ledger.db (SQLite, amounts in pence) with two thousand lines, the same
# lines in ./ledger.csv, and a profile that names it as [source gl].
warehouse() {
    sqlite3 ledger.db <<'SQL'
CREATE TABLE lines (cc TEXT, account TEXT, fund TEXT, project TEXT, period TEXT, kind TEXT, pence INTEGER);
WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 1999)
INSERT INTO lines SELECT printf('%06d', 10101 + i % 23 * 7), 'R' || (i % 11), iif(i % 5 = 0, 'DSG', 'NON-DSG'),
    iif(i % 40 = 0, 'C19-01', NULL), printf('2021/22 P%02d', 1 + i % 5), iif(i % 7 = 0, 'Budget', 'Actual'),
    (i * 7919) % 250000 - 20000 FROM n;
SQL
    {
        echo cost_centre,account,fund,project,period,measure,amount
        sqlite3 -csv ledger.db "SELECT cc, account, fund, coalesce(project, ''), period, kind,
            printf('%s%d.%02d', iif(pence < 0, '-', ''), abs(pence) / 100, abs(pence) % 100) FROM lines"
    } | tr -d '\r' >ledger.csv
    cat >outturn.ini <<INI
[source gl]
connection = Driver={SQLite3};Database=$PWD/ledger.db
table = lines
unit = pence
column.cost_centre = cc
column.account = account
column.fund = fund
column.project = project
column.period = period
column.measure = kind
column.amount = pence
INI
}

# The cells of the ledger in workspace $1.
cells() {
    "$ROOT/tests/cells" "$1"
}

# outturn beside a helper of the test's: what stands on the standard input, as bash.
with_helper() {
    mkdir -p other
    cp "$OUTTURN" other/outturn
    { echo '#!/bin/bash'; cat; } >other/outturn-odbc
    chmod +x other/outturn-odbc
}
