/* SPDX-License-Identifier: GPL-2.0-only */
#include "emu/drives.h"

#include <string.h>

#define ERR_BYTES 1024

static void name_drive(struct drive *drive, unsigned n, const struct options_drive *options)
{
	if (options->id)
		snprintf(drive->name, sizeof(drive->name), "%s", options->id);
	else if (drive->floppy)
		snprintf(drive->name, sizeof(drive->name), "floppy%u", n - OPTIONS_IDE_DRIVES);
	else
		snprintf(drive->name, sizeof(drive->name), "ide%u-%s%u", n / 2,
			 drive->cdrom ? "cd" : "hd", n % 2);
}

static bool open_drive(struct drive *drive, const struct options *all,
		       const struct options_drive *options)
{
	const struct block_config config = {.path = options->path,
					    .readonly = options->readonly || drive->cdrom,
					    .snapshot = options->snapshot || all->snapshot,
					    .may_be_readonly = drive->floppy,
					    .raw = options->raw};
	char err[ERR_BYTES];

	if (!options->path)
		return true;
	drive->image = block_open(&config, err, sizeof(err));
	if (!drive->image)
		fprintf(stderr, "zonemu: %s: %s\n", options->option, err);
	return drive->image != NULL;
}

/* As in QEMU, there are a CD-ROM drive and a floppy drive even if nothing is in them. */
bool drives_open(struct drives *drives, const struct options *options,
		 struct machine_config *config)
{
	enum { EMPTY_CDROM = 2, EMPTY_FLOPPY = OPTIONS_IDE_DRIVES };

	for (unsigned n = 0; n < DRIVES; n++) {
		struct drive *drive = &drives->drive[n];
		const bool floppy = n >= OPTIONS_IDE_DRIVES;
		const struct options_drive *asked =
		    floppy ? &options->floppy[n - OPTIONS_IDE_DRIVES] : &options->ide[n];
		struct machine_drive *put =
		    floppy ? &config->floppy[n - OPTIONS_IDE_DRIVES] : &config->ide[n];

		drive->floppy = floppy;
		drive->present = asked->option || n == EMPTY_CDROM || n == EMPTY_FLOPPY;
		drive->cdrom = !floppy && (asked->cdrom || !asked->option);
		name_drive(drive, n, asked);
		if (!open_drive(drive, options, asked))
			return false;
		put->present = drive->present;
		put->cdrom = drive->cdrom;
		put->medium = drive->image ? block_medium(drive->image) : NULL;
	}
	return true;
}

void drives_close(struct drives *drives)
{
	for (unsigned n = 0; n < DRIVES; n++)
		block_close(drives->drive[n].image);
}

static struct drive *find(struct drives *drives, const char *name)
{
	for (unsigned n = 0; n < DRIVES; n++)
		if (drives->drive[n].present && !strcmp(drives->drive[n].name, name))
			return &drives->drive[n];
	return NULL;
}

bool drives_change(struct drives *drives, struct machine *machine,
		   const struct drives_change *change, char *err, size_t err_bytes)
{
	struct drive *drive = find(drives, change->name);
	struct block_image *image = NULL;
	char why[ERR_BYTES / 2];

	if (!drive || !(drive->floppy || drive->cdrom)) {
		snprintf(err, err_bytes,
			 drive ? "Device '%s' is not removable" : "Device '%s' not found",
			 change->name);
		return false;
	}
	if (change->path) {
		const struct block_config config = {.path = change->path,
						    .readonly = change->readonly || drive->cdrom,
						    .may_be_readonly = drive->floppy};

		image = block_open(&config, why, sizeof(why));
		if (!image) {
			snprintf(err, err_bytes, "%s: %s", change->path, why);
			return false;
		}
	}
	if (!machine_change_medium(machine, (unsigned)(drive - drives->drive),
				   image ? block_medium(image) : NULL, change->force, why,
				   sizeof(why))) {
		snprintf(err, err_bytes, "Device '%s' %s", change->name, why);
		block_close(image);
		return false;
	}
	block_close(drive->image);
	drive->image = image;
	return true;
}

void drives_print(const struct drives *drives, const struct machine *machine, FILE *out)
{
	for (unsigned n = 0; n < DRIVES; n++) {
		const struct drive *drive = &drives->drive[n];
		const bool readonly = drive->image && block_medium(drive->image)->readonly;

		if (!drive->present)
			continue;
		if (drive->image)
			fprintf(out, "%s: %s (raw%s)\n", drive->name, block_path(drive->image),
				readonly ? ", read-only" : "");
		else
			fprintf(out, "%s: [not inserted]\n", drive->name);
		if (drive->floppy)
			fprintf(out, "    Removable device: not locked, tray %s\n",
				drive->image ? "closed" : "open");
		else if (drive->cdrom)
			fprintf(out, "    Removable device: %slocked, tray %s\n",
				machine_tray_is(machine, n, TRAY_LOCKED) ? "" : "not ",
				machine_tray_is(machine, n, TRAY_OPEN) ? "open" : "closed");
	}
}
