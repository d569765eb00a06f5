/* SPDX-License-Identifier: GPL-3.0-or-later */
/* macros.h - macros of libraries that cppcheck, which reads no system header, has to know
 * to read a file at all. Nothing is built with it. */
#ifndef OT_ANALYSIS_MACROS_H
#define OT_ANALYSIS_MACROS_H

#define STAILQ_FOREACH(v, h, f) for ((v) = (h)->stqh_first; (v); (v) = (v)->f.stqe_next)

#endif
