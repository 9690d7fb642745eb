/* SPDX-License-Identifier: GPL-2.0-only */
#include "emu/board/properties.h"

#include <ctype.h>
#include <string.h>

#define MOST_WHOLE 1000000000 /* digits before the point end here: no property comes near */

/* [-]digits[.digits], at most three after the point. False: it is no such number. */
static bool parse_thousandths(const char *text, int64_t *thousandths)
{
	bool negative = *text == '-';
	int64_t whole = 0, part = 0, scale = 1000;

	text += negative;
	if (!isdigit((unsigned char)*text))
		return false;
	for (; isdigit((unsigned char)*text); text++)
		if (whole < MOST_WHOLE)
			whole = whole * 10 + (*text - '0');
	if (*text == '.') {
		if (!isdigit((unsigned char)*++text))
			return false;
		for (; isdigit((unsigned char)*text) && scale > 1; text++) {
			scale /= 10;
			part += (*text - '0') * scale;
		}
	}
	*thousandths = (whole * 1000 + part) * (negative ? -1 : 1);
	return !*text;
}

static const struct property *find(const struct property *table, const char *spec, size_t length)
{
	for (; table->name; table++)
		if (strlen(table->name) == length && !strncmp(table->name, spec, length))
			return table;
	return NULL;
}

/* The first property of the same device: the likeliest to be meant. */
static const char *like(const struct property *table, const char *spec)
{
	size_t device = strcspn(spec, ".=");

	for (const struct property *at = table; at->name; at++)
		if (!strncmp(at->name, spec, device) && at->name[device] == '.')
			return at->name;
	return table->name;
}

bool property_set(const struct property *table, struct board *board, const char *spec, char *err,
		  size_t err_bytes)
{
	size_t length = strcspn(spec, "=");
	const struct property *property = find(table, spec, length);
	int64_t value;

	if (!property) {
		snprintf(err, err_bytes, "-set %s: no such property; there is %s (-set help)", spec,
			 like(table, spec));
		return false;
	}
	if (!spec[length] || !parse_thousandths(spec + length + 1, &value)) {
		snprintf(err, err_bytes, "-set %s: a number is wanted, as in %s=1.5", spec,
			 property->name);
		return false;
	}
	if (value < property->least || value > property->most) {
		snprintf(err, err_bytes, "-set %s: from %g to %g", spec,
			 (double)property->least / 1000, (double)property->most / 1000);
		return false;
	}
	property->set(board, value);
	return true;
}

void property_list(const struct property *table, FILE *out)
{
	for (; table->name; table++)
		fprintf(out, "%-22s %s, %g to %g\n", table->name, table->help,
			(double)table->least / 1000, (double)table->most / 1000);
}
