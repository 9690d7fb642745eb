/* SPDX-License-Identifier: GPL-2.0-only */
/* edit_private: what edit.c and its parts (edit_history.c, edit_complete.c) share. */
#ifndef PROMPT_EDIT_PRIVATE_H
#define PROMPT_EDIT_PRIVATE_H

#include "edit.h"

void edit_write(struct edit *ed, const char *text, size_t len);
void edit_puts(struct edit *ed, const char *text);
/* Show the line again from character `from` on; what is before it has not changed. */
void edit_refresh(struct edit *ed, size_t from);
void edit_set_line(struct edit *ed, const char *text);
void edit_insert(struct edit *ed, const char *text, size_t len);

void edit_history_add(struct edit *ed);
void edit_history_step(struct edit *ed, int direction);
void edit_search_start(struct edit *ed);
/* true: the byte belonged to the search */
bool edit_search_feed(struct edit *ed, char c);

void edit_complete(struct edit *ed);

#endif
