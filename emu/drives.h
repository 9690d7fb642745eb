/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * drives: the images in the machine's drives, by QEMU's names for them (ide0-hd0, ide1-cd0,
 * floppy0) or the id that the command line gave, and changing them while it runs.
 */
#ifndef ZONEMU_EMU_DRIVES_H
#define ZONEMU_EMU_DRIVES_H

#include <stdbool.h>
#include <stdio.h>

#include "emu/block.h"
#include "emu/machine.h"
#include "emu/options/options.h"

#define DRIVES (OPTIONS_IDE_DRIVES + OPTIONS_FLOPPIES)

struct drives {
	struct drive {
		char name[64];
		bool present, cdrom, floppy;
		struct block_image *image; /* NULL: empty */
	} drive[DRIVES];
};

/* Open what the options name, and put it into config. False: one line was written to stderr. */
bool drives_open(struct drives *drives, const struct options *options,
		 struct machine_config *config);
void drives_close(struct drives *drives);

/*
 * Put another image into a drive; NULL takes out what is there. force: though the guest has locked
 * the tray. At a boundary. False: err holds one line, and nothing has changed.
 */
struct drives_change {
	const char *name, *path;
	bool readonly, force;
};
bool drives_change(struct drives *drives, struct machine *machine,
		   const struct drives_change *change, char *err, size_t err_bytes);
/* QEMU's "info block". At a boundary. */
void drives_print(const struct drives *drives, const struct machine *machine, FILE *out);

#endif
