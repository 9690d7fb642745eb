/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * panel: the live view of the machine's memory, and its screen and keyboard.
 *
 * The panel lives on the main thread, the machine on another. Use:
 *
 *	panel_create()     before the machine, because it may lend it a serial line
 *	panel_attach()     after machine_create(), before machine_run()
 *	panel_run()        main thread; returns when the machine has ended
 *	panel_ended()      machine's thread, right after machine_run() has returned
 *	panel_write_png()  after that, or at any time from the main thread
 *	panel_destroy()    before machine_destroy()
 *
 * Looking never changes guest state, and nothing read from the guest is trusted.
 */
#ifndef ZONEMU_EMU_PANEL_PANEL_H
#define ZONEMU_EMU_PANEL_PANEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "emu/panel/lesson.h"

struct machine;
struct chardev;
struct panel;

enum panel_kind {
	PANEL_NONE,   /* no window: only panel_write_png() */
	PANEL_SCREEN, /* a plain window with the guest's screen (-panel none -display sdl) */
	PANEL_SDL,    /* the whole panel */
	PANEL_TEXT,   /* the same as text, to config.out */
};

enum panel_theme { PANEL_DARK, PANEL_LIGHT, PANEL_GREY };

struct panel_config {
	enum panel_kind kind;
	double scale; /* of text and widgets; 0: as fits the screen */
	enum panel_theme theme;
	const char *png_path; /* written when the machine has ended, and by F12; NULL: none */
	const char
	    *kernel_path; /* ELF with symbols and DWARF; NULL or foreign: a map all the same */
	const char *share, *initrd; /* as modulefile_create() has them */
	const char *title;	    /* what runs, for the title bar; NULL: "zonemu" */
	FILE *out;		    /* PANEL_TEXT; NULL: stdout */
	bool only_screen; /* PANEL_NONE: the picture is the guest's screen, as with PANEL_SCREEN */
	/* Where the lines "serial 0" go when the guest writes; see panel_serial(). */
	bool with_serial;
	/* A text below it, and its keys; the serial line in place of the screen. NULL: none; not
	 * copied. */
	const struct lesson *lesson;
};

/*
 * NULL: err holds one line; for PANEL_SDL and PANEL_SCREEN "no display: ..." means that
 * the caller may go on without a window. Strings are copied.
 */
struct panel *panel_create(const struct panel_config *config, char *err, size_t err_bytes);
void panel_destroy(struct panel *panel);

/* With with_serial: the chardev of the serial view, for machine_config.serial[]. Owned by the
 * panel; do not close it. */
struct chardev *panel_serial(struct panel *panel);

void panel_attach(struct panel *panel, struct machine *machine);

/*
 * Show and take input until panel_ended(). Closing the window calls
 * machine_quit(machine, 0). Writes config.png_path at the end; returns false
 * when that failed (one line on stderr).
 */
bool panel_run(struct panel *panel);
/* Machine's thread: the machine will not run again. */
void panel_ended(struct panel *panel);

/* Look at the machine: on its own thread, at a boundary, for a panel that panel_run() does not
 * show. */
void panel_look_here(struct panel *panel);
/* The view with that key, from 1, is what pictures show. Before the panel runs, or from its thread.
 */
void panel_show_view(struct panel *panel, unsigned key);
/* The whole panel as a PNG, or the guest's screen dot by dot (PANEL_SCREEN), with or without a
 * display; the same state gives the same bytes. */
bool panel_write_png(struct panel *panel, const char *path, char *err, size_t err_bytes);

#endif
