/* SPDX-License-Identifier: GPL-2.0-only */
/* cmdline: what stands after the '=' of a kernel parameter. */
#include <linux/ctype.h>
#include <linux/export.h>
#include <linux/kernel.h>

/*
 * Read a number at *str and move past it. 0: there is none; 1: a number; 2: one with a
 * comma after it, which is skipped; 3: one with a hyphen after it, which is not.
 */
int get_option(char **str, int *value)
{
	char *start = *str;

	if (!start || !*start)
		return 0;
	if (*start == '-')
		*value = -simple_strtoull(start + 1, str, 0);
	else
		*value = simple_strtoull(start, str, 0);
	if (start == *str)
		return 0;
	if (**str == ',') {
		(*str)++;
		return 2;
	}
	return **str == '-' ? 3 : 1;
}
EXPORT_SYMBOL(get_option);

/* "2-5": the numbers from ints[0] on; returns how many besides the first and the last, -1 for a bad
 * range. */
static int get_range(char **str, int *ints, int room)
{
	int last, n, first = *ints;

	(*str)++;
	last = simple_strtol(*str, NULL, 0);
	for (n = 1; n < room && first + n < last; n++)
		ints[n] = first + n;
	return first > last ? -1 : n - 1;
}

/* ints[0]: how many numbers follow. Returns where the list ended. */
char *get_options(const char *str, int nints, int *ints)
{
	int kind, n = 1;

	while (n < nints) {
		kind = get_option((char **)&str, ints + n);
		if (kind == 0)
			break;
		if (kind == 3) {
			int more = get_range((char **)&str, ints + n, nints - n);

			if (more < 0)
				break;
			n += more + 1;
			continue;
		}
		n++;
		if (kind == 1)
			break;
	}
	ints[0] = n - 1;
	return (char *)str;
}
EXPORT_SYMBOL(get_options);

/* A number with K, M, G, T, P or E (powers of 1024) after it; *retptr is where it ends. */
unsigned long long memparse(const char *ptr, char **retptr)
{
	static const char units[] = "kmgtpe";
	char *end;
	unsigned long long value = simple_strtoull(ptr, &end, 0);
	unsigned int i;

	for (i = 0; units[i]; i++) {
		if (tolower((unsigned char)*end) == units[i]) {
			value <<= 10 * (i + 1);
			end++;
			break;
		}
	}
	if (retptr)
		*retptr = end;
	return value;
}
EXPORT_SYMBOL(memparse);
