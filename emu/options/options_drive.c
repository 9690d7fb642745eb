/* SPDX-License-Identifier: GPL-2.0-only */
/* -hda to -hdd, -cdrom, -fda, -fdb and -drive: which image is in which drive. */
#include <stdlib.h>
#include <string.h>

#include "emu/options/options_inner.h"

/* A drive before it has its place. */
struct request {
	struct options_drive drive;
	bool floppy;
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
	return request->floppy || !strcmp(value, "ide") ||
	       take_refuse(taking, "if=%s: drives are ide or floppy here", value);
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
	static const char *const keys[] = {"id",     "cache",  "aio",		"discard",
					   "werror", "rerror", "detect-zeroes", "serial"};

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
	if (!request.drive.path && !request.drive.cdrom && !request.floppy)
		return take_refuse(taking, "file= is missing");
	return put_drive(taking, &request, "drive", value);
}

bool options_have_drive(const struct options *options)
{
	for (unsigned n = 0; n < OPTIONS_IDE_DRIVES; n++)
		if (options->ide[n].path)
			return true;
	return options->floppy[0].path || options->floppy[1].path;
}
