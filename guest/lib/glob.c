/* SPDX-License-Identifier: GPL-2.0-only */
/* glob: patterns. After a mismatch the last '*' takes one character more; earlier ones need not. */
#include <linux/export.h>
#include <linux/glob.h>

/* Is c in the class whose '[' is before p? *end: behind its ']', or NULL: there is none. */
static bool in_class(const char *p, char c, const char **end)
{
	bool negated = *p == '!', found = false;
	const char *first = p + negated;

	for (p = first; *p && (*p != ']' || p == first); p++) {
		if (p[1] == '-' && p[2] && p[2] != ']') {
			found |= c >= p[0] && c <= p[2];
			p += 2;
		} else {
			found |= c == *p;
		}
	}
	*end = *p ? p + 1 : NULL;
	return found != negated;
}

/* Does one step of the pattern take c? *next: the step after. */
static bool takes(const char *p, char c, const char **next)
{
	const char *end;
	bool in;

	*next = p + 1;
	if (*p == '?')
		return true;
	if (*p == '[') {
		in = in_class(p + 1, c, &end);
		if (end) {
			*next = end;
			return in;
		}
	}
	if (*p == '\\' && p[1]) {
		*next = p + 2;
		return p[1] == c;
	}
	return *p == c;
}

bool glob_match(char const *pattern, char const *text)
{
	const char *star = NULL, *retry = NULL, *next;

	while (*text) {
		if (*pattern == '*') {
			star = ++pattern;
			retry = text;
		} else if (*pattern && takes(pattern, *text, &next)) {
			pattern = next;
			text++;
		} else if (star) {
			pattern = star;
			text = ++retry;
		} else {
			return false;
		}
	}
	while (*pattern == '*')
		pattern++;
	return !*pattern;
}
EXPORT_SYMBOL(glob_match);
