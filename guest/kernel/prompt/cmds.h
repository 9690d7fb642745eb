/* SPDX-License-Identifier: GPL-2.0-only */
/* cmds: the prompt's commands, what is not a call of C. One row each. */
#ifndef PROMPT_CMDS_H
#define PROMPT_CMDS_H

#include "prompt_private.h"

struct cmd {
	const char *name;
	/* args: the rest of the line, trimmed, its own to change. */
	void (*run)(struct prompt *pr, char *args);
	const char *usage;
	const char *help;
};

/* Ended by a row without a name. */
extern const struct cmd cmds_shell[], cmds_proc[], cmds_fill[], cmds_module[], cmds_fs[];

const struct cmd *cmds_find(const char *name, size_t len);
const struct cmd *cmds_at(unsigned int index); /* NULL after the last */

/* "fill(HighMem)" and "fill HighMem" are the same; takes the parentheses off. */
char *cmds_unwrap(char *args);

/* "help": the calls, "help kmalloc": all of one. */
void prompt_help(struct prompt *pr, const char *topic);

/* cmds_fs.c: files outside of /proc; 0 or -errno. */
int fs_cat(struct prompt *pr, const char *path);
int fs_ls(struct prompt *pr, const char *path, bool is_long);
int fs_write(const char *path, const char *text, bool append);

/* Copy a file of /proc to the tty; false: it said why not. */
bool prompt_cat(struct prompt *pr, const char *path);

/* A path in /sys, less that; NULL: it is elsewhere. */
const char *prompt_sysfs_path(const char *path);
/* 0, or a negative errno. */
int prompt_sysfs_cat(struct prompt *pr, const char *path);
int prompt_sysfs_ls(struct prompt *pr, const char *path);
int prompt_sysfs_echo(const char *path, char *text);

#endif
