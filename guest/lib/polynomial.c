/* SPDX-License-Identifier: GPL-2.0-only */
/* polynomial: terms by falling degree; the one of degree 0 is the last. */
#include <linux/export.h>
#include <linux/math.h>
#include <linux/polynomial.h>

long polynomial_calc(const struct polynomial *poly, long data)
{
	long total = poly->total_divider ?: 1, sum = 0, part;
	const struct polynomial_term *term = poly->terms;
	unsigned int deg;

	do {
		part = term->coef;
		for (deg = 0; deg < term->deg; deg++)
			part = mult_frac(part, data, term->divider);
		sum += part / term->divider_leftover;
	} while ((term++)->deg);
	return sum / total;
}
EXPORT_SYMBOL_GPL(polynomial_calc);
