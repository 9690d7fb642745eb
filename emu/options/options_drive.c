/* SPDX-License-Identifier: GPL-2.0-only */
/* -hda to -hdd, -cdrom, -fda, -fdb and -drive: which image is in which drive. */
#include <stdlib.h>
#include <string.h>

#include "emu/options/options_inner.h"

/* A drive before it has its place. */
struct request {
	struct options_drive drive;
	bool floppy, none;
	int index, bus, unit; /* -1: not given */
	bool has_media;
};

static struct options_drive *place(struct options *options, const struct request *request)
{
	return request->floppy ? &options->floppy[request->index] : &options->ide[request->index];
}

/* QEMU's rule: an index, or a bus and a unit, or the first that is free. */
static bool find_place(struct taking *taking, struct request *request)
{
	int places = request->floppy ? OPTIONS_FLOPPIES : OPTIONS_IDE_DRIVES;
	bool told = request->index >= 0 || request->bus >= 0 || request->unit >= 0;

	if (request->index >= 0 && (request->bus >= 0 || request->unit >= 0))
		return take_refuse(taking, "index= and bus= or unit= do not go together");
	if (request->index < 0 && told)
		request->index = (request->bus < 0 ? 0 : request->bus) * 2 +
				 (request->unit < 0 ? 0 : request->unit);
	if (!told)
		for (request->index = 0; request->index < places; request->index++)
			if (!place(taking->options, request)->option)
				break;
	if (request->index >= places)
		return take_refuse(taking, "there are %d %s drives: index 0 to %d", places,
				   request->floppy ? "floppy" : "IDE", places - 1);
	if (place(taking->options, request)->option)
		return take_refuse(taking, "there is a drive at index %d already (%s)",
				   request->index, place(taking->options, request)->option);
	return true;
}

static bool put_drive(struct taking *taking, struct request *request, const char *option,
		      const char *value)
{
	if (!find_place(taking, request))
		return false;
	request->drive.option = options_own(taking->options, "-%s %s", option, value);
	if (!request->drive.option)
		return take_refuse(taking, "out of host memory");
	*place(taking->options, request) = request->drive;
	return true;
}

/* ---- one letter a drive ---- */

static bool take_file(struct taking *taking, const char *option, const char *path, bool floppy,
		      int index, bool cdrom)
{
	struct request request = {.drive = {.path = path, .cdrom = cdrom},
				  .floppy = floppy,
				  .index = index,
				  .bus = -1,
				  .unit = -1};

	if (!*path)
		return take_refuse(taking, "a file is missing");
	return put_drive(taking, &request, option, path);
}

bool take_hda(struct taking *taking, const char *value)
{
	return take_file(taking, "hda", value, false, 0, false);
}

bool take_hdb(struct taking *taking, const char *value)
{
	return take_file(taking, "hdb", value, false, 1, false);
}

bool take_hdc(struct taking *taking, const char *value)
{
	return take_file(taking, "hdc", value, false, 2, false);
}

bool take_hdd(struct taking *taking, const char *value)
{
	return take_file(taking, "hdd", value, false, 3, false);
}

bool take_cdrom(struct taking *taking, const char *value)
{
	return take_file(taking, "cdrom", value, false, 2, true);
}

bool take_fda(struct taking *taking, const char *value)
{
	return take_file(taking, "fda", value, true, 0, false);
}

bool take_fdb(struct taking *taking, const char *value)
{
	return take_file(taking, "fdb", value, true, 1, false);
}

/* ---- -drive ---- */

static bool take_switch(struct taking *taking, const char *key, const char *value, bool *on)
{
	*on = !strcmp(value, "on") || !strcmp(value, "true") || !strcmp(value, "yes");
	return *on || !strcmp(value, "off") || !strcmp(value, "false") || !strcmp(value, "no") ||
	       take_refuse(taking, "%s=%s: on or off is wanted", key, value);
}

static bool take_interface(struct taking *taking, const char *value, struct request *request)
{
	request->floppy = !strcmp(value, "floppy");
	request->none = !strcmp(value, "none");
	return request->floppy || request->none || !strcmp(value, "ide") ||
	       take_refuse(taking, "if=%s: drives are ide or floppy here, or none", value);
}

static bool take_media(struct taking *taking, const char *value, struct request *request)
{
	request->has_media = true;
	request->drive.cdrom = !strcmp(value, "cdrom");
	return request->drive.cdrom || !strcmp(value, "disk") ||
	       take_refuse(taking, "media=%s: disk or cdrom is wanted", value);
}

static bool take_format(struct taking *taking, const char *value, struct request *request)
{
	request->drive.raw = !strcmp(value, "raw");
	return request->drive.raw ||
	       take_refuse(taking, "format=%s: only raw images can be used", value);
}

