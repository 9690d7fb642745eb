/* SPDX-License-Identifier: GPL-2.0-only */
#include <linux/string.h>

#include "edit_private.h"

/* Shorten common[0..*len) to what it shares with name. */
static void keep_common(const char *common, size_t *len, const char *name)
{
	size_t i;

	for (i = 0; i < *len && name[i] == common[i]; i++)
		;
	*len = i;
}

static const char *candidate(struct edit *ed, unsigned int index, size_t *start)
{
	return ed->ops->complete(ed->owner, ed->line, ed->pos, index, start);
}

static void list(struct edit *ed)
{
	unsigned int i;
	const char *name;
	size_t start, column = 0, len;

	edit_puts(ed, "\r\n");
	for (i = 0; (name = candidate(ed, i, &start)); i++) {
		len = strlen(name);
		if (column && column + 2 + len > ed->columns - 1) {
			edit_puts(ed, "\r\n");
			column = 0;
		}
		if (column) {
			edit_puts(ed, "  ");
			column += 2;
		}
		edit_write(ed, name, len);
		column += len;
	}
	edit_puts(ed, "\r\n");
	edit_redraw(ed);
}

void edit_complete(struct edit *ed)
{
	char common[EDIT_WORD_BYTES];
	size_t start = 0, len = 0, typed;
	unsigned int count;
	const char *name;

	if (!ed->ops->complete)
		return;
	for (count = 0; (name = candidate(ed, count, &start)); count++) {
		if (!count) {
			strscpy(common, name, sizeof(common));
			len = strlen(common);
		}
		keep_common(common, &len, name);
	}
	typed = ed->pos - start;
	if (count && len > typed)
		edit_insert(ed, common + typed, len - typed);
	else if (count > 1)
		list(ed);
}
