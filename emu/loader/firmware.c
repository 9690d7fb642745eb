/* SPDX-License-Identifier: GPL-2.0-only */
#include "emu/loader/firmware.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define ROM_GRAIN_BYTES 512u
#define MAX_ROM_BYTES	0x20000u

static const char *const places[] = {
    "/usr/local/share/seabios", "/usr/share/seabios", "/usr/local/share/qemu",
    "/usr/share/qemu",		"/usr/share/vgabios",
};

static const char *const bios_names[] = {"bios-256k.bin", "bios.bin", NULL};
static const char *const vga_names[] = {"vgabios-stdvga.bin", NULL};

static bool refuse(char *err, size_t err_bytes, const char *path, const char *why)
{
	snprintf(err, err_bytes, "%s: %s", path, why);
	return false;
}

static bool exists(char *path, const char *dir, const char *name)
{
	return snprintf(path, PATH_MAX, "%s/%s", dir, name) < PATH_MAX && access(path, F_OK) == 0;
}

/* The first of the names that is in dir or where packages put such files. */
static bool search(char *path, const char *dir, const char *const *names)
{
	for (; *names; names++) {
		if (dir && exists(path, dir, *names))
			return true;
		for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++)
			if (exists(path, places[i], *names))
				return true;
	}
	return false;
}

static bool find_bios(char *path, const char *name, const char *dir, char *err, size_t err_bytes)
{
	const char *const names[] = {name, NULL};

	if (!name)
		return search(path, dir, bios_names) ||
		       refuse(err, err_bytes, "firmware",
			      "no bios-256k.bin or bios.bin in /usr/share/seabios; install the "
			      "package seabios, or name a file with -bios");
	if (access(name, F_OK) == 0 || strchr(name, '/')) {
		if (strlen(name) >= PATH_MAX)
			return refuse(err, err_bytes, "-bios", "the path is too long");
		strcpy(path, name);
		return true;
	}
	return search(path, dir, names) ||
	       refuse(err, err_bytes, name,
		      "no such file, here or where the package seabios puts its own");
}

static bool read_all(FILE *file, uint8_t **data, size_t bytes)
{
	*data = malloc(bytes ? bytes : 1);
	return *data && fread(*data, 1, bytes, file) == bytes;
}

bool firmware_read_file(const char *path, uint8_t **data, size_t *bytes, char *err,
			size_t err_bytes)
{
	struct stat st;
	FILE *file = fopen(path, "rb");
	const char *why = NULL;

	*data = NULL;
	if (!file)
		return refuse(err, err_bytes, path, strerror(errno));
	if (fstat(fileno(file), &st) || !S_ISREG(st.st_mode))
		why = "is no file";
	else if (st.st_size > FIRMWARE_MAX_BYTES)
		why = "is larger than 8 MiB";
	else if (!read_all(file, data, *bytes = (size_t)st.st_size))
		why = "cannot be read";
	fclose(file);
	if (!why)
		return true;
	free(*data);
	*data = NULL;
	return refuse(err, err_bytes, path, why);
}

/* A file of a multiple of grain bytes, most at most. */
static bool read_image(const char *path, size_t grain, size_t most, uint8_t **data, size_t *bytes,
		       char *err, size_t err_bytes)
{
	char why[128];

	if (!firmware_read_file(path, data, bytes, err, err_bytes))
		return false;
	if (*bytes && *bytes <= most && *bytes % grain == 0)
		return true;
	snprintf(why, sizeof(why),
		 "%zu bytes are no firmware: a multiple of %zu, at most %zu, is wanted", *bytes,
		 grain, most);
	return refuse(err, err_bytes, path, why);
}

/* PCI Firmware Specification, "Expansion ROM": 55AAh begins it. */
static bool read_vga_rom(struct firmware *firmware, const char *dir, char *err, size_t err_bytes)
{
	char path[PATH_MAX];

	if (!search(path, dir, vga_names))
		return true;
	if (!read_image(path, ROM_GRAIN_BYTES, MAX_ROM_BYTES, &firmware->vga_rom,
			&firmware->vga_rom_bytes, err, err_bytes))
		return false;
	return (firmware->vga_rom[0] == 0x55 && firmware->vga_rom[1] == 0xaa) ||
	       refuse(err, err_bytes, path, "is no option ROM: it does not begin with 55 AA");
}

bool firmware_open(struct firmware *firmware, const char *name, const char *dir, char *err,
		   size_t err_bytes)
{
	char path[PATH_MAX];

	*firmware = (struct firmware){0};
	if (find_bios(path, name, dir, err, err_bytes) &&
	    read_image(path, FIRMWARE_GRAIN_BYTES, FIRMWARE_MAX_BYTES, &firmware->bios,
		       &firmware->bios_bytes, err, err_bytes) &&
	    read_vga_rom(firmware, dir, err, err_bytes))
		return true;
	firmware_close(firmware);
	return false;
}

void firmware_close(struct firmware *firmware)
{
	free(firmware->bios);
	free(firmware->vga_rom);
	*firmware = (struct firmware){0};
}
