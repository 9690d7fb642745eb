/* SPDX-License-Identifier: GPL-2.0-only */
#include "emu/board/weather.h"

#include <ctype.h>
#include <errno.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_ROWS 100000

struct row {
	double s, degrees, percent;
};

struct weather {
	struct row *row;
	unsigned rows;
};

static bool refuse(char *err, size_t err_bytes, const char *path, unsigned line, const char *why)
{
	snprintf(err, err_bytes, "%s:%u: %s", path, line, why);
	return false;
}

static bool parse_row(const char *text, struct row *row)
{
	int used = 0;

	return sscanf(text, " %lf , %lf , %lf %n", &row->s, &row->degrees, &row->percent, &used) ==
		   3 &&
	       !text[used] && isfinite(row->s) && row->s >= 0 && row->s < 1e9 &&
	       row->degrees >= -46.85 && row->degrees <= 128.86 && row->percent >= -6 &&
	       row->percent <= 118.99;
}

static bool add_row(struct weather *weather, const struct row *row)
{
	struct row *more;

	if (weather->rows == MAX_ROWS)
		return false;
	if (!(weather->rows & (weather->rows - 1))) {
		more =
		    realloc(weather->row, (weather->rows ? weather->rows * 2 : 1) * sizeof(*row));
		if (!more)
			return false;
		weather->row = more;
	}
	weather->row[weather->rows++] = *row;
	return true;
}

static bool read_rows(struct weather *weather, FILE *file, const char *path, char *err,
		      size_t err_bytes)
{
	char text[256];
	struct row row;

	for (unsigned line = 1; fgets(text, sizeof(text), file); line++) {
		size_t blank = strspn(text, " \t\r\n");

		if (!text[blank] || text[0] == '#')
			continue;
		if (!parse_row(text, &row)) {
			if (!weather->rows && isalpha((unsigned char)text[blank]))
				continue;
			return refuse(err, err_bytes, path, line,
				      "seconds,degrees,percent are wanted (-46.85 to 128.86, "
				      "-6 to 118.99)");
		}
		if (weather->rows && row.s <= weather->row[weather->rows - 1].s)
			return refuse(err, err_bytes, path, line, "time goes back");
		if (!add_row(weather, &row))
			return refuse(err, err_bytes, path, line, "too many lines");
	}
	return weather->rows || refuse(err, err_bytes, path, 1, "holds no values");
}

struct weather *weather_open(const char *path, char *err, size_t err_bytes)
{
	struct weather *weather = calloc(1, sizeof(*weather));
	FILE *file = fopen(path, "r");
	bool ok = false;

	if (!file)
		snprintf(err, err_bytes, "%s: %s", path, strerror(errno));
	else if (!weather)
		snprintf(err, err_bytes, "out of host memory for %s", path);
	else
		ok = read_rows(weather, file, path, err, err_bytes);
	if (file)
		fclose(file);
	if (ok)
		return weather;
	weather_close(weather);
	return NULL;
}

void weather_close(struct weather *weather)
{
	if (!weather)
		return;
	free(weather->row);
	free(weather);
}

static int32_t thousandths(double value)
{
	return (int32_t)(value * 1000 + (value < 0 ? -0.5 : 0.5));
}

void weather_at(const struct weather *weather, uint64_t ns, int32_t *temperature_mc,
		int32_t *humidity_mpct)
{
	double s = (double)ns / 1e9, part = 0;
	const struct row *a, *b;
	unsigned n = 0;

	while (n + 1 < weather->rows && weather->row[n + 1].s <= s)
		n++;
	a = &weather->row[n];
	b = n + 1 < weather->rows && s > a->s ? a + 1 : a;
	if (b != a)
		part = (s - a->s) / (b->s - a->s);
	*temperature_mc = thousandths(a->degrees + (b->degrees - a->degrees) * part);
	*humidity_mpct = thousandths(a->percent + (b->percent - a->percent) * part);
}
