/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * options: the command line, which follows qemu-system-i386's. One table
 * (options_table.c) holds every option; -help, the man page's list and the
 * shell completion are made from it.
 */
#ifndef ZONEMU_EMU_OPTIONS_H
#define ZONEMU_EMU_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#define OPTIONS_MAX_SERIAL 2
#define OPTIONS_MAX_TRACES 8

enum options_display { DISPLAY_DEFAULT, DISPLAY_NONE, DISPLAY_SDL };
enum options_panel {
	OPTIONS_PANEL_DEFAULT,
	OPTIONS_PANEL_NONE,
	OPTIONS_PANEL_SDL,
	OPTIONS_PANEL_TEXT
};
enum options_theme { OPTIONS_DARK, OPTIONS_LIGHT, OPTIONS_GREY };

/* Strings belong to the command line unless said otherwise. */
struct options {
	uint64_t ram_bytes;
	const char *kernel; /* NULL: the mini-kernel */
	const char *initrd, *append;
	const char *bios;     /* NULL: not given */
	const char *data_dir; /* where firmware is looked for first; NULL: not given */
	char *params;	      /* kernel parameters from bare words, with spaces between; owned */
	const char *name;

	const char *serial[OPTIONS_MAX_SERIAL];
	unsigned serials;
	const char *monitor; /* NULL: not given */
	bool nographic;
	enum options_display display;
	enum options_panel panel;
	const char *panel_png;
	double panel_scale; /* 0: as fits */
	enum options_theme panel_theme;

	bool start_paused, no_reboot, no_shutdown;
	bool debug_exit;
	uint16_t debug_exit_base, debug_exit_bytes;
	int64_t rtc_base_s; /* negative: the host's clock */
	unsigned ns_shift;
	bool no_sleep; /* -icount sleep=off */

	const char *trace[OPTIONS_MAX_TRACES];
	unsigned traces;
	const char *log_items, *log_path;
};

enum option_class {
	OPTION_HONOURED,
	OPTION_WARNED,	/* accepted, changes nothing, says so once */
	OPTION_NOT_YET, /* bad usage for now */
	OPTION_REFUSED	/* would mislead */
};

#define OPTIONS_RUN (-1)

/*
 * Parse. Returns OPTIONS_RUN, or zonemu's exit status: 0 when what was asked for
 * (-help, -version) is on out, 2 for bad usage, with one line on err. Warnings
 * go to err, too. options_free() in any case.
 */
int options_parse(struct options *options, int argc, char **argv, FILE *out, FILE *err);
/* Fill in the lines that were not named, as QEMU does: with a window, the first serial port is in
 * it; without, it shares stdio with the monitor. */
void options_settle_lines(struct options *options, bool window);
void options_free(struct options *options);

#endif
