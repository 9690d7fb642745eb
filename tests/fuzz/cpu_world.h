/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * cpu_world: a processor on a bare bus, with tables of every kind for it to
 * stumble over: descriptors, gates and tasks of all types and privileges, page
 * tables of all depths, ROM, a device, and ports that answer back.
 */
#ifndef ZONEMU_TESTS_FUZZ_CPU_WORLD_H
#define ZONEMU_TESTS_FUZZ_CPU_WORLD_H

#include "emu/cpu/state.h"
#include "tests/diff/gen.h"

#define WORLD_BYTES 0x120000u
#define GDT_AT	    0x1000u
#define GDT_SLOTS   64u
#define LDT_AT	    0x2000u
#define LDT_ROOM    32u
#define IDT_AT	    0x3000u
#define TSS_AT	    0x4000u /* eight, 100h apart, then their I/O maps */
#define TSS_STRIDE  0x100u
#define DIR_AT	    0x8000u
#define PAE_DIR_AT  0x9000u
#define TABLE_AT    0xa000u /* three */
#define PAE_AT	    0xd000u
#define TABLES_END  0xe000u
#define START_AT    0x10000u /* one page, then the rest of memory */
#define STACK_AT    0x20000u
#define MMIO_LA	    0xf0000000u
#define ROM_AT	    0xe0000u

struct world {
	struct physmap *map;
	struct cpu *cpu;
	struct gen g;
	uint8_t *rom;
	unsigned answers; /* what ports and devices may do to the processor; 0: nothing */
	bool listening;	  /* hooks are set */
	uint64_t accesses;
};

/* A world as the seed has it. The two worlds of one seed are alike. */
struct world *world_new(uint64_t seed);
void world_free(struct world *w);
/* New tables, all sound but for chance. */
void world_tables(struct world *w);
/* Something in the tables is overwritten. */
void world_spoil(struct world *w);
/* A state of the processor, of any mode and privilege, and code for it. */
void world_start(struct world *w);
void world_hooks(struct world *w, bool on);
/* NULL: all that must be true of a processor between two instructions is. */
const char *world_unsound(const struct world *w);

#endif
