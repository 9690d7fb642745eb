/* SPDX-License-Identifier: GPL-2.0-only */
/* panel_inner: the inside of struct panel, shared by panel.c, window.c and textpanel.c. */
#ifndef ZONEMU_EMU_PANEL_PANEL_INNER_H
#define ZONEMU_EMU_PANEL_PANEL_INNER_H

#include <stdatomic.h>

#include "emu/panel/panel.h"
#include "emu/panel/ui.h"

struct window;

struct panel {
	struct panel_config config;
	char png_path[1024], title[128];
	bool has_png;
	struct machine *machine;
	struct model *model;
	struct ui ui;
	struct window *window; /* NULL: none */
	atomic_bool ended;
	unsigned pictures; /* written by F12 */
};

uint64_t panel_now_ms(void);
/* The next name for F12: from png_path, or zonemu-1.png. */
void panel_picture(struct panel *panel);

/* What the lesson has to say now; true: something else than before. */
bool panel_look_at_lesson(struct panel *panel);

/* window.c: NULL: err holds one line that starts with "no display: ". */
struct window *window_create(struct panel *panel, char *err, size_t err_bytes);
void window_destroy(struct window *window);
/* Until the machine has ended. */
void window_run(struct panel *panel);

/* textpanel.c */
void textpanel_run(struct panel *panel);

#endif
