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

/* share, initrd: where modules' files may be (modulefile.h); NULL: not given. NULL: out of host
 * memory. */
struct culprit *culprit_create(const char *kernel_path, const char *share, const char *initrd);
void culprit_destroy(struct culprit *culprit);
/* NULL without symbols. */
const struct symbols *culprit_symbols(const struct culprit *culprit);

/* All of these at a boundary or from a hook. Return buf. */
/* "set_dma_addr+0x12 (guest/kernel/dma.c:86)", "setup+0x3 [tinydma] (tinydma.c:40)", or the
 * address alone. */
char *culprit_name(struct culprit *culprit, struct machine *machine, uint32_t la, char *buf,
		   size_t bytes);
/* The same, without the lines of the kernel's own code. */
char *culprit_place(struct culprit *culprit, struct machine *machine, uint32_t la, char *buf,
		    size_t bytes);
/* The same of a return address: the line is the call's. */
char *culprit_site(struct culprit *culprit, struct machine *machine, uint32_t la, char *buf,
		   size_t bytes);

#endif
