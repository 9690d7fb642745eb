/* SPDX-License-Identifier: GPL-2.0-only */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "emu/options/options_inner.h"

static int digit_of(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = (char)tolower((unsigned char)c);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : 99;
}

/* Digits from *text on; moves it. False: none, or more than 64 bits hold. */
static bool digits(const char **text, unsigned base, uint64_t *number, bool *overflow)
{
	const char *first = *text;

	*number = 0;
	*overflow = false;
	for (; digit_of(**text) < (int)base; ++*text) {
		uint64_t digit = (uint64_t)digit_of(**text);

		if (*number > (UINT64_MAX - digit) / base)
			*overflow = true;
		*number = *number * base + digit;
	}
	return *text > first && !*overflow;
}

static bool is_hex(const char *text)
{
	return text[0] == '0' && (text[1] == 'x' || text[1] == 'X');
}

bool value_number(const char *text, uint64_t *number)
{
	bool hex = is_hex(text), overflow;

	text += hex ? 2 : 0;
	return digits(&text, hex ? 16 : 10, number, &overflow) && !*text;
}

static bool unit_of(const char *suffix, uint64_t *unit)
{
	static const char letters[] = "bkmgtpe";
	const char *letter = *suffix ? strchr(letters, tolower((unsigned char)*suffix)) : NULL;

	if (!letter)
		return !*suffix;
	*unit = 1ull << 10 * (letter - letters);
	return !suffix[1];
}

/* .5 of a unit: exact, or refused. */
static bool fraction(const char **text, const char **from, const char **to)
{
	*from = *to = *text;
	if (**text != '.')
		return true;
	*from = ++*text;
	while (isdigit((unsigned char)**text))
		++*text;
	*to = *text;
	return *to > *from && *to - *from <= 9;
}

static bool add_fraction(const char *from, const char *to, uint64_t unit, uint64_t *bytes)
{
	uint64_t scale = 1, number = 0;

	for (; from < to; from++) {
		number = number * 10 + (uint64_t)(*from - '0');
		scale *= 10;
	}
	unsigned __int128 part = (unsigned __int128)number * unit;

	if (part % scale)
		return false;
	return !__builtin_add_overflow(*bytes, (uint64_t)(part / scale), bytes);
}

bool value_size(const char *text, uint64_t unit, uint64_t *bytes, const char **why)
{
	const char *from, *to;
	bool hex = is_hex(text), overflow;

	*why = "is not a size (a number, then K, M or G)";
	text += hex ? 2 : 0;
	if (!digits(&text, hex ? 16 : 10, bytes, &overflow)) {
		if (overflow)
			*why = "is more than 64 bits hold";
		return false;
	}
	if (!fraction(&text, &from, &to) || (hex && from != to) || !unit_of(text, &unit))
		return false;
	if (__builtin_mul_overflow(*bytes, unit, bytes)) {
		*why = "is more than 64 bits hold";
		return false;
	}
	*why = "is no whole number of bytes";
	return from == to || add_fraction(from, to, unit, bytes);
}

bool value_date(const char *text, int64_t *seconds)
{
	struct tm tm = {0}, back;
	const char *end = strptime(text, "%Y-%m-%dT%H:%M:%S", &tm);
	time_t t;

	if (!end) {
		tm = (struct tm){0};
		end = strptime(text, "%Y-%m-%d", &tm);
	}
	if (!end || *end || tm.tm_year < 70)
		return false;
	back = tm;
	t = timegm(&back);
	/* 30 February is no date: timegm() would have made it another. */
	if (back.tm_mon != tm.tm_mon || back.tm_mday != tm.tm_mday)
		return false;
	*seconds = t;
	return true;
}

bool value_next(const char **list, struct value_pair *pair)
{
	const char *piece = *list;
	size_t length = strcspn(piece, ","), key = strcspn(piece, "=,");

	if (!*piece)
		return false;
	*list = piece + length + (piece[length] == ',');
	*pair = (struct value_pair){"", ""};
	snprintf(pair->key, sizeof(pair->key), "%.*s", (int)key, piece);
	if (key < length)
		snprintf(pair->value, sizeof(pair->value), "%.*s", (int)(length - key - 1),
			 piece + key + 1);
	return true;
}
