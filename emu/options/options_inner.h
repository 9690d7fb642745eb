/* SPDX-License-Identifier: GPL-2.0-only */
/* options_inner: what the files of options share. */
#ifndef ZONEMU_EMU_OPTIONS_INNER_H
#define ZONEMU_EMU_OPTIONS_INNER_H

#include "emu/options/options.h"

/* While an option is taken: where its result goes, and one line when it is refused. */
struct taking {
	struct options *options;
	char reason[256];  /* without the option's name */
	char warning[160]; /* what of the option changes nothing; "": nothing to say */
	bool said;	   /* -help and its like: nothing is to be run */
	FILE *out;
};

enum option_section {
	SECTION_MACHINE,
	SECTION_KERNEL,
	SECTION_DRIVES,
	SECTION_CONSOLE,
	SECTION_PANEL,
	SECTION_RUN,
	SECTION_DEBUG,
	SECTION_HELP,
	SECTION_ACCEPTED,
	SECTION_NOT_YET,
	SECTION_REFUSED,
	SECTIONS
};

struct option {
	const char *name; /* without the dash */
	const char *args; /* NULL: takes none */
	enum option_class class;
	enum option_section section;
	const char *help; /* WARNED: why it changes nothing; REFUSED: why not */
	/* False: taking->reason is set. NULL for the classes that take nothing. */
	bool (*take)(struct taking *taking, const char *value);
};

/* options_table.c; ends with a NULL name. */
extern const struct option options_table[];
const struct option *option_find(const char *name);

/* options_take.c */
bool take_refuse(struct taking *taking, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
bool take_memory(struct taking *taking, const char *value);
bool take_cpus(struct taking *taking, const char *value);
bool take_machine(struct taking *taking, const char *value);
bool take_accel(struct taking *taking, const char *value);
bool take_vga(struct taking *taking, const char *value);
bool take_vnc(struct taking *taking, const char *value);
bool take_network(struct taking *taking, const char *value);
bool take_parallel(struct taking *taking, const char *value);
bool take_action(struct taking *taking, const char *value);
bool take_rtc(struct taking *taking, const char *value);
bool take_icount(struct taking *taking, const char *value);
bool take_display(struct taking *taking, const char *value);
bool take_panel(struct taking *taking, const char *value);
bool take_scale(struct taking *taking, const char *value);
bool take_theme(struct taking *taking, const char *value);
bool take_serial(struct taking *taking, const char *value);
bool take_monitor(struct taking *taking, const char *value);
bool take_set(struct taking *taking, const char *value);
bool take_scenario(struct taking *taking, const char *value);
bool take_trace(struct taking *taking, const char *value);

/* options_device.c */
bool take_device(struct taking *taking, const char *value);
bool take_debugcon(struct taking *taking, const char *value);

/* options_chardev.c */
bool take_chardev(struct taking *taking, const char *value);
bool take_mon(struct taking *taking, const char *value);
/* Put what the names stand for in place of "chardev:ID". False: reason is the whole line. */
bool options_resolve_chardevs(struct options *options, char *reason, size_t reason_bytes);

/* options_audio.c */
bool take_audiodev(struct taking *taking, const char *value);
bool take_audio(struct taking *taking, const char *value);
bool take_sb16(struct taking *taking, const char *properties);

/* options_firmware.c */
bool take_boot(struct taking *taking, const char *value);
bool take_fw_cfg(struct taking *taking, const char *value);
bool take_uuid(struct taking *taking, const char *value);

/* options_drive.c */
bool take_hda(struct taking *taking, const char *value);
bool take_hdb(struct taking *taking, const char *value);
bool take_hdc(struct taking *taking, const char *value);
bool take_hdd(struct taking *taking, const char *value);
bool take_cdrom(struct taking *taking, const char *value);
bool take_fda(struct taking *taking, const char *value);
bool take_fdb(struct taking *taking, const char *value);
bool take_drive(struct taking *taking, const char *value);
bool take_drive_device(struct taking *taking, const char *name, const char *properties);
/* Behind all options: the drives that -device makes get their images and their places. False: where
 * names the option. */
bool place_drive_devices(struct taking *taking, const char **where);

/* options.c: a string that lives as long as options; NULL: out of host memory. */
const char *options_own(struct options *options, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* options_value.c */
/*
 * A size: decimal or 0x, a fraction allowed, then one of b k m g t (either case);
 * without a suffix times unit. False: *why is a reason.
 */
bool value_size(const char *text, uint64_t unit, uint64_t *bytes, const char **why);
/* All of text as a number, 0x allowed. */
bool value_number(const char *text, uint64_t *number);
/* YYYY-MM-DD or YYYY-MM-DDTHH:MM:SS, in UTC. */
bool value_date(const char *text, int64_t *seconds);
/* "key=value,key,..." piece by piece; key is "" for a bare word when bare_is_key is false. False:
 * over. */
struct value_pair {
	char key[32], value[224];
};
bool value_next(const char **list, struct value_pair *pair);

/* options_nearest.c: the name nearest to word, or NULL when none is near. names ends with NULL. */
struct nearest {
	const char *word, *best;
	unsigned least;
};
void nearest_start(struct nearest *nearest, const char *word);
void nearest_offer(struct nearest *nearest, const char *name);

/* options_params.c: the mini-kernel's parameters. */
bool param_is_known(const char *word);
/* Check "name" or "name=value" for the mini-kernel. False: reason is the whole line. */
bool param_check(const char *word, char *reason, size_t reason_bytes);
void param_offer_names(struct nearest *nearest);
void param_help(FILE *out);

/* options_help.c */
bool print_help(struct taking *taking, const char *value);
bool print_version(struct taking *taking, const char *value);

#endif
