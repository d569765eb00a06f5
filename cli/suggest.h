/* SPDX-License-Identifier: GPL-3.0-or-later */
/* suggest.h - what was probably meant by a word that is not known.
 * Knows words; knows no command. */
#ifndef OT_SUGGEST_H
#define OT_SUGGEST_H

#include <stddef.h>

#define OT_SUGGESTION 96

/* The word of a NULL-ended list that is nearest to text: with the fewest letters to be
 * put in, taken out, changed or exchanged with the next one (Damerau 1964, in the form
 * of restricted edit distance), at most a third of the longer word's; of a text that is
 * the beginning of just one word, that. NULL: none is near. */
const char *ot_nearest(const char *text, const char *const *words);

/* "" or " (did you mean 'WORD'?)" of the nearest. Gives hint. */
const char *ot_suggestion(const char *text, const char *const *words,
                          char hint[OT_SUGGESTION]);

#endif
