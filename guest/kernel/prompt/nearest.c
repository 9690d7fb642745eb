/* SPDX-License-Identifier: GPL-2.0-only */
#include <linux/ctype.h>
#include <linux/kernel.h>
#include <linux/string.h>

#include "nearest.h"

#define LONGEST 40

/*
 * Edits (insert, delete, change, swap of neighbours) from a to b; case counts nothing.
 * Three rows of the usual table are enough: swaps look two rows back.
 */
static unsigned int distance(const char *a, size_t a_len, const char *b, size_t b_len)
{
	unsigned char rows[3][LONGEST + 1];
	size_t i, j;

	for (j = 0; j <= b_len; j++)
		rows[0][j] = (unsigned char)j;
	for (i = 1; i <= a_len; i++) {
		unsigned char *now = rows[i % 3], *up = rows[(i + 2) % 3], *up2 = rows[(i + 1) % 3];

		now[0] = (unsigned char)i;
		for (j = 1; j <= b_len; j++) {
			char ca = (char)tolower((unsigned char)a[i - 1]);
			char cb = (char)tolower((unsigned char)b[j - 1]);
			unsigned int d = up[j - 1] + (ca != cb);

			d = min(d, (unsigned int)up[j] + 1);
			d = min(d, (unsigned int)now[j - 1] + 1);
			if (i > 1 && j > 1 && ca == (char)tolower((unsigned char)b[j - 2]) &&
			    cb == (char)tolower((unsigned char)a[i - 2]))
				d = min(d, (unsigned int)up2[j - 2] + 1);
			now[j] = (unsigned char)d;
		}
	}
	return rows[a_len % 3][b_len];
}

void nearest_init(struct nearest *n, const char *wanted, size_t len)
{
	n->wanted = wanted;
	n->wanted_len = len;
	n->best = NULL;
	/* up to a third of the letters may be wrong */
	n->distance = (unsigned int)len / 3 + 1;
}

void nearest_try(struct nearest *n, const char *name)
{
	size_t len = strlen(name);
	unsigned int d;

	if (len > LONGEST || n->wanted_len > LONGEST)
		return;
	d = distance(n->wanted, n->wanted_len, name, len);
	if (d < n->distance) {
		n->distance = d;
		n->best = name;
	}
}
