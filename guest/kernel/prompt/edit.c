/* SPDX-License-Identifier: GPL-2.0-only */
#include <linux/kernel.h>
#include <linux/string.h>

#include "edit.h"
#include "edit_private.h"

#define CTRL(c) ((c)&31)

enum { ESC_NONE, ESC_SEEN, ESC_CSI, ESC_SS3 };

void edit_write(struct edit *ed, const char *text, size_t len)
{
	if (len)
		ed->ops->write(ed->owner, text, len);
}

void edit_puts(struct edit *ed, const char *text)
{
	edit_write(ed, text, strlen(text));
}

static void repeat(struct edit *ed, char c, size_t count)
{
	char run[32];

	memset(run, c, sizeof(run));
	for (; count > sizeof(run); count -= sizeof(run))
		edit_write(ed, run, sizeof(run));
	edit_write(ed, run, count);
}

static size_t window(const struct edit *ed)
{
	size_t taken = strlen(ed->prompt) + 1;

	return ed->columns > taken + 8 ? ed->columns - taken : 8;
}

static void move_cursor(struct edit *ed, size_t to)
{
	if (to < ed->cursor)
		repeat(ed, '\b', ed->cursor - to);
	else
		edit_write(ed, ed->line + ed->left + ed->cursor, to - ed->cursor);
	ed->cursor = to;
}

/* A line that the terminal has wrapped cannot be edited in place: begin a new row. */
static void leave_wrapped(struct edit *ed)
{
	ed->wrapped = false;
	edit_puts(ed, "\r\n");
	edit_puts(ed, ed->prompt);
	ed->left = ed->shown = ed->cursor = 0;
}

void edit_refresh(struct edit *ed, size_t from)
{
	size_t room = window(ed), left = ed->left, start, visible;

	if (ed->wrapped)
		leave_wrapped(ed);
	if (ed->pos < left || ed->pos > left + room)
		left = ed->pos > room / 2 ? ed->pos - room / 2 : 0;
	if (left != ed->left)
		from = 0;
	start = from > left ? from - left : 0;
	if (start < ed->cursor)
		repeat(ed, '\b', ed->cursor - start);
	else
		start = ed->cursor;
	ed->left = left;
	visible = ed->len - left < room ? ed->len - left : room;
	if (start < visible)
		edit_write(ed, ed->line + left + start, visible - start);
	else
		visible = start;
	if (ed->shown > visible) {
		repeat(ed, ' ', ed->shown - visible);
		repeat(ed, '\b', ed->shown - visible);
	}
	ed->shown = ed->cursor = visible;
	move_cursor(ed, ed->pos - left);
}

void edit_redraw(struct edit *ed)
{
	edit_puts(ed, ed->prompt);
	ed->left = ed->shown = ed->cursor = 0;
	ed->wrapped = false;
	edit_refresh(ed, 0);
}

void edit_set_line(struct edit *ed, const char *text)
{
	strscpy(ed->line, text, sizeof(ed->line));
	ed->len = ed->pos = strlen(ed->line);
	edit_refresh(ed, 0);
}

void edit_insert(struct edit *ed, const char *text, size_t len)
{
	bool at_end = ed->pos == ed->len;

	if (ed->len + len >= sizeof(ed->line)) {
		ed->overlong = true;
		return;
	}
	memmove(ed->line + ed->pos + len, ed->line + ed->pos, ed->len - ed->pos);
	memcpy(ed->line + ed->pos, text, len);
	ed->len += len;
	ed->pos += len;
	if (!at_end || (ed->left && !ed->wrapped)) {
		edit_refresh(ed, ed->pos - len);
		return;
	}
	edit_write(ed, text, len);
	ed->shown += len;
	ed->cursor += len;
	ed->wrapped |= ed->shown > window(ed);
}

/* Remove [from, to); keep: Ctrl-Y can bring it back. */
static void cut(struct edit *ed, size_t from, size_t to, bool keep)
{
	if (from >= to)
		return;
	if (keep) {
		memcpy(ed->killed, ed->line + from, to - from);
		ed->killed[to - from] = '\0';
	}
	memmove(ed->line + from, ed->line + to, ed->len - to);
	ed->len -= to - from;
	ed->pos = from;
	edit_refresh(ed, from);
}

static void move_to(struct edit *ed, size_t pos)
{
	ed->pos = pos;
	edit_refresh(ed, ed->len);
}

static bool word_char(char c)
{
	return c != ' ' && c != '(' && c != ')' && c != ',' && c != '/' && c != '=';
}

static size_t word_left(const struct edit *ed)
{
	size_t at = ed->pos;

	while (at && !word_char(ed->line[at - 1]))
		at--;
	while (at && word_char(ed->line[at - 1]))
		at--;
	return at;
}

static size_t word_right(const struct edit *ed)
{
	size_t at = ed->pos;

	while (at < ed->len && !word_char(ed->line[at]))
		at++;
	while (at < ed->len && word_char(ed->line[at]))
		at++;
	return at;
}

