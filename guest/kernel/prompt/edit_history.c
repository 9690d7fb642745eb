/* SPDX-License-Identifier: GPL-2.0-only */
#include <linux/kernel.h>
#include <linux/string.h>

#include "edit_private.h"

#define CTRL(c) ((c)&31)

static void forget_oldest(struct edit *ed)
{
	size_t gone = strlen(ed->history) + 1;

	ed->history_used -= gone;
	memmove(ed->history, ed->history + gone, ed->history_used);
}

/* Where the line before the one at `at` begins. */
static size_t before(const struct edit *ed, size_t at)
{
	for (at--; at && ed->history[at - 1]; at--)
		;
	return at;
}

void edit_history_add(struct edit *ed)
{
	size_t bytes = ed->len + 1;

	if (!ed->len)
		return;
	if (ed->history_used && !strcmp(ed->history + before(ed, ed->history_used), ed->line))
		return;
	while (ed->history_used + bytes > sizeof(ed->history))
		forget_oldest(ed);
	memcpy(ed->history + ed->history_used, ed->line, bytes);
	ed->history_used += bytes;
}

const char *edit_history(const struct edit *ed, unsigned int index)
{
	size_t at = 0;

	for (; at < ed->history_used && index; index--)
		at += strlen(ed->history + at) + 1;
	return at < ed->history_used ? ed->history + at : NULL;
}

void edit_history_step(struct edit *ed, int direction)
{
	size_t at = ed->history_at;

	if (direction < 0 ? !at : at == ed->history_used)
		return;
	if (at == ed->history_used) {
		memcpy(ed->draft, ed->line, ed->len);
		ed->draft[ed->len] = '\0';
	}
	at = direction < 0 ? before(ed, at) : at + strlen(ed->history + at) + 1;
	ed->history_at = at;
	edit_set_line(ed, at == ed->history_used ? ed->draft : ed->history + at);
}

static void show_search(struct edit *ed, const char *found)
{
	char text[96];

	snprintf(text, sizeof(text), "search '%s': ", ed->pattern);
	edit_puts(ed, "\r\n");
	edit_puts(ed, text);
	edit_puts(ed, found ? found : "(none)");
}

/* The newest line at or before `from` that holds the pattern. */
static const char *find(struct edit *ed, size_t from)
{
	while (from) {
		from = before(ed, from);
		if (strstr(ed->history + from, ed->pattern)) {
			ed->history_at = from;
			return ed->history + from;
		}
	}
	ed->history_at = ed->history_used;
	return NULL;
}

void edit_search_start(struct edit *ed)
{
	ed->searching = true;
	ed->pattern[0] = '\0';
	ed->history_at = ed->history_used;
	ed->draft[0] = '\0';
	show_search(ed, "");
}

static void search_end(struct edit *ed)
{
	ed->searching = false;
	edit_puts(ed, "\r\n");
	edit_puts(ed, ed->prompt);
	ed->left = ed->shown = ed->cursor = 0;
	ed->wrapped = false;
	edit_set_line(ed, ed->history_at < ed->history_used ? ed->history + ed->history_at : "");
}

bool edit_search_feed(struct edit *ed, char c)
{
	size_t len = strlen(ed->pattern);

	if (c == CTRL('R')) {
		show_search(ed, find(ed, ed->history_at));
		return true;
	}
	if (c == CTRL('H') || c == 127) {
		if (len)
			ed->pattern[len - 1] = '\0';
	} else if ((unsigned char)c >= ' ' && (unsigned char)c < 127 &&
		   len + 1 < sizeof(ed->pattern)) {
		ed->pattern[len] = c;
		ed->pattern[len + 1] = '\0';
	} else {
		search_end(ed);
		return false;
	}
	show_search(ed, find(ed, ed->history_used));
	return true;
}
