/* SPDX-License-Identifier: GPL-2.0-only */
/* file: a whole file in memory. */
#ifndef ZONEMU_EMU_LOADER_FILE_H
#define ZONEMU_EMU_LOADER_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct file {
	char *path;
	uint8_t *data; /* bytes long, and a zero behind */
	size_t bytes;
};

/* Read a regular file of at most limit bytes. False: err holds one line that names it. */
bool file_read(struct file *file, const char *path, size_t limit, char *err, size_t err_bytes);
void file_free(struct file *file);

#endif
