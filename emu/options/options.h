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

#define OPTIONS_MAX_SERIAL    2
#define OPTIONS_MAX_SETS      16
#define OPTIONS_MAX_TRACES    8
#define OPTIONS_MAX_SCENARIOS 64
#define OPTIONS_MAX_DEBUGCONS 4
#define OPTIONS_MAX_CHARDEVS  8
#define OPTIONS_MAX_FW_CFG    16
#define OPTIONS_MAX_AUDIODEVS 4
#define OPTIONS_IDE_DRIVES    4
#define OPTIONS_MAX_SPARES    8
#define OPTIONS_FLOPPIES      2
#define OPTIONS_MAX_CPUS      8

enum options_display { DISPLAY_DEFAULT, DISPLAY_NONE, DISPLAY_SDL };
enum options_panel {
	OPTIONS_PANEL_DEFAULT,
	OPTIONS_PANEL_NONE,
	OPTIONS_PANEL_SDL,
	OPTIONS_PANEL_TEXT
};
enum options_theme { OPTIONS_DARK, OPTIONS_LIGHT, OPTIONS_GREY };

/* A character device by name: what -serial would call it. */
struct options_chardev {
	char id[32];
	const char *line;
	bool mux;
};

struct options_debugcon {
	uint16_t port;
	uint8_t readback;
	const char *line;
};

/* -boot; letters of a, c, d, n, in order; "": not given */
struct options_boot {
	char order[4], once[4];
	bool menu, no_floppy_check;
	int menu_wait_ms, reboot_ms; /* negative: not given */
};

enum options_audio {
	OPTIONS_AUDIO_DEFAULT, /* the host's, when there is a window */
	OPTIONS_AUDIO_NONE,
	OPTIONS_AUDIO_WAV,
	OPTIONS_AUDIO_SDL
};

/* -audiodev */
struct options_audiodev {
	char id[32];
	enum options_audio kind;
	const char *path;
	uint32_t rate; /* 0: not given */
};

/* -device sb16 */
struct options_sb16 {
	bool present;
	uint16_t base, irq, dma, dma16;
	char audiodev[32]; /* "": the first */
};

/* -fw_cfg */
struct options_fw_cfg {
	char name[56];
	const char *value; /* a path, or the text itself */
	bool is_file;
};

/* A drive that was asked for. */
struct options_drive {
	const char *option; /* as it was given, for messages; NULL: no such drive */
	const char *path;   /* NULL: an empty drive */
	const char *id;	    /* NULL: not given */
	bool cdrom, readonly, snapshot, raw;
};

/* -device ide-hd, ide-cd, floppy: a drive whose image -drive if=none has named. */
struct options_drive_device {
	const char *option;
	const char *drive; /* the id; NULL: an empty drive */
	bool cdrom, floppy;
	int bus, unit, boot_index; /* negative: not given */
};

/* Strings belong to the command line, or are owned. */
struct options {
	uint64_t ram_bytes;
	unsigned cpus;
	bool no_hpet, no_acpi;
	uint8_t uuid[16];   /* as written */
	const char *kernel; /* NULL: the mini-kernel */
	const char *share;  /* a directory; NULL: none */
	const char *initrd; /* "none": not even what comes of itself; NULL: not given */
	const char *append;
	const char *bios;     /* NULL: not given */
	const char *data_dir; /* where firmware is looked for first; NULL: not given */
	char *params;	      /* kernel parameters from bare words, with spaces between; owned */
	const char *name;

	const char *serial[OPTIONS_MAX_SERIAL];
	unsigned serials;
	const char *monitor; /* NULL: not given */
	bool monitor_first;  /* it shares stdio with the console, and was asked for by name */
	bool nographic;
	enum options_display display;
	enum options_panel panel;
	const char *panel_png;
	double panel_scale; /* 0: as fits */
	enum options_theme panel_theme;

	bool start_paused, no_reboot, no_shutdown;
	bool debug_exit;
	uint16_t debug_exit_base, debug_exit_bytes;
	bool pc_testdev;
	bool no_parallel; /* nothing is plugged in there */
	unsigned i2c_parport_type;
	struct options_audiodev audiodev[OPTIONS_MAX_AUDIODEVS];
	unsigned audiodevs;
	struct options_sb16 sb16;
	bool edu; /* -device edu */
	uint64_t edu_dma_mask;
	struct options_debugcon debugcon[OPTIONS_MAX_DEBUGCONS];
	unsigned debugcons;
	struct options_chardev chardev[OPTIONS_MAX_CHARDEVS];
	unsigned chardevs;
	struct options_fw_cfg fw_cfg[OPTIONS_MAX_FW_CFG];
	unsigned fw_cfgs;
	struct options_boot boot;
	struct options_drive ide[OPTIONS_IDE_DRIVES], floppy[OPTIONS_FLOPPIES];
	struct options_drive spare[OPTIONS_MAX_SPARES]; /* if=none, in no drive yet */
	unsigned spares;
	struct options_drive_device drive_device[OPTIONS_MAX_SPARES];
	unsigned drive_devices;
	bool snapshot;	    /* no image is written to */
	int64_t rtc_base_s; /* negative: the host's clock */
	unsigned ns_shift;
	bool no_sleep; /* -icount sleep=off */

	const char *set[OPTIONS_MAX_SETS];
	unsigned sets;
	const char *scenario[OPTIONS_MAX_SCENARIOS];
	unsigned scenarios;
	const char *trace[OPTIONS_MAX_TRACES];
	unsigned traces;
	const char *profile; /* NULL: not given */
	const char *log_items, *log_path;

	char **owned; /* strings made on the way */
	unsigned owned_count;
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
/* Where the sound card's sound goes. False: reason is the whole line. */
bool options_find_audiodev(const struct options *options, struct options_audiodev *dev,
			   char *reason, size_t reason_bytes);
/* Some image is in a drive. */
bool options_have_drive(const struct options *options);

/* What -initrd names; NULL: nothing, or it was told to be "none". */
const char *options_initrd(const struct options *options);
void options_free(struct options *options);

#endif
