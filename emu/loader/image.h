/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * image: what is to be booted: a kernel of whatever kind, and its modules. Read
 * and checked once, put into memory at every reset; the files may change or go
 * away meanwhile.
 */
#ifndef ZONEMU_EMU_LOADER_IMAGE_H
#define ZONEMU_EMU_LOADER_IMAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct machine;
struct image;

struct image_config {
	const char *kernel; /* path */
	const char *name;   /* the first word of a multiboot kernel's command line; NULL: kernel */
	const char *append; /* kernel parameters; NULL: none */
	/* -initrd: of multiboot kernels "FILE ARGS,FILE ARGS", ",," for a comma; of Linux one file;
	 * NULL: none */
	const char *modules;
	const char *shell; /* a path: one module more, for a multiboot kernel; NULL: none */
	uint64_t ram_bytes;
};

/*
 * Read and check everything. NULL: err holds one line that names the file and
 * the field that is wrong.
 */
struct image *image_open(const struct image_config *config, char *err, size_t err_bytes);
void image_close(struct image *image);

/* For machine_set_loader(): put it in place and set the processor up. Cannot fail once opened. */
bool image_load(void *image, struct machine *machine, char *err, size_t err_bytes);

#endif
