/* SPDX-License-Identifier: GPL-2.0-only */
/* layout: where the panes are, for a window's size, a scale and a view. */
#ifndef ZONEMU_EMU_PANEL_LAYOUT_H
#define ZONEMU_EMU_PANEL_LAYOUT_H

#include "emu/panel/canvas.h"

#define PANEL_MIN_WIDTH	 1024
#define PANEL_MIN_HEIGHT 700

enum view {
	VIEW_ALL,     /* 1: everything at once */
	VIEW_SERIAL,  /* 2: the serial console */
	VIEW_FRAMES,  /* 3: the map, large */
	VIEW_ZONES,   /* 4: the free lists */
	VIEW_SLABS,   /* 5: the slab caches */
	VIEW_SCREEN,  /* 6: the guest's screen, large */
	VIEW_OUTSIDE, /* 7: what is around the machine */
	VIEWS
};

enum pane {
	PANE_TOP,
	PANE_FRAMES,
	PANE_LEGEND,
	PANE_DETAILS,
	PANE_ZONES,
	PANE_SLABS,
	PANE_SCREEN,
	PANE_SERIAL,
	PANE_OUTSIDE,
	PANE_STATUS,
	PANES
};

struct layout {
	struct rect pane[PANES]; /* w 0: not in this view */
	int gap, pad;		 /* between panes; inside them */
	int font, small;	 /* sizes in pixels */
	int line;		 /* height of a row of text in lists */
};

/* Text size for a window: given, or what suits its height when 0. */
double layout_scale(double scale, int w, int h);
struct layout layout_compute(int w, int h, double scale, enum view view);
const char *view_name(enum view view);

#endif
