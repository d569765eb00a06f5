/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/schema.h"

#include <stddef.h>

#include "store/cell_block.h"

/* Version 1.
 *
 * A slice is what one import says about one thing: a measure in a period (ledger), a
 * type in a period (activity), a month of dates (forecasts: calendar year and month),
 * or everything (structure: part '', year and period 0). Of the slices with the same
 * kind, part, year and period the one of the newest import is in force; each record
 * belongs to a slice, so that older figures stay where they are and can be read again.
 *
 * Records refer to slices that are written after them, when all of an import has come:
 * hence DEFERRED. Kinds and measures are kept by name.
 *
 * cell is WITHOUT ROWID: clustered by slice, so that reading what is in force touches
 * nothing else. Measured for 500,000 cells: 1.1 s to sum and write (0.3 s of it the
 * foreign keys), 0.15 s to read in order; a table with a rowid needs an index by slice
 * besides and is larger. */
static const char *const version_1[] = {
    "CREATE TABLE import ("
    " id INTEGER PRIMARY KEY,"
    " kind TEXT NOT NULL,"
    " file TEXT NOT NULL,"
    " sha256 TEXT NOT NULL,"
    " records INTEGER NOT NULL,"
    " control_total INTEGER NOT NULL,"
    " time INTEGER NOT NULL"
    ") STRICT",
    "CREATE INDEX import_content ON import (kind, sha256)",
    "CREATE TABLE slice ("
    " id INTEGER PRIMARY KEY,"
    " import INTEGER NOT NULL REFERENCES import,"
    " kind TEXT NOT NULL,"
    " part TEXT NOT NULL,"
    " year INTEGER NOT NULL,"
    " period INTEGER NOT NULL,"
    " UNIQUE (kind, part, year, period, import)"
    ") STRICT",
    "CREATE INDEX slice_import ON slice (import)",

    "CREATE TABLE code (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT",
    "CREATE TABLE cell ("
    " slice INTEGER NOT NULL REFERENCES slice DEFERRABLE INITIALLY DEFERRED,"
    " cost_centre INTEGER NOT NULL REFERENCES code,"
    " account INTEGER NOT NULL REFERENCES code,"
    " fund INTEGER NOT NULL REFERENCES code,"
    " project INTEGER NOT NULL REFERENCES code,"
    " amount INTEGER NOT NULL,"
    " lines INTEGER NOT NULL,"
    " PRIMARY KEY (slice, cost_centre, account, fund, project)"
    ") STRICT, WITHOUT ROWID",

    "CREATE TABLE service ("
    " slice INTEGER NOT NULL REFERENCES slice DEFERRABLE INITIALLY DEFERRED,"
    " seq INTEGER NOT NULL,"
    " service TEXT NOT NULL,"
    " name TEXT NOT NULL,"
    " code TEXT NOT NULL,"
    " service_group TEXT NOT NULL,"
    " total_label TEXT NOT NULL,"
    " budget_manager TEXT NOT NULL,"
    " position INTEGER NOT NULL,"
    " line INTEGER NOT NULL,"
    " PRIMARY KEY (slice, seq)"
    ") STRICT, WITHOUT ROWID",
    "CREATE TABLE cost_centre ("
    " slice INTEGER NOT NULL REFERENCES slice DEFERRABLE INITIALLY DEFERRED,"
    " seq INTEGER NOT NULL,"
    " cost_centre TEXT NOT NULL,"
    " name TEXT NOT NULL,"
    " service TEXT NOT NULL,"
    " service_group TEXT NOT NULL,"
    " manager TEXT NOT NULL,"
    " fund TEXT NOT NULL,"
    " line INTEGER NOT NULL,"
    " PRIMARY KEY (slice, seq)"
    ") STRICT, WITHOUT ROWID",
    "CREATE TABLE account ("
    " slice INTEGER NOT NULL REFERENCES slice DEFERRABLE INITIALLY DEFERRED,"
    " seq INTEGER NOT NULL,"
    " account TEXT NOT NULL,"
    " name TEXT NOT NULL,"
    " subjective_group INTEGER NOT NULL,"
    " income INTEGER NOT NULL,"
    " line INTEGER NOT NULL,"
    " PRIMARY KEY (slice, seq)"
    ") STRICT, WITHOUT ROWID",
    "CREATE TABLE high_risk ("
    " slice INTEGER NOT NULL REFERENCES slice DEFERRABLE INITIALLY DEFERRED,"
    " seq INTEGER NOT NULL,"
    " area TEXT NOT NULL,"
    " parent TEXT NOT NULL,"
    " manager TEXT NOT NULL,"
    " cost_centres TEXT NOT NULL,"
    " accounts TEXT NOT NULL,"
    " position INTEGER NOT NULL,"
    " line INTEGER NOT NULL,"
    " PRIMARY KEY (slice, seq)"
    ") STRICT, WITHOUT ROWID",
    "CREATE TABLE forecast ("
    " slice INTEGER NOT NULL REFERENCES slice DEFERRABLE INITIALLY DEFERRED,"
    " seq INTEGER NOT NULL,"
    " cost_centre TEXT NOT NULL,"
    " account TEXT NOT NULL,"
    " fund TEXT NOT NULL,"
    " subjective_group INTEGER NOT NULL,"
    " is_change INTEGER NOT NULL,"
    " amount INTEGER NOT NULL,"
    " driver INTEGER," /* NULL: the manager did not say */
    " reason_code TEXT NOT NULL,"
    " comment TEXT NOT NULL,"
    " author TEXT NOT NULL,"
    " date INTEGER NOT NULL,"
    " expires INTEGER NOT NULL,"
    " line INTEGER NOT NULL,"
    " PRIMARY KEY (slice, seq)"
    ") STRICT, WITHOUT ROWID",
    "CREATE TABLE activity ("
    " slice INTEGER NOT NULL REFERENCES slice DEFERRABLE INITIALLY DEFERRED,"
    " seq INTEGER NOT NULL,"
    " count INTEGER NOT NULL,"
    " line INTEGER NOT NULL,"
    " PRIMARY KEY (slice, seq)"
    ") STRICT, WITHOUT ROWID",

    "CREATE TABLE profile (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT",
    "CREATE TABLE run ("
    " id INTEGER PRIMARY KEY,"
    " year INTEGER NOT NULL,"
    " period INTEGER NOT NULL,"
    " mark INTEGER NOT NULL,"
    " time INTEGER NOT NULL,"
    " options_sha256 TEXT NOT NULL,"
    " version TEXT NOT NULL,"
    " profile INTEGER NOT NULL REFERENCES profile"
    ") STRICT",
    "CREATE TABLE run_line ("
    " run INTEGER NOT NULL REFERENCES run,"
    " seq INTEGER NOT NULL,"
    " cost_centre INTEGER NOT NULL REFERENCES code,"
    " fund INTEGER NOT NULL REFERENCES code,"
    " area INTEGER NOT NULL REFERENCES code,"
    " subjective_group INTEGER NOT NULL,"
    " budget INTEGER NOT NULL,"
    " actual INTEGER NOT NULL,"
    " projected INTEGER NOT NULL,"
    " lo80 INTEGER NOT NULL,"
    " hi80 INTEGER NOT NULL,"
    " lo95 INTEGER NOT NULL,"
    " hi95 INTEGER NOT NULL,"
    " adopted INTEGER NOT NULL,"
    " driver INTEGER," /* NULL: none is known */
    " method INTEGER NOT NULL REFERENCES code,"
    " basis INTEGER NOT NULL REFERENCES code,"
    " PRIMARY KEY (run, seq)"
    ") STRICT, WITHOUT ROWID",

    /* The newest line of a period says whether it is closed. */
    "CREATE TABLE closing ("
    " id INTEGER PRIMARY KEY,"
    " year INTEGER NOT NULL,"
    " period INTEGER NOT NULL,"
    " time INTEGER NOT NULL,"
    " reopened INTEGER NOT NULL,"
    " reason TEXT NOT NULL"
    ") STRICT",
    "CREATE INDEX closing_period ON closing (year, period)", NULL};

