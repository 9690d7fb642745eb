/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * prompt_private: one built-in prompt, on one tty. All prompts share the variables and
 * what fill() holds; statements run one at a time.
 */
#ifndef PROMPT_PRIVATE_H
#define PROMPT_PRIVATE_H

#include <linux/compiler.h>
#include <linux/seq_file.h>
#include <linux/types.h>

#include "edit.h"
#include "expr.h"

#define PROMPT_TEXT	  "zonemu> "
#define PROMPT_NOTE_BYTES 512

struct console_tty;

struct prompt {
	struct console_tty *tty;
	struct edit edit;
	struct expr expr;
	struct seq_file note; /* what the last call has to say: text in note_text */
	char note_text[PROMPT_NOTE_BYTES];
	char out_text[1024];	    /* of one prompt_printf() or a file on its way to the tty */
	char word[EDIT_WORD_BYTES]; /* the name completion is offering */
	bool running; /* has its turn: cleared by a prompt that starts anew after an oops */
	bool swallow; /* the next byte, if it is Ctrl-C */
	int context;  /* enum run_context: where calls of this statement run */
	int cpu;      /* on which CPU; -1: any */
	unsigned int sleeps_caught; /* by might_sleep(), during the last call */
	int loglevel;		    /* the console's, while a call runs with it lowered */
};

void prompt_write(struct prompt *pr, const char *text, size_t len);
void prompt_printf(struct prompt *pr, const char *fmt, ...) __printf(2, 3);
/* Has Ctrl-C come since the command began? Long commands ask now and then. */
bool prompt_interrupted(struct prompt *pr);

/* For who serves a prompt. Its line is cut in place. */
struct prompt *prompt_alloc(struct console_tty *tty); /* NULL: no memory */
void prompt_run_line(struct prompt *pr, char *line);
/* First of all in its thread: true, an oops has ended the one before in the middle of a line. */
bool prompt_recover(struct prompt *pr);

/* Completion, complete.c. */
const char *prompt_complete(void *owner, const char *line, size_t len, unsigned int index,
			    size_t *start);

#endif
