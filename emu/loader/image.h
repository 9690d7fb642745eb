/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * image: what is to be booted, read and checked once, put into memory at every
 * reset. Files are read when opened and may change or go away afterwards.
 */
#ifndef ZONEMU_EMU_LOADER_IMAGE_H
#define ZONEMU_EMU_LOADER_IMAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct machine;
struct image;

struct image_config {
	const char *kernel;  /* path of a multiboot ELF */
	const char *append;  /* kernel parameters; NULL: none */
	const char *modules; /* -initrd: "FILE ARGS,FILE ARGS"; NULL: none */
	uint64_t ram_bytes;
};

/*
 * Read and check everything: NULL and one line in err, naming the file and the
 * field that is wrong, when it cannot be booted in so much memory.
 */
struct image *image_open(const struct image_config *config, char *err, size_t err_bytes);
void image_close(struct image *image);

/* For machine_set_loader(): put it in place and set the processor up. Cannot fail once opened. */
bool image_load(void *image, struct machine *machine, char *err, size_t err_bytes);

#endif
