/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * introspect_inner: the inside of struct introspect, shared by introspect.c
 * (what the kernel's structs look like), introspect_copy.c (the machine's side)
 * and introspect_classify.c (the onlooker's side). Nobody else includes it.
 */
#ifndef ZONEMU_EMU_DEBUG_INTROSPECT_INNER_H
#define ZONEMU_EMU_DEBUG_INTROSPECT_INNER_H

#include <string.h>

#include "emu/debug/introspect.h"
#include "mmu/physmap.h"

#define PAGE_STRUCT_MAX	 128
#define ZONE_STRUCT_MAX	 8192
#define CACHE_STRUCT_MAX 1024
#define VM_STRUCT_MAX	 128
#define FLAG_BITS	 32

/* init_task 0: this kernel has no programs that can be looked at. */
struct task_layout {
	uint32_t init_task, tasks, mm, pid, comm, pgd, swapents;
	uint32_t code, code_end, heap, heap_end, stack; /* of mm_struct; 0: not known */
};

/* Where things are in the guest's structs: byte offsets, checked against the struct's size. */
struct layout {
	uint32_t mem_map, contig_page_data, slab_caches, vmlist; /* addresses; vmlist may be 0 */
	uint32_t direct_off;					 /* linear address of physical 0 */
	struct {
		uint32_t bytes, flags, refcount, inuse, private, owner, first_page, index;
	} page;
	struct {
		uint32_t at, bytes, count; /* node_zones in contig_page_data */
		uint32_t free, min, low, high, start, spanned, present, managed, name;
		uint32_t area, area_stride, nr_free;
		uint32_t pcp, pcp_sets, pcp_stride, pcp_lists, pcp_list_stride;
	} zone;
	struct {
		uint32_t bytes, array, cpus, object_size, size, num, gfporder, name, next;
	} cache;
	struct {
		uint32_t bytes, next, addr, size, flags, nr_pages, phys_addr, caller;
	} vm;
	struct task_layout task;
	/* flag masks */
	uint32_t reserved, slab, head, tail, buddy, pcp, table, vmalloc, kmapped, module, stack,
	    lru, swapcache, swapbacked;
};

struct window {
	uint32_t first, pages;
};

struct introspect {
	char why_blind[240]; /* empty: it can look */
	struct symbols *syms;
	struct dwarftypes *types;
	struct layout at;
	char flag_name[FLAG_BITS][24];

	/* copied on the machine's thread */
	uint32_t frames; /* of RAM */
	uint8_t *bits;	 /* physmap's page bits */
	unsigned copies; /* since creation */
	uint8_t *raw;	 /* the guest's mem_map */
	uint32_t raw_frames;
	uint32_t raw_la;  /* where it was copied from; 0: nothing is there yet */
	uint8_t *pending; /* pages of mem_map that are dirty and not copied yet */
	uint32_t pending_first, pending_pages;
	bool any_pending;
	uint8_t *stale;	  /* blocks of frames to be classified anew */
	bool aside;	  /* leave the marks of what has changed to another */
	bool guest_ready; /* the zones made sense at the last copy */
	bool lists_in_flux;
	struct window window[PHYSMAP_MAX_WINDOWS];
	unsigned windows;
	struct introspect_zone zone[INTROSPECT_ZONES];
	unsigned zones;
	struct introspect_cache cache[INTROSPECT_CACHES];
	unsigned caches;
	struct introspect_area area[INTROSPECT_AREAS];
	unsigned areas;
	struct introspect_task task[INTROSPECT_TASKS];
	unsigned tasks;
	uint8_t *whose;	   /* each frame's task, plus one; 0: no program's */
	uint32_t *seen_at; /* and its address there, with the low bits of the page table's entry */

	/* made of it by the onlooker */
	struct introspect_state state;
	bool classified_guest; /* state.class holds guest classes */
};

static inline uint32_t get32(const uint8_t *base, uint32_t off)
{
	uint32_t value;

	memcpy(&value, base + off, sizeof(value));
	return value;
}

static inline const uint8_t *raw_page(const struct introspect *in, uint32_t pfn)
{
	return in->raw + (size_t)pfn * in->at.page.bytes;
}

/* introspect.c */
bool introspect_allocate(struct introspect *in, uint32_t frames);

/* introspect_copy.c: 0, or as much of a name as is readable, where there is no RAM. */
struct physmap;
uint32_t introspect_peek32(const struct introspect *in, struct physmap *map, uint32_t la);
void introspect_peek_name(const struct introspect *in, struct physmap *map, uint32_t la, char *name,
			  size_t bytes);

/* introspect_tasks.c */
void introspect_find_tasks(struct introspect *in);
void introspect_copy_tasks(struct introspect *in, struct physmap *map);
void introspect_count_tasks(struct introspect *in);

#endif
