/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * values: what a scenario can ask of the machine by name. It is read out of the
 * guest's memory, never asked of the guest:
 *
 *	zone.ZONE.free, min, low, high, present, managed, spanned, pcp	in pages
 *	buddy.ZONE.ORDER		free blocks of that order
 *	slab.CACHE.full, partial, empty	slabs on each list;  .slabs: of all three
 *	slab.CACHE.in_use, cached	objects given out; kept in per-CPU arrays
 *	slab.CACHE.object, stride, per_slab, order, exists
 *	vmalloc.areas, vmalloc.bytes
 *	frames.CLASS			free, pcp, slab, table, vmalloc, module, stack,
 *					kmapped, cache, anon, swap, pages, boot, image, outside
 *	kernel.SYMBOL			the 32 bits there
 *	port.NUMBER			what a read of the I/O port would give
 *	time.ms				virtual time
 */
#ifndef ZONEMU_EMU_SCENARIO_VALUES_H
#define ZONEMU_EMU_SCENARIO_VALUES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct machine;
struct values;

/* kernel_path: its ELF file. NULL: out of host memory. */
struct values *values_create(const char *kernel_path);
void values_destroy(struct values *values);
/* Look at the machine: at an instruction boundary. */
void values_look(struct values *values, struct machine *machine);
/* As last looked at; an expression_lookup. ctx: the struct values. */
bool values_get(void *ctx, const char *name, int64_t *value, char *err, size_t err_bytes);

#endif