/* Version 2: forecasts of earlier months, a row for each line and month. known_then:
 * made from what was known at that time, else from the figures whose digest is
 * `history`. Amounts are pence for the whole year, NULL where a member did not apply.
 */
static const char *const version_2[] = {
    "ALTER TABLE run_line ADD COLUMN has_interval INTEGER NOT NULL DEFAULT 1",
    "ALTER TABLE run_line ADD COLUMN months_used INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE run_line ADD COLUMN typical REAL",
    "ALTER TABLE run_line ADD COLUMN manager_error REAL",
    "ALTER TABLE run ADD COLUMN backtest INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE run ADD COLUMN within REAL NOT NULL DEFAULT 0.1",
    "ALTER TABLE run ADD COLUMN between_services REAL NOT NULL DEFAULT 0.05",
    "ALTER TABLE run ADD COLUMN reconciled INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE run ADD COLUMN past_years INTEGER NOT NULL DEFAULT 0",
    "CREATE TABLE backtest ("
    " id INTEGER PRIMARY KEY,"
    " time INTEGER NOT NULL,"
    " forecasts INTEGER NOT NULL"
    ") STRICT",
    "CREATE TABLE forecast_line ("
    " id INTEGER PRIMARY KEY,"
    " cost_centre TEXT NOT NULL,"
    " subjective_group INTEGER NOT NULL,"
    " fund INTEGER NOT NULL," /* 0: NON-DSG, 1: DSG */
    " area TEXT NOT NULL,"
    " UNIQUE (cost_centre, subjective_group, fund, area)"
    ") STRICT",
    "CREATE TABLE past_forecast ("
    " line INTEGER NOT NULL REFERENCES forecast_line,"
    " year INTEGER NOT NULL,"
    " month INTEGER NOT NULL,"
    " generation INTEGER NOT NULL,"
    " known_then INTEGER NOT NULL,"
    " history INTEGER NOT NULL,"
    " manager INTEGER,"
    " run_rate INTEGER,"
    " mean_12 INTEGER,"
    " mean_6 INTEGER,"
    " median_12 INTEGER,"
    " profile_2 INTEGER,"
    " profile_3 INTEGER,"
    " last_year INTEGER,"
    " last_year_trend INTEGER,"
    " last_year_growth INTEGER,"
    " theta INTEGER,"
    " dynamic_theta INTEGER,"
    " budget_profile INTEGER,"
    " PRIMARY KEY (line, year, month)"
    ") STRICT, WITHOUT ROWID",
    NULL};

