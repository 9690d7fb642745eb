/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * lesson: a text over the panel, and the keys of who presents it: Space or
 * PageDown goes on, PageUp goes back. The panel does not know where it is from.
 */
#ifndef ZONEMU_EMU_PANEL_LESSON_H
#define ZONEMU_EMU_PANEL_LESSON_H

#include <stdbool.h>
#include <stddef.h>

#define LESSON_TEXT_BYTES 4200

struct lesson {
	/* What is to be read now, lines parted by newlines; false: nothing. */
	bool (*text)(void *ctx, char *text, size_t bytes, bool *waits);
	void (*next)(void *ctx);
	void (*back)(void *ctx);
	void *ctx;
};

#endif