static bool take_place(struct taking *taking, const char *key, const char *value, int *number)
{
	uint64_t n;

	if (!value_number(value, &n) || n > 255)
		return take_refuse(taking, "%s=%s: a small number is wanted", key, value);
	*number = (int)n;
	return true;
}

/* What QEMU tunes by these has no counterpart, or is as they say anyway. */
static bool changes_nothing(const char *key)
{
	static const char *const keys[] = {"cache",  "aio",	      "discard", "werror",
					   "rerror", "detect-zeroes", "serial"};

	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
		if (!strcmp(key, keys[i]))
			return true;
	return false;
}

static bool take_property(struct taking *taking, const char *key, const char *value,
			  struct request *request)
{
	struct options_drive *drive = &request->drive;

	if (!strcmp(key, "file")) {
		drive->path = options_own(taking->options, "%s", value);
		return drive->path || take_refuse(taking, "out of host memory");
	}
	if (!strcmp(key, "id")) {
		drive->id = options_own(taking->options, "%s", value);
		return drive->id || take_refuse(taking, "out of host memory");
	}
	if (!strcmp(key, "if"))
		return take_interface(taking, value, request);
	if (!strcmp(key, "media"))
		return take_media(taking, value, request);
	if (!strcmp(key, "format"))
		return take_format(taking, value, request);
	if (!strcmp(key, "readonly") || !strcmp(key, "read-only"))
		return take_switch(taking, key, value, &drive->readonly);
	if (!strcmp(key, "snapshot"))
		return take_switch(taking, key, value, &drive->snapshot);
	if (!strcmp(key, "index"))
		return take_place(taking, key, value, &request->index);
	if (!strcmp(key, "bus"))
		return take_place(taking, key, value, &request->bus);
	if (!strcmp(key, "unit"))
		return take_place(taking, key, value, &request->unit);
	return changes_nothing(key) ||
	       take_refuse(taking,
			   "%s= is not known (file, index, if, media, format, readonly, snapshot)",
			   key);
}

/* The next "key=value" of a list in which a comma of a value is doubled. piece has room for all of
 * the list. False: over. */
static bool next_piece(const char **list, char *piece)
{
	const char *at = *list;

	if (!*at)
		return false;
	for (; *at; at++) {
		if (*at == ',' && at[1] != ',')
			break;
		at += *at == ',';
		*piece++ = *at;
	}
	*piece = '\0';
	*list = at + (*at == ',');
	return true;
}

static bool keep_spare(struct taking *taking, const struct request *request, const char *value)
{
	struct options *options = taking->options;

	if (!request->drive.id)
		return take_refuse(taking, "if=none: id= is missing");
	if (options->spares == OPTIONS_MAX_SPARES)
		return take_refuse(taking, "%d drives with if=none at most", OPTIONS_MAX_SPARES);
	options->spare[options->spares] = request->drive;
	options->spare[options->spares].option = options_own(options, "-drive %s", value);
	return options->spare[options->spares++].option ||
	       take_refuse(taking, "out of host memory");
}

bool take_drive(struct taking *taking, const char *value)
{
	struct request request = {.index = -1, .bus = -1, .unit = -1};
	const char *rest = value;
	char *piece = strdup(value);
	bool ok = true;

	if (!piece)
		return take_refuse(taking, "out of host memory");
	while (ok && next_piece(&rest, piece)) {
		char *equals = strchr(piece, '=');

		if (!equals) {
			ok = take_refuse(taking, "%.100s: a property and its value are wanted",
					 piece);
			break;
		}
		*equals = '\0';
		ok = take_property(taking, piece, equals + 1, &request);
	}
	free(piece);
	if (!ok)
		return false;
	if (request.floppy && request.drive.cdrom)
		return take_refuse(taking, "a floppy drive takes no CD");
	if (request.drive.path && !*request.drive.path)
		request.drive.path = NULL;
	if (request.none)
		return keep_spare(taking, &request, value);
	if (!request.drive.path && !request.drive.cdrom && !request.floppy)
		return take_refuse(taking, "file= is missing");
	return put_drive(taking, &request, "drive", value);
}

/* ---- -device ide-hd, ide-cd, floppy ---- */

/* "ide.1", "floppy-bus.0": QEMU's names of the buses */
static bool take_bus(struct taking *taking, const char *value, struct options_drive_device *device)
{
	const char *name = device->floppy ? "floppy-bus." : "ide.";
	const size_t length = strlen(name);

	if (strncmp(value, name, length) || value[length + 1] || value[length] < '0' ||
	    value[length] > (device->floppy ? '0' : '1'))
		return take_refuse(taking, "bus=%s: there is %s", value,
				   device->floppy ? "floppy-bus.0" : "ide.0, and ide.1");
	device->bus = value[length] - '0';
	return true;
}

