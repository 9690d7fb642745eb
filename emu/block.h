/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * block: disk images: raw files or host block devices as media of 512-byte
 * sectors (devices/block.h). A last sector that the file does not fill reads
 * as zeros beyond its end.
 *
 * A file is locked while it is open: one writer, or any number of readers.
 * When the host fails or the file shrinks while in use, the guest gets an I/O
 * error, and the user one line on stderr, once per image.
 */
#ifndef ZONEMU_EMU_BLOCK_H
#define ZONEMU_EMU_BLOCK_H

#include <stdbool.h>
#include <stddef.h>

#include "devices/block.h"

struct block_image;

struct block_config {
	const char *path;
	bool readonly;
	/* Writes go to a temporary file that nobody else sees; the image stays as it is. */
	bool snapshot;
	/* A file that may not be written is a write-protected medium instead of an error. */
	bool may_be_readonly;
	/* format=raw was given: do not look for another format's signature. */
	bool raw;
};

/* NULL: err holds the reason in one line, without the path. config is not kept. */
struct block_image *block_open(const struct block_config *config, char *err, size_t err_bytes);
/* Writes out what is buffered. image may be NULL. */
void block_close(struct block_image *image);
/* Lives as long as the image. */
const struct block *block_medium(const struct block_image *image);
const char *block_path(const struct block_image *image);

#endif
