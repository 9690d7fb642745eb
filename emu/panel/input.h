/* SPDX-License-Identifier: GPL-2.0-only */
/* input: what the panel's keys do. The guest's keys and the window's own go elsewhere. */
#ifndef ZONEMU_EMU_PANEL_INPUT_H
#define ZONEMU_EMU_PANEL_INPUT_H

#include <stdbool.h>

#include "emu/panel/ui.h"

enum input_ask {
	INPUT_DONE,    /* it was for us */
	INPUT_NOTHING, /* no such key */
	INPUT_QUIT,
	INPUT_PICTURE,
};

/* A key pressed while the panel has the focus: SDL's keycode and modifiers. */
enum input_ask input_key(struct ui *ui, int keycode, unsigned modifiers);
/* A letter typed: the text of a search. */
void input_text(struct ui *ui, const char *utf8);

#endif
