/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * script: a scenario's file, read and checked. The form is told in
 * guest/scenarios/README.md: a line is a word and its text; what is indented
 * goes on with the line before; # begins a comment.
 */
#ifndef ZONEMU_EMU_SCENARIO_SCRIPT_H
#define ZONEMU_EMU_SCENARIO_SCRIPT_H

#include <regex.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "emu/scenario/expression.h"

enum step_kind {
	STEP_CAPTION, /* a new part begins: text */
	STEP_SEND,    /* at the prompt: text and Enter */
	STEP_TYPE,    /* text, at once, as it is (\n, \t, \xNN) */
	STEP_EXPECT,  /* the console's output since the last send matches */
	STEP_REFUSE,  /* it does not, once the prompt is back */
	STEP_WITHIN,  /* how long the steps below may take, in virtual time */
	STEP_PROMPT,  /* what the prompt looks like from here on */
	STEP_WHEN,    /* an event since the last send: name, and what its line matches */
	STEP_NOTICE,  /* what the machine itself has said since the last send matches */
	STEP_SET,     /* device.property=value */
	STEP_LET,     /* a name for a value */
	STEP_STATE,   /* a comparison that must hold */
	STEP_ASK,
	STEP_REVEAL,
	STEP_PNG, /* a picture of the panel: file name */
	STEP_KINDS
};

struct step {
	enum step_kind kind;
	unsigned line;
	char *text;
	regex_t regex; /* PROMPT, EXPECT, REFUSE, NOTICE, WHEN with a pattern */
	bool has_regex;
	char *name; /* WHEN: the event; LET: the variable */
	uint64_t ns;
	struct expression *expression; /* LET, STATE */
};

struct script {
	char *path, *name; /* name: the file's without folder and suffix */
	char *title, *minutes, *book, *watch;
	const char
	    *missing;	/* what its machine needs and is not here, and how to get it; or NULL */
	char **machine; /* words of the command line */
	unsigned machine_words;
	struct step *step;
	unsigned steps, captions;
	unsigned picture; /* -panel-png is written at the end of this part; 0: after the last one */
	unsigned view;	  /* of the panel, by its key, in pictures; 0: the one it begins with */
};

/* NULL: err holds one line: file:line: what is wrong. */
struct script *script_open(const char *path, char *err, size_t err_bytes);
void script_close(struct script *script);
/* "caption", ... */
const char *step_name(enum step_kind kind);
/* The events that its steps wait for, separated by commas; "" for none. Freed by the caller. */
char *script_events(const struct script *script);

/* Where scenarios are kept: beside the binary's build, or where it is installed. False: nowhere. */
bool script_folder(char *path, size_t bytes);
/*
 * Where "$NAME" of a machine line is: KERNEL, MODULES, LESSONS (what lessons boot with), SHELL (an
 * initramfs with busybox). False: there is none; *how then tells what to do about it, and is NULL
 * for a name that means nothing.
 */
bool script_place(const char *name, char *path, size_t bytes, const char **how);
/* A name, or a path as it is. False: err holds one line. */
bool script_find(const char *what, char *path, size_t bytes, char *err, size_t err_bytes);
/* Every scenario there is: name, minutes, title, section of the book. False: there is none. */
bool script_list(FILE *out);

#endif
