/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * modulefile: the lines of a module's source, out of its file's DWARF. The file is looked for
 * in the list that -initrd has, in the folder of -share, and in that of the kernel's own. A file
 * that was built anew is read anew. Used by one thread.
 */
#ifndef ZONEMU_EMU_DEBUG_MODULEFILE_H
#define ZONEMU_EMU_DEBUG_MODULEFILE_H

#include <stdbool.h>
#include <stddef.h>

#include "emu/debug/modules.h"

struct modulefile;

/* Strings are copied and may be NULL. NULL: out of host memory. */
struct modulefile *modulefile_create(const char *kernel_path, const char *share,
				     const char *initrd);
void modulefile_destroy(struct modulefile *files);
/* "scull/main.c:86". False: no file, or no line there. */
bool modulefile_line(struct modulefile *files, const struct modules_spot *spot, char *buf,
		     size_t bytes);

#endif
