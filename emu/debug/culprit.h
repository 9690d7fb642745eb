/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * culprit: whose code is at an address: function and source line, of the kernel
 * or of a module that it has loaded. A module's name and symbols come out of the
 * guest's memory, its lines from its file, when that is found.
 */
#ifndef ZONEMU_EMU_DEBUG_CULPRIT_H
#define ZONEMU_EMU_DEBUG_CULPRIT_H

#include <stddef.h>
#include <stdint.h>

#include "emu/debug/symbols.h"

struct machine;
struct culprit;

/* Where modules' files may be: a folder (-share), and the list that -initrd has; NULL: none. NULL:
 * out of host memory. */
struct culprit *culprit_create(const char *kernel_path, const char *folder, const char *initrd);
void culprit_destroy(struct culprit *culprit);
/* NULL without symbols. */
const struct symbols *culprit_symbols(const struct culprit *culprit);
/* "set_dma_addr+0x12 (guest/kernel/dma.c:86)", "setup+0x3 [tinydma] (tinydma.c:40)", or the
 * address alone. At a boundary or from a hook. Returns buf. */
char *culprit_name(struct culprit *culprit, struct machine *machine, uint32_t la, char *buf,
		   size_t bytes);

#endif
