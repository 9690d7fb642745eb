/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * edit: a line editor for a dumb terminal. It asks the terminal nothing and needs no
 * escape sequence on output (backspaces and spaces do), so a pipe, a log file and the
 * VGA console see plain text. It knows the escape sequences of a VT100's keys on input.
 *
 * Bytes go in one at a time; text comes out through a callback. No allocation.
 */
#ifndef PROMPT_EDIT_H
#define PROMPT_EDIT_H

#include <linux/types.h>

#define EDIT_LINE_BYTES	   2048
#define EDIT_HISTORY_BYTES 8192
#define EDIT_WORD_BYTES	   128

enum edit_result {
	EDIT_MORE,	/* line not finished */
	EDIT_LINE,	/* edit_line() has it */
	EDIT_ABANDONED, /* Ctrl-C */
	EDIT_CLEAR,	/* Ctrl-L: clear the screen, then edit_redraw() */
	EDIT_END,	/* Ctrl-D on an empty line */
};

struct edit_ops {
	void (*write)(void *owner, const char *text, size_t len);
	/*
	 * The index-th name that could stand at the end of line[0..len), or NULL after
	 * the last; *start is where the word to complete begins.
	 */
	const char *(*complete)(void *owner, const char *line, size_t len, unsigned int index,
				size_t *start);
};

struct edit {
	const struct edit_ops *ops;
	void *owner;
	const char *prompt;
	unsigned int columns; /* of the terminal */

	char line[EDIT_LINE_BYTES];
	size_t len, pos;
	bool overlong; /* more came than fits: the line is refused at its end */

	/* what the terminal shows after the prompt */
	size_t left;	      /* first character shown */
	size_t shown, cursor; /* characters shown, and where among them the cursor is */
	bool wrapped;	      /* typed past the margin: the terminal has wrapped it */

	unsigned char escape; /* state of an incoming escape sequence */
	unsigned char escape_arg;
	bool after_cr;

	char killed[EDIT_LINE_BYTES]; /* what Ctrl-Y gives back */

	char history[EDIT_HISTORY_BYTES]; /* NUL-terminated lines, oldest first */
	size_t history_used;
	size_t history_at; /* of the line shown; history_used: the new one */
	char draft[EDIT_LINE_BYTES];

	bool searching; /* Ctrl-R */
	char pattern[64];
};

void edit_init(struct edit *ed, const struct edit_ops *ops, void *owner, const char *prompt);

/* Print the prompt and begin an empty line. */
void edit_start(struct edit *ed);
enum edit_result edit_feed(struct edit *ed, char c);
/* Print prompt and line anew, on a line of their own. */
void edit_redraw(struct edit *ed);

/* The index-th line of history, oldest first; NULL after the last. */
const char *edit_history(const struct edit *ed, unsigned int index);

#endif