static void feed_csi(struct edit *ed, char c)
{
	bool by_word = ed->escape_arg == 5 || ed->escape_arg == 3;

	if (c >= '0' && c <= '9') {
		ed->escape_arg = (unsigned char)(ed->escape_arg * 10 + c - '0');
		return;
	}
	if (c == ';') {
		ed->escape_arg = 0;
		return;
	}
	ed->escape = ESC_NONE;
	if (c == 'A')
		edit_history_step(ed, -1);
	else if (c == 'B')
		edit_history_step(ed, 1);
	else if (c == 'C' && ed->pos < ed->len)
		move_to(ed, by_word ? word_right(ed) : ed->pos + 1);
	else if (c == 'D' && ed->pos)
		move_to(ed, by_word ? word_left(ed) : ed->pos - 1);
	else if (c == 'H' || (c == '~' && (ed->escape_arg == 1 || ed->escape_arg == 7)))
		move_to(ed, 0);
	else if (c == 'F' || (c == '~' && (ed->escape_arg == 4 || ed->escape_arg == 8)))
		move_to(ed, ed->len);
	else if (c == '~' && ed->escape_arg == 3 && ed->pos < ed->len)
		cut(ed, ed->pos, ed->pos + 1, false);
}

static void feed_escape(struct edit *ed, char c)
{
	if (ed->escape == ESC_SEEN && (c == '[' || c == 'O')) {
		ed->escape = c == '[' ? ESC_CSI : ESC_SS3;
		ed->escape_arg = 0;
		return;
	}
	if (ed->escape == ESC_CSI || ed->escape == ESC_SS3) {
		feed_csi(ed, c);
		return;
	}
	ed->escape = ESC_NONE;
	if (c == 'b')
		move_to(ed, word_left(ed));
	else if (c == 'f')
		move_to(ed, word_right(ed));
	else if (c == 'd')
		cut(ed, ed->pos, word_right(ed), true);
}

static enum edit_result finish(struct edit *ed)
{
	if (ed->pos != ed->len && !ed->wrapped)
		move_to(ed, ed->len);
	edit_puts(ed, "\r\n");
	ed->line[ed->len] = '\0';
	if (ed->overlong) {
		edit_puts(ed, "line too long\r\n");
		return EDIT_ABANDONED;
	}
	edit_history_add(ed);
	return EDIT_LINE;
}

static enum edit_result feed_control(struct edit *ed, char c)
{
	switch (c) {
	case CTRL('A'):
		move_to(ed, 0);
		break;
	case CTRL('B'):
		move_to(ed, ed->pos ? ed->pos - 1 : 0);
		break;
	case CTRL('C'):
		edit_puts(ed, "^C\r\n");
		return EDIT_ABANDONED;
	case CTRL('D'):
		if (!ed->len)
			return EDIT_END;
		if (ed->pos < ed->len)
			cut(ed, ed->pos, ed->pos + 1, false);
		break;
	case CTRL('E'):
		move_to(ed, ed->len);
		break;
	case CTRL('F'):
		move_to(ed, ed->pos < ed->len ? ed->pos + 1 : ed->len);
		break;
	case CTRL('H'):
	case 127:
		if (ed->pos)
			cut(ed, ed->pos - 1, ed->pos, false);
		break;
	case '\t':
		edit_complete(ed);
		break;
	case CTRL('K'):
		cut(ed, ed->pos, ed->len, true);
		break;
	case CTRL('L'):
		return EDIT_CLEAR;
	case CTRL('N'):
		edit_history_step(ed, 1);
		break;
	case CTRL('P'):
		edit_history_step(ed, -1);
		break;
	case CTRL('R'):
		edit_search_start(ed);
		break;
	case CTRL('U'):
		cut(ed, 0, ed->pos, true);
		break;
	case CTRL('W'):
		cut(ed, word_left(ed), ed->pos, true);
		break;
	case CTRL('Y'):
		edit_insert(ed, ed->killed, strlen(ed->killed));
		break;
	case CTRL('['):
		ed->escape = ESC_SEEN;
		break;
	}
	return EDIT_MORE;
}

enum edit_result edit_feed(struct edit *ed, char c)
{
	bool second_half = c == '\n' && ed->after_cr;

	ed->after_cr = c == '\r';
	if (second_half)
		return EDIT_MORE;
	if (ed->searching && edit_search_feed(ed, c))
		return EDIT_MORE;
	if (c == '\r' || c == '\n') {
		ed->escape = ESC_NONE;
		return finish(ed);
	}
	if (ed->escape) {
		feed_escape(ed, c);
		return EDIT_MORE;
	}
	if ((unsigned char)c < ' ' || c == 127)
		return feed_control(ed, c);
	if ((unsigned char)c < 127)
		edit_insert(ed, &c, 1);
	return EDIT_MORE;
}

void edit_init(struct edit *ed, const struct edit_ops *ops, void *owner, const char *prompt)
{
	memset(ed, 0, sizeof(*ed));
	ed->ops = ops;
	ed->owner = owner;
	ed->prompt = prompt;
	ed->columns = 80;
}

void edit_start(struct edit *ed)
{
	ed->len = ed->pos = ed->left = ed->shown = ed->cursor = 0;
	ed->wrapped = ed->overlong = ed->searching = false;
	ed->escape = ESC_NONE;
	ed->history_at = ed->history_used;
	edit_puts(ed, ed->prompt);
}