/* Version 3: children's placements. A slice is a fiscal year of returns (episodes,
 * children, uasc) or of costs: part '', period 0; year 0 where a table of children
 * named none. A child is a keyed hash; child_key holds what tells the key, so that
 * children read with another are not taken for others. Of a date of birth only the
 * month of the 18th birthday is kept. Dates are yyyymmdd, 0 open; the year is the
 * slice's. */
static const char *const version_3[] = {
    "CREATE TABLE child_key ("
    " id INTEGER PRIMARY KEY CHECK (id = 1),"
    " mark TEXT NOT NULL"
    ") STRICT",
    "CREATE TABLE episode ("
    " slice INTEGER NOT NULL REFERENCES slice DEFERRABLE INITIALLY DEFERRED,"
    " seq INTEGER NOT NULL,"
    " child TEXT NOT NULL,"
    " start_date INTEGER NOT NULL,"
    " end_date INTEGER NOT NULL,"
    " reason_new TEXT NOT NULL,"
    " legal_status TEXT NOT NULL,"
    " need TEXT NOT NULL,"
    " place TEXT NOT NULL,"
    " provider TEXT NOT NULL,"
    " reason_end TEXT NOT NULL,"
    " reason_change TEXT NOT NULL,"
    " urn TEXT NOT NULL,"
    " line INTEGER NOT NULL,"
    " PRIMARY KEY (slice, seq)"
    ") STRICT, WITHOUT ROWID",
    "CREATE TABLE child ("
    " slice INTEGER NOT NULL REFERENCES slice DEFERRABLE INITIALLY DEFERRED,"
    " seq INTEGER NOT NULL,"
    " child TEXT NOT NULL,"
    " adult INTEGER NOT NULL,"
    " line INTEGER NOT NULL,"
    " PRIMARY KEY (slice, seq)"
    ") STRICT, WITHOUT ROWID",
    "CREATE TABLE uasc ("
    " slice INTEGER NOT NULL REFERENCES slice DEFERRABLE INITIALLY DEFERRED,"
    " seq INTEGER NOT NULL,"
    " child TEXT NOT NULL,"
    " until_date INTEGER NOT NULL,"
    " line INTEGER NOT NULL,"
    " PRIMARY KEY (slice, seq)"
    ") STRICT, WITHOUT ROWID",
    "CREATE TABLE placement_cost ("
    " slice INTEGER NOT NULL REFERENCES slice DEFERRABLE INITIALLY DEFERRED,"
    " seq INTEGER NOT NULL,"
    " child TEXT NOT NULL,"
    " start_date INTEGER NOT NULL,"
    " end_date INTEGER NOT NULL,"
    " element TEXT NOT NULL,"
    " weekly_fee INTEGER," /* NULL: the file said none */
    " education INTEGER NOT NULL,"
    " health INTEGER NOT NULL,"
    " total_to_date INTEGER," /* NULL: the file said none */
    " line INTEGER NOT NULL,"
    " PRIMARY KEY (slice, seq)"
    ") STRICT, WITHOUT ROWID",
    NULL};

