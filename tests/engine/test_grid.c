/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/grid.h"

#include "tests/check.h"

static void test_grid_finds_what_is_there_and_nothing_else(void)
{
    const ot_grid_cell cells[] = {{0, 0, OT_GRID_TEXT, false, "Cost centre", 0},
                                  {0, 18, OT_GRID_TEXT, false, "Comment", 0},
                                  {9, 5, OT_GRID_NUMBER, false, "", 2385.17},
                                  {11, 0, OT_GRID_TEXT, false, "Total", 0}};
    const ot_grid grid = {cells, 4};

    for (size_t i = 0; i < 4; i++)
        CHECK(ot_grid_at(&grid, cells[i].row, cells[i].column) == &cells[i]);
    CHECK(ot_grid_at(&grid, 0, 17) == NULL);
    CHECK(ot_grid_at(&grid, 10, 5) == NULL);
    CHECK(ot_grid_at(&grid, 12, 0) == NULL);
    CHECK(ot_grid_at(&(ot_grid){NULL, 0}, 0, 0) == NULL);
}

static void test_grid_names_cells_as_spreadsheets_do(void)
{
    char name[OT_GRID_NAME];

    CHECK_TEXT(ot_grid_name(0, 0, name), "A1");
    CHECK_TEXT(ot_grid_name(10, 25, name), "Z11");
    CHECK_TEXT(ot_grid_name(10, 26, name), "AA11");
    CHECK_TEXT(ot_grid_name(1048575, 16383, name), "XFD1048576");
    CHECK_TEXT(ot_grid_name(4294967294u, 4294967294u, name), "MWLQKWU42949672");
}

static const check_case cases[] = {
    CASE(test_grid_finds_what_is_there_and_nothing_else),
    CASE(test_grid_names_cells_as_spreadsheets_do),
};

OT_TEST_MAIN("engine/grid", cases)
