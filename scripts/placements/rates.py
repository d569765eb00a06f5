# SPDX-License-Identifier: GPL-3.0-or-later
"""How often things happen and to whom: everything here is invented, none of it is any
council's. Shares by month; ages in years."""

# Entries by month of the year beside the average: fewer in August and December.
SEASON = {1: 1.15, 2: 1.0, 3: 1.1, 4: 1.0, 5: 1.05, 6: 1.1, 7: 1.1, 8: 0.8, 9: 1.0,
          10: 1.2, 11: 1.15, 12: 0.75}
# At least so many begin in an average month, however the stock moves.
BASE_STARTS = {"residential": 2.5, "fostering": 5.0, "supported_living": 2.5}

# Share of stays that end in a month, by months since the stay began.
ENDS = {"residential": ((2, .10), (6, .065), (18, .045), (999, .03)),
        "fostering": ((2, .13), (6, .065), (18, .04), (999, .018)),
        "supported_living": ((2, .09), (6, .06), (999, .045))}
# Share of those ends that would be another external type, where age and stock allow it.
CROSS = {"residential": (("supported_living", .40), ("fostering", .12)),
         "fostering": (("residential", .20), ("supported_living", .30)),
         "supported_living": (("residential", .04),)}
YOUNGEST = {"residential": 8, "fostering": 0, "supported_living": 16}
# Share of the stays that go on whose place, provider or URN changes within the type.
MOVES = {"residential": .022, "fostering": .018, "supported_living": .02}
# Of the other ends under 18: to the council's own carers, else out of care.
TO_OWN = {"residential": .45, "fostering": .50, "supported_living": .12}
FROM_OWN = .25      # share of the starts that come from the council's own carers
COMES_BACK = .06    # share of the starts that are children who had left
SHORT_STAYS = 1.6   # stays a month that begin and end between two month ends

UASC_STARTS = {"residential": 0.0, "fostering": .05, "supported_living": .62}

AGES = {"fostering": ((0, 9), (1, 6), (2, 5), (3, 4), (4, 4), (5, 4), (6, 4), (7, 5), (8, 5),
                      (9, 5), (10, 6), (11, 7), (12, 8), (13, 9), (14, 9), (15, 8), (16, 3)),
        "residential": ((8, 1), (9, 2), (10, 4), (11, 6), (12, 9), (13, 13), (14, 16),
                        (15, 15), (16, 9), (17, 2)),
        "supported_living": ((16, 5), (17, 4)),
        "uasc_fostering": ((13, 1), (14, 2), (15, 5), (16, 2)),
        "own": ((0, 14), (1, 8), (2, 7), (3, 6), (4, 5), (5, 5), (6, 5), (7, 5), (8, 5),
                (9, 5), (10, 5), (11, 5), (12, 5), (13, 5), (14, 5), (15, 5), (16, 3))}

OWN_STOCK = 250     # children with the council's own carers, with parents and the like
OWN_LEAVES, OWN_MOVES, APART_ENDS, ADOPTED = .03, .02, .35, .14

# Own provision and what is neither own nor external: (place, provider), weight, ages.
OWN_PLACES = ((("U6", "PR1"), 34, 0, 17), (("U4", "PR1"), 26, 3, 17),
              (("U3", "PR1"), 15, 0, 17),
              (("U1", "PR1"), 9, 2, 17), (("U2", "PR1"), 1, 0, 2), (("U5", "PR1"), 2, 0, 3),
              (("P1", "PR0"), 14, 0, 17), (("K2", "PR1"), 3, 9, 17),
              (("H5", "PR1"), 12, 16, 17),
              (("P2", "PR1"), 3, 16, 17), (("A3", "PR1"), 3, 0, 5), (("A5", "PR1"), 5, 0, 5),
              (("U3", "PR5"), 1, 0, 15), (("U1", "PR4"), .7, 2, 15),
              (("K1", "PR2"), .5, 12, 16), (("R5", "PR3"), .7, 14, 17),
              (("R2", "PR3"), .7, 10, 17))
APART = ("K1", "R5", "R2")

PLACES = {"fostering": (("U6", 62), ("U4", 33), ("U5", 5)),
          "residential": (("K2", 88), ("S1", 6), ("R1", 6)),
          "supported_living": (("H5", 90), ("P2", 10))}

ETHNIC = (("WBRI", 74), ("WOTH", 4), ("MWBC", 4), ("MOTH", 3), ("BAFR", 3), ("BCRB", 2),
          ("AOTH", 2), ("APKN", 1), ("WROM", 1), ("OOTH", 2))
UASC_ETHNIC = (("OOTH", 40), ("BAFR", 35), ("AOTH", 25))
NEED = (("N1", 62), ("N2", 4), ("N3", 4), ("N4", 9), ("N5", 15), ("N6", 3), ("N8", 3))

MOVE_REASONS = (("CARPL", 36), ("CREQB", 24), ("CREQO", 10), ("LAREQ", 10), ("CHILD", 8),
                ("OTHER", 5), ("STAND", 3), ("ALLEG", 2), ("CLOSE", 2))

# Elsewhere for a few days, the placement goes on.
TEMPORARY = {"U": (("T1", 15), ("T2", 25), ("T3", 35), ("T4", 15), ("T0", 10)),
             "other": (("T1", 35), ("T2", 15), ("T4", 35), ("T0", 15))}

# Pounds a week of a new fee by fiscal year from 2016: the lowest, the width of the usual
# range, and how far the few dearest reach beyond it.
FEES = {
    "residential": ((2730, 1210, 2310), (2780, 1260, 2420), (2890, 1310, 2520),
                    (2990, 1370, 2630), (3100, 1470, 2730), (3200, 1520, 2840)),
    "fostering": ((680, 190, 240), (690, 195, 250), (705, 200, 260),
                  (725, 200, 270), (745, 205, 280), (765, 210, 290)),
    "supported_living": ((830, 750, 1700), (850, 780, 1800), (870, 800, 1850),
                         (890, 830, 1900), (920, 860, 2000), (950, 900, 2100)),
    "uasc": ((600, 120, 200), (610, 125, 200), (620, 130, 200),
             (635, 130, 210), (650, 135, 210), (660, 140, 220))}
UPLIFTS = (20, 20, 25, 25, 30, 30, 35)  # thousandths

# Education's and health's: share of the fees that have one, thousandths from and to.
CONTRIBUTIONS = {"residential": ((.30, 200, 450), (.20, 100, 350)),
                 "fostering": ((.02, 80, 200), (.02, 80, 200)),
                 "supported_living": ((.02, 50, 150), (.07, 100, 300)),
                 "uasc": ((0, 1, 1), (0, 1, 1))}

# Second elements: name, pounds a week from and to, for some weeks only, weight.
ADD_ONS = {"residential": (("therapy", 120, 420, False, 40),
                           ("staffing", 500, 1500, True, 35),
                           ("education", 380, 850, False, 25)),
           "fostering": (("support", 60, 240, False, 60), ("transport", 40, 150, False, 40)),
           "supported_living": (("support", 120, 480, False, 70),
                                ("staffing", 300, 900, True, 30)),
           "uasc": (("support", 40, 120, True, 60), ("transport", 20, 60, False, 40))}
