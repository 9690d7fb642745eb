/* SPDX-License-Identifier: GPL-2.0-only */
#include <string.h>

#include "emu/options/options_inner.h"

#define MAX_NAME 32

static unsigned least3(unsigned a, unsigned b, unsigned c)
{
	unsigned least = a < b ? a : b;

	return least < c ? least : c;
}

/* Edits between two names: letters put in, left out, changed, or two neighbours swapped. */
static unsigned distance(const char *a, const char *b)
{
	size_t na = strnlen(a, MAX_NAME), nb = strnlen(b, MAX_NAME);
	unsigned d[MAX_NAME + 1][MAX_NAME + 1];

	for (size_t i = 0; i <= na; i++)
		d[i][0] = (unsigned)i;
	for (size_t j = 0; j <= nb; j++)
		d[0][j] = (unsigned)j;
	for (size_t i = 1; i <= na; i++)
		for (size_t j = 1; j <= nb; j++) {
			d[i][j] = least3(d[i - 1][j] + 1, d[i][j - 1] + 1,
					 d[i - 1][j - 1] + (a[i - 1] != b[j - 1]));
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] &&
			    d[i - 2][j - 2] + 1 < d[i][j])
				d[i][j] = d[i - 2][j - 2] + 1;
		}
	return d[na][nb];
}

void nearest_start(struct nearest *nearest, const char *word)
{
	size_t length = strlen(word);

	*nearest = (struct nearest){word, NULL, (unsigned)(length + 2) / 3 + 1};
}

void nearest_offer(struct nearest *nearest, const char *name)
{
	size_t length = strlen(nearest->word);
	unsigned edits = distance(nearest->word, name);

	/* The beginning of a name is as near as one slip. */
	if (length > 1 && edits > 1 && !strncmp(nearest->word, name, length))
		edits = 1;
	if (edits < nearest->least) {
		nearest->least = edits;
		nearest->best = name;
	}
}
