/* SPDX-License-Identifier: GPL-2.0-only */
/* argv: a line cut into words. */
#include <linux/export.h>
#include <linux/slab.h>
#include <linux/string.h>

/* The words in one copy of the text, which argv[-1] leads to. */
char **argv_split(gfp_t gfp, const char *str, int *argcp)
{
	char *text = kstrdup(str, gfp), *at = text;
	int words = 0, n = 0;
	char **argv;

	if (!text)
		return NULL;
	for (at = skip_spaces(text); *at; words++)
		at = skip_spaces(at + strcspn(at, " \t\n\v\f\r"));
	argv = kmalloc_array(words + 2, sizeof(*argv), gfp);
	if (!argv) {
		kfree(text);
		return NULL;
	}
	*argv++ = text;
	for (at = text; n < words; n++) {
		argv[n] = at = skip_spaces(at);
		at += strcspn(at, " \t\n\v\f\r");
		if (*at)
			*at++ = '\0';
	}
	argv[n] = NULL;
	if (argcp)
		*argcp = words;
	return argv;
}
EXPORT_SYMBOL(argv_split);

void argv_free(char **argv)
{
	kfree(argv[-1]);
	kfree(argv - 1);
}
EXPORT_SYMBOL(argv_free);
