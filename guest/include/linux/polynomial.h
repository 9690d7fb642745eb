/* SPDX-License-Identifier: GPL-2.0-only */
/* polynomial: sums of coef * data^deg in whole numbers, from the highest degree to deg 0. */
#ifndef _LINUX_POLYNOMIAL_H
#define _LINUX_POLYNOMIAL_H

/* Each power of data is divided by divider as often as its degree, the term by its leftover. */
struct polynomial_term {
	unsigned int deg;
	long coef, divider, divider_leftover;
};

struct polynomial {
	long total_divider;
	struct polynomial_term terms[];
};

long polynomial_calc(const struct polynomial *poly, long data);

#endif
