/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * modules: what the guest's kernel has loaded: each one's name, place and symbols. A copy out of
 * the guest's memory, which is not trusted; looked at again it is made anew only if something has
 * changed.
 */
#ifndef ZONEMU_EMU_DEBUG_MODULES_H
#define ZONEMU_EMU_DEBUG_MODULES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "emu/debug/dwarftypes.h"
#include "emu/debug/symbols.h"

#define MODULES_NAME_BYTES 64

struct machine;
struct modules;

struct modules_spot {
	char module[MODULES_NAME_BYTES],
	    function[MODULES_NAME_BYTES]; /* function "": none is near */
	uint32_t off;			  /* behind the function's start */
};

/* syms and types are only asked here; either may be NULL: then there are none. NULL: out of host
 * memory. */
struct modules *modules_create(const struct symbols *syms, struct dwarftypes *types);
void modules_destroy(struct modules *modules);
/* At a boundary or from a hook. */
void modules_look(struct modules *modules, struct machine *machine);
/* As last looked at. False: la is in none of them. */
bool modules_at(const struct modules *modules, uint32_t la, struct modules_spot *spot);

#endif
