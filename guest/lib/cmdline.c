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
	/* the hyphen is passed over even if no number follows */
	if (*start == '-')
		*value = -simple_strtoull(++start, str, 0);
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

/*
 * "2-5": the numbers from ints[0] on, as many as there is room for; how many come after the first,
 * the last not among them, which is read next. Negative: a bad range.
 */
static int get_range(char **str, int *ints, int room)
{
	int first = *ints, last, i;

	(*str)++;
	last = simple_strtol(*str, NULL, 0);
	for (i = 0; i < room && first + i < last; i++)
		ints[i] = first + i;
	return last - first;
}

/*
 * ints[0]: how many numbers follow; nints 0: only that, of as many as there are. Returns where the
 * list ended.
 */
char *get_options(const char *str, int nints, int *ints)
{
	int kind, more, n = 1, *at;

	while (!nints || n < nints) {
		at = nints ? ints + n : ints;
		kind = get_option((char **)&str, at);
		if (kind == 0)
			break;
		if (kind == 3) {
			more = get_range((char **)&str, at, nints ? nints - n : 0);
			if (more < 0)
				break;
			n += more - 1;
		}
		n++;
		if (kind == 1)
			break;
	}
	ints[0] = nints ? min(n, nints) - 1 : n - 1;
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