/* Version 4: what-ifs of placements, as they were written. */
static const char *const version_4[] = {"CREATE TABLE what_if ("
                                        " name TEXT PRIMARY KEY,"
                                        " starts TEXT NOT NULL,"
                                        " fee_uplift TEXT NOT NULL,"
                                        " cap TEXT NOT NULL,"
                                        " time INTEGER NOT NULL"
                                        ") STRICT",
                                        NULL};

/* Version 5: what placements' providers were paid. A slice is a month (part ''); the
 * list of which supplier is which provider is replaced whole. `lines` lines of a file
 * are one row; no document and no name is kept. */
static const char *const version_5[] = {
    "CREATE TABLE payment ("
    " slice INTEGER NOT NULL REFERENCES slice DEFERRABLE INITIALLY DEFERRED,"
    " seq INTEGER NOT NULL,"
    " cost_centre TEXT NOT NULL,"
    " provider TEXT NOT NULL,"
    " child TEXT NOT NULL,"
    " amount INTEGER NOT NULL,"
    " lines INTEGER NOT NULL,"
    " line INTEGER NOT NULL,"
    " PRIMARY KEY (slice, seq)"
    ") STRICT, WITHOUT ROWID",
    "CREATE TABLE provider ("
    " slice INTEGER NOT NULL REFERENCES slice DEFERRABLE INITIALLY DEFERRED,"
    " seq INTEGER NOT NULL,"
    " provider TEXT NOT NULL,"
    " supplier TEXT NOT NULL,"
    " line INTEGER NOT NULL,"
    " PRIMARY KEY (slice, seq)"
    ") STRICT, WITHOUT ROWID",
    NULL};

/* Version 6: the log, which is only ever added to. A hash is of its entry's text and of
 * the hash before, see audit.c. Imports, their slices, runs and closings stay as they
 * were written, too. The log's trigger for INSERT is there for INSERT OR REPLACE, which
 * fires none for DELETE. */
#define KEPT(table, change)                                                            \
    "CREATE TRIGGER " table "_no_" change " BEFORE " change " ON " table               \
    " BEGIN SELECT RAISE(ABORT, '" table " is only added to'); END"
#define ONLY_ADDED(table) KEPT(table, "UPDATE"), KEPT(table, "DELETE")
static const char *const version_6[] = {
    "CREATE TABLE audit ("
    " id INTEGER PRIMARY KEY,"
    " time INTEGER NOT NULL,"
    " who TEXT NOT NULL,"
    " command TEXT NOT NULL,"
    " detail TEXT NOT NULL,"
    " outcome TEXT NOT NULL,"
    " previous TEXT NOT NULL,"
    " hash TEXT NOT NULL"
    ") STRICT",
    "ALTER TABLE closing ADD COLUMN who TEXT NOT NULL DEFAULT ''",
    "CREATE TRIGGER audit_next BEFORE INSERT ON audit"
    " WHEN NEW.id <> (SELECT coalesce(max(id), 0) + 1 FROM audit)"
    " BEGIN SELECT RAISE(ABORT, 'audit is only added to'); END",
    ONLY_ADDED("audit"),
    ONLY_ADDED("import"),
    ONLY_ADDED("slice"),
    ONLY_ADDED("run"),
    ONLY_ADDED("run_line"),
    ONLY_ADDED("closing"),
    NULL};

/* Version 7: the cells of a slice in blocks of columns (cell_block.h); the rows of
 * table cell become such. Of three million cells the rows took 3 s to write and 1 s to
 * read, blocks 0.3 and 0.05, in two thirds of the room. */
static const char *const version_7[] = {
    "CREATE TABLE cell_block ("
    " slice INTEGER NOT NULL REFERENCES slice DEFERRABLE INITIALLY DEFERRED,"
    " seq INTEGER NOT NULL,"
    " cells INTEGER NOT NULL,"
    " lines INTEGER NOT NULL,"
    " amount INTEGER NOT NULL,"
    " checksum INTEGER NOT NULL,"
    " data BLOB NOT NULL,"
    " UNIQUE (slice, seq)"
    ") STRICT",
    ONLY_ADDED("cell_block"), NULL};

static const char *const *const steps[] = {
    version_1, version_2, version_3,         version_4,      version_5,
    version_6, version_7, ot_schema_returns, ot_schema_lines};

/* What no statement can do for a version. */
static ot_status convert(ot_db *db, int64_t version, ot_error *err)
{
    return version == 7 ? ot_cell_blocks_from_rows(db, err) : OT_OK;
}

const ot_schema ot_schema_current = {steps, (int)(sizeof steps / sizeof steps[0]),
                                     convert};
