/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * ui: everything between the model and the window: what is shown where, and
 * what the mouse and the keys do. It draws into a canvas and needs no display.
 */
#ifndef ZONEMU_EMU_PANEL_UI_H
#define ZONEMU_EMU_PANEL_UI_H

#include <stdbool.h>
#include <stdint.h>

#include "emu/panel/canvas.h"
#include "emu/panel/layout.h"
#include "emu/panel/lesson.h"
#include "emu/panel/model.h"
#include "emu/panel/palette.h"
#include "emu/panel/text.h"

struct terminal; /* view_serial.h */

/* How the frames map is looked at. */
struct camera {
	bool fitted;	       /* zoom and row were chosen for this window and memory */
	uint32_t row;	       /* frames in a row: a power of two, 64 to 1024 */
	double cell_w, cell_h; /* a frame's size in pixels */
	double shape;	       /* width over height, once zoomed */
	double x, y;	       /* of the pane's top left corner, in pixels of the whole map */
	int w, h;	       /* the pane's size it was fitted to */
	uint32_t frames;       /* and the memory */
	unsigned bands;
};

#define UI_CLICKS    256
#define LESSON_LINES 4 /* room is kept for; more lie over the panel */

/* What a click or a key does. */
enum action {
	ACT_NONE,
	ACT_LIGHT, /* a: enum light kind; b, c: its arguments */
	ACT_VIEW,  /* a: enum view */
	ACT_FOCUS, /* keys go to the guest */
	ACT_UNFOCUS,
	ACT_FRAMES, /* a click on the map */
	ACT_MINIMAP,
	ACT_PAUSE,
	ACT_OUTSIDE, /* a: the property's number; b, c: its slider's place and width */
	ACT_HELP,
};

struct click {
	struct rect r;
	enum action action;
	uint32_t a, b, c;
};

struct ui {
	struct model *model;
	struct terminal *terminal; /* NULL: no serial view */
	struct canvas canvas;
	struct text *text;
	const struct palette *pal;
	struct layout l;
	double scale, wanted_scale; /* in use; asked for (0: by size) */
	enum view view;
	struct camera cam;

	struct click click[UI_CLICKS]; /* of the last drawing */
	unsigned clicks;

	uint64_t now_ms;   /* host time; 0: a still picture, without what changes by itself */
	bool focus;	   /* the guest gets the keys */
	bool serial_first; /* among all views the serial line is shown in place of the screen */
	bool plain;	   /* nothing but the guest's screen */
	bool help;
	bool searching;
	char search[64];
	char message[128]; /* in the status line, until the next key */
	bool hint;	   /* the first line of help is still shown */
	uint32_t hover;
	int slab_scroll;
	unsigned outside_row; /* the property that the arrows set */
	bool slab_by_size;    /* else by frames */
	int mouse_x, mouse_y;
	bool dragging;
	const char *title;
	char lesson_text[LESSON_TEXT_BYTES]; /* "": none */
	bool lesson_waits;		     /* Space goes on with it */
};

/* Recompute the layout for the canvas's size. */
void ui_arrange(struct ui *ui);
/* The serial line is in sight; then it gets the keys. */
bool ui_shows_serial(const struct ui *ui);
/* Draw everything into the canvas. */
void ui_draw(struct ui *ui);
/* True while something moves by itself: pulses. */
bool ui_moves(const struct ui *ui);

void ui_on_click(struct ui *ui, struct rect r, enum action action, uint32_t a, uint32_t b,
		 uint32_t c);
/* A pane's background and title; returns what is left inside. */
struct rect ui_pane(struct ui *ui, struct rect r, const char *title);
void ui_act(struct ui *ui, const struct click *click, int x, int y);

/* ---- views: each draws its pane ---- */
void view_frames_draw(struct ui *ui, struct rect r);
void view_legend_draw(struct ui *ui, struct rect r);
void view_details_draw(struct ui *ui, struct rect r);
void view_zones_draw(struct ui *ui, struct rect r);
void view_slabs_draw(struct ui *ui, struct rect r);
void view_screen_draw(struct ui *ui, struct rect r);
void view_serial_draw(struct ui *ui, struct rect r);
void view_outside_draw(struct ui *ui, struct rect r);
void view_top_draw(struct ui *ui, struct rect r);
void view_status_draw(struct ui *ui, struct rect r);
void view_help_draw(struct ui *ui);
void view_lesson_draw(struct ui *ui);
/* Of its box, with so many lines. */
int view_lesson_height(const struct ui *ui, unsigned lines);

/* ---- what is around the machine: view_outside.c ---- */
void outside_click(struct ui *ui, const struct click *click, int x);
void outside_move(struct ui *ui, int rows);
void outside_change(struct ui *ui, int steps);

/* ---- the frames map: view_frames.c ---- */
void frames_fit(struct ui *ui, struct rect map);
/* What a frame is used for, as its colour. */
uint32_t frames_colour(const struct ui *ui, uint32_t pfn);
/* The frame at a place of the window, or NO_FRAME. */
uint32_t frames_at(const struct ui *ui, int x, int y);
/* Zoom by steps, keeping the place x, y where it is. */
void frames_zoom(struct ui *ui, int steps, int x, int y);
void frames_pan(struct ui *ui, int dx, int dy);
/* Move so that a frame is seen. */
void frames_show(struct ui *ui, uint32_t pfn);
/* Frames in a row, for the arrow keys. */
struct rect frames_area(const struct ui *ui);

/* ---- minimap.c: into a corner of the map ---- */
void minimap_draw(struct ui *ui, struct rect map);

#endif
