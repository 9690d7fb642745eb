/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * introspect: what the guest's kernel does with each page frame, found out by
 * looking into its memory by symbols and DWARF; and for kernels that cannot be
 * looked into, what the machine itself knows of each page.
 *
 * Work is split in two. introspect_copy() runs on the machine's thread at an
 * instruction boundary and only copies what changed. introspect_update()
 * makes sense of it on the caller's thread. They must not overlap; calling
 * introspect_copy() through machine_at_boundary() sees to that.
 *
 * Nothing read from the guest is trusted: walks are bounded, and what does not
 * fit together is reported as in flux.
 */
#ifndef ZONEMU_EMU_DEBUG_INTROSPECT_H
#define ZONEMU_EMU_DEBUG_INTROSPECT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "emu/debug/dwarftypes.h"
#include "emu/debug/symbols.h"

struct machine;
struct introspect;

#define INTROSPECT_ORDERS 11
#define INTROSPECT_ZONES  4
#define INTROSPECT_CACHES 192
#define INTROSPECT_AREAS  1024
#define INTROSPECT_TASKS  128
#define INTROSPECT_BLOCK  1024u /* frames that are classified together: the largest buddy */

/* What a frame is used for. */
enum frame_class {
	FRAME_FREE, /* in a free block of order 0; FRAME_FREE + n of order n */
	FRAME_PCP = FRAME_FREE + INTROSPECT_ORDERS, /* free, on a per-CPU list */
	FRAME_SLAB,
	FRAME_TABLE, /* a page table */
	FRAME_VMALLOC,
	FRAME_MODULE,
	FRAME_STACK,	/* a kernel stack */
	FRAME_KMAPPED,	/* a high page with an address */
	FRAME_CACHE,	/* page cache: a file's, a disk's */
	FRAME_ANON,	/* programs' own memory */
	FRAME_SWAP,	/* the same, and in a swap area as well */
	FRAME_PAGES,	/* given out by the page allocator for something else */
	FRAME_BOOT,	/* taken at boot time: mem_map, bootmem */
	FRAME_IMAGE,	/* the kernel's code and data */
	FRAME_RESERVED, /* firmware's */
	FRAME_OUTSIDE,	/* RAM the kernel was told not to use (mem=) */
	FRAME_HOLE,	/* no RAM: adapter memory, ROM */
	FRAME_FLUX,	/* inconsistent at the moment */
	/* what the machine knows by itself */
	FRAME_UNTOUCHED,
	FRAME_READ,
	FRAME_WRITTEN,
	FRAME_EXECUTED,
	FRAME_WALKED, /* used as a page table by the processor */
	FRAME_DMA,
	FRAME_CLASSES
};

struct introspect_zone {
	char name[16];
	uint32_t start, spanned, present, managed; /* frames */
	uint32_t free, min, low, high;
	uint32_t nr_free[INTROSPECT_ORDERS]; /* blocks, by the zone's own counters */
	uint32_t pcp;			     /* frames on per-CPU lists */
};

struct introspect_cache {
	uint32_t la; /* of its struct kmem_cache */
	char name[32];
	uint32_t object_bytes, stride_bytes, per_slab, order;
	uint32_t full, partial, empty; /* slabs */
	uint32_t in_use;	       /* objects, those in per-CPU arrays included */
	uint32_t cached;	       /* objects in per-CPU arrays */
};

struct introspect_area {
	uint32_t la, addr, bytes, pages, caller, flags;
	uint64_t phys;
};

/* A program, by its address space: frames of its own, of files it shows; pages it has in swap. */
struct introspect_task {
	uint32_t mm, pid; /* of the first task that has it */
	char comm[16];
	uint32_t anon, file, swap;
	/* bounds of what it is made of, as addresses; 0: not known */
	uint32_t code, code_end, heap, heap_end, stack;
};

/* How a program sees a frame. */
struct introspect_mapping {
	uint32_t la; /* in its address space */
	bool writable, dirty, accessed;
	const char *part; /* "program", "heap", "stack", "mapping" */
};

struct introspect_state {
	bool guest;	 /* classes come from the guest's structures */
	bool in_flux;	 /* some list or block did not add up at the last look */
	uint32_t frames; /* of RAM */
	uint8_t *class;	 /* enum frame_class, for each frame */
	const uint8_t
	    *whose; /* the task that shows each frame, plus one; 0: none; NULL: not known */
	uint32_t count[FRAME_CLASSES];
	struct introspect_zone zone[INTROSPECT_ZONES];
	unsigned zones;
	struct introspect_cache cache[INTROSPECT_CACHES];
	unsigned caches;
	struct introspect_area area[INTROSPECT_AREAS];
	unsigned areas;
	struct introspect_task task[INTROSPECT_TASKS];
	unsigned tasks;
	uint64_t generation; /* goes up whenever something above has changed */
};

/* A struct page, decoded. */
struct introspect_page {
	uint32_t flags, refcount, private, owner, index;
	uint32_t inuse;	      /* objects given out, on the first page of a slab */
	int zone;	      /* number, or -1 */
	int order;	      /* of the block it heads or is part of, or -1 */
	uint32_t head;	      /* first frame of that block, or the frame itself */
	uint8_t machine_bits; /* PAGE_READ and so on, of mmu/physmap.h */
};

/*
 * path: the kernel's ELF file, or NULL. Always gives an object; why_blind()
 * tells why it cannot look into the guest, or NULL when it can.
 */
struct introspect *introspect_create(const char *path);
void introspect_destroy(struct introspect *in);
const char *introspect_why_blind(const struct introspect *in);
/* NULL without symbols; owned by in. */
const struct symbols *introspect_symbols(const struct introspect *in);
struct dwarftypes *introspect_types(const struct introspect *in);

/* Another one looks at the same machine, too, and collects what has changed: this one copies
 * everything each time. */
void introspect_set_aside(struct introspect *in);
/* ctx: the struct introspect. For machine_at_boundary(), or while the machine does not run. */
void introspect_copy(void *ctx, struct machine *machine);
/* Classify what was copied. True: something has changed since the last time. */
bool introspect_update(struct introspect *in);
const struct introspect_state *introspect_state(const struct introspect *in);

/* The struct page of a frame as last copied; false when there is none. */
bool introspect_page(const struct introspect *in, uint32_t pfn, struct introspect_page *page);
/* The name of flag bit n ("slab" for PG_slab), or NULL. */
const char *introspect_flag_name(const struct introspect *in, unsigned bit);
/* The cache or vmalloc area that owns a frame; NULL: none known. */
const struct introspect_cache *introspect_cache_of(const struct introspect *in, uint32_t pfn);
const struct introspect_area *introspect_area_of(const struct introspect *in, uint32_t pfn);
/* The program that a frame of anonymous memory or of the page cache belongs to; NULL: none. */
const struct introspect_task *introspect_task_of(const struct introspect *in, uint32_t pfn);
/* Where that program has it; false: it belongs to none. */
bool introspect_mapping_of(const struct introspect *in, uint32_t pfn,
			   struct introspect_mapping *mapping);
/* Physical address of a linear one in the kernel's direct map; false beyond it. */
bool introspect_direct_map(const struct introspect *in, uint32_t la, uint32_t *pa);
/* The frame whose struct page lies at la; false when none does. */
bool introspect_struct_page(const struct introspect *in, uint32_t la, uint32_t *pfn);
/* The kernel's address of a frame in the direct map; false for high memory. */
bool introspect_page_address(const struct introspect *in, uint32_t pfn, uint32_t *la);

const char *frame_class_name(enum frame_class class);

#endif