static bool take_device_property(struct taking *taking, const struct value_pair *pair,
				 struct options_drive_device *device)
{
	static const char *const nothing[] = {"id",  "serial",	      "model",
					      "ver", "rotation_rate", "logical_block_size"};

	if (!strcmp(pair->key, "drive")) {
		device->drive = options_own(taking->options, "%s", pair->value);
		return device->drive || take_refuse(taking, "out of host memory");
	}
	if (!strcmp(pair->key, "bus"))
		return take_bus(taking, pair->value, device);
	if (!strcmp(pair->key, "unit"))
		return take_place(taking, pair->key, pair->value, &device->unit);
	if (!strcmp(pair->key, "bootindex"))
		return take_place(taking, pair->key, pair->value, &device->boot_index);
	for (size_t i = 0; i < sizeof(nothing) / sizeof(nothing[0]); i++)
		if (!strcmp(pair->key, nothing[i]))
			return true;
	return take_refuse(taking, "%s= is not known (drive, bus, unit, bootindex)", pair->key);
}

bool take_drive_device(struct taking *taking, const char *name, const char *properties)
{
	struct options *options = taking->options;
	struct options_drive_device device = {.cdrom = !strcmp(name, "ide-cd"),
					      .floppy = !strcmp(name, "floppy"),
					      .bus = -1,
					      .unit = -1,
					      .boot_index = -1};
	struct value_pair pair;

	if (options->drive_devices == OPTIONS_MAX_SPARES)
		return take_refuse(taking, "%d such devices at most", OPTIONS_MAX_SPARES);
	device.option =
	    options_own(options, "-device %s%s%s", name, *properties ? "," : "", properties);
	if (!device.option)
		return take_refuse(taking, "out of host memory");
	while (value_next(&properties, &pair))
		if (!take_device_property(taking, &pair, &device))
			return false;
	if (!device.drive && !device.cdrom && !device.floppy)
		return take_refuse(taking, "drive= is missing");
	options->drive_device[options->drive_devices++] = device;
	return true;
}

/* Out of the spare ones, so that no second device has it. */
static bool find_image(struct taking *taking, const struct options_drive_device *device,
		       struct options_drive *drive)
{
	struct options *options = taking->options;

	for (unsigned n = 0; device->drive && n < options->spares; n++)
		if (options->spare[n].id && !strcmp(options->spare[n].id, device->drive)) {
			*drive = options->spare[n];
			options->spare[n].id = NULL;
			return true;
		}
	return !device->drive ||
	       take_refuse(taking, "drive=%s: no -drive if=none has this id, or another has it",
			   device->drive);
}

static bool place_one(struct taking *taking, const struct options_drive_device *device)
{
	struct request request = {.floppy = device->floppy,
				  .index = -1,
				  .bus = device->floppy ? -1 : device->bus,
				  .unit = device->unit};

	if (!find_image(taking, device, &request.drive))
		return false;
	request.drive.cdrom |= device->cdrom;
	request.drive.option = device->option;
	if (!device->cdrom && request.drive.cdrom)
		return take_refuse(taking, "media=cdrom is for ide-cd");
	if (!device->cdrom && !device->floppy && !request.drive.path)
		return take_refuse(taking, "drive=%s: file= is missing", device->drive);
	if (!find_place(taking, &request))
		return false;
	*place(taking->options, &request) = request.drive;
	return true;
}

/* bootindex=: the kinds of drives by their lowest one, if -boot says nothing. */
static void order_booting(struct options *options)
{
	int lowest = -1;

	if (*options->boot.order)
		return;
	for (unsigned n = 0; n < 3; n++) {
		const struct options_drive_device *next = NULL;
		char letter[2] = "";

		for (unsigned i = 0; i < options->drive_devices; i++) {
			const struct options_drive_device *one = &options->drive_device[i];

			if (one->boot_index > lowest &&
			    (!next || one->boot_index < next->boot_index))
				next = one;
		}
		if (!next)
			return;
		lowest = next->boot_index;
		*letter = next->floppy ? 'a' : next->cdrom ? 'd' : 'c';
		if (!strchr(options->boot.order, *letter))
			strcat(options->boot.order, letter);
	}
}

bool place_drive_devices(struct taking *taking, const char **where)
{
	struct options *options = taking->options;

	for (unsigned n = 0; n < options->drive_devices; n++) {
		*where = options->drive_device[n].option;
		if (!place_one(taking, &options->drive_device[n]))
			return false;
	}
	order_booting(options);
	return true;
}

bool options_have_drive(const struct options *options)
{
	for (unsigned n = 0; n < OPTIONS_IDE_DRIVES; n++)
		if (options->ide[n].path)
			return true;
	return options->floppy[0].path || options->floppy[1].path;
}
