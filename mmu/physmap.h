/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * physmap: the physical address space: RAM, ROM and MMIO windows.
 *
 * RAM is one reserved, untouched host mapping from physical 0 to ram_bytes;
 * holes and windows laid over it hide it. Every access beyond RAM that no
 * window claims reads all ones and ignores writes. The map has 4 KiB grain.
 *
 * Behind RAM the same mapping goes on with the store: the memory of display
 * adapters and ROMs, which windows show at addresses of their own. A byte's
 * place is where it is in this mapping, whatever addresses lead there (of RAM:
 * its physical address with A20 on). Everything kept per page goes by place.
 *
 * The host bridge decides, page by page, whether A0000h-FFFFFh is RAM or the
 * bus (windows, or nothing), for reading and writing apart. It begins as RAM
 * with windows over it.
 *
 * page_bits[] keeps, per page, what the machine itself knows of it.
 * The PAGE_* knowledge bits are sticky until physmap_forget(). They cost nothing on the
 * fast path: they are set when a TLB tag is filled, a trace is built, a page
 * table is walked or a bus master writes.
 */
#ifndef ZONEMU_MMU_PHYSMAP_H
#define ZONEMU_MMU_PHYSMAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "devices/iobus.h"
#include "devices/memory.h"

#define PHYS_PAGE_SHIFT 12
#define PHYS_PAGE_BYTES 4096u

enum {
	PAGE_READ = 1 << 0,	/* the CPU has read it */
	PAGE_WRITTEN = 1 << 1,	/* the CPU has written it */
	PAGE_EXECUTED = 1 << 2, /* the CPU has executed from it */
	PAGE_TABLE = 1 << 3,	/* it has been walked as a page directory or table */
	PAGE_DMA = 1 << 4,	/* a bus master has written it */
	PAGE_CODE = 1 << 5,	/* holds cached traces: stores must be seen (owned by the CPU) */
	PAGE_DIRTY = 1 << 6,	/* written since the last physmap_collect_dirty() */
	PAGE_WATCH = 1 << 7,	/* a watchpoint lies in it: never fill a fast tag */
};

#define PHYSMAP_MAX_WINDOWS 64
#define PHYSMAP_STORE_BYTES (32u << 20)

struct phys_window {
	uint64_t first, bytes;	  /* page-aligned */
	const struct io_ops *ops; /* NULL: memory */
	void *dev;
	uint8_t *memory; /* NULL for MMIO; from physmap_store(); bytes long */
	bool writable;	 /* memory only */
	bool enabled;
	const char *name; /* static */
};

/* What an address in A0000h-FFFFFh leads to. */
enum phys_route {
	ROUTE_WINDOW, /* a window, or RAM where there is none */
	ROUTE_RAM,
	ROUTE_BUS, /* a window, or nothing */
};
#define PHYS_ROUTED_FIRST 0xa0000u
#define PHYS_ROUTED_END	  0x100000u

struct physmap;

/* Reserve the RAM (ram_bytes a multiple of 4 KiB, at most 3583 MiB). NULL: err holds one line. */
struct physmap *physmap_create(uint64_t ram_bytes, char *err, size_t err_bytes);
void physmap_destroy(struct physmap *map);

uint64_t physmap_ram_bytes(const struct physmap *map);
uint8_t *physmap_ram(struct physmap *map);	 /* host address of physical 0 */
uint8_t *physmap_page_bits(struct physmap *map); /* one byte per page of RAM, then of the store */
/* RAM and store: what places are below. */
uint64_t physmap_places(const struct physmap *map);
/* Take bytes (page-aligned) of zeros from the store. Asserts that there is room. */
uint8_t *physmap_store(struct physmap *map, uint64_t bytes);
/* Where a byte of RAM or of the store is; and a page given by its place, from a snapshot. */
uint64_t physmap_place(const struct physmap *map, const void *host);
void physmap_restore(struct physmap *map, uint64_t place, const uint8_t *page);

/*
 * Lay a window over the map; the latest one wins. Returns its number. Enabling,
 * disabling and moving call the changed() hook, so that TLBs forget.
 */
int physmap_add_mmio(struct physmap *map, uint64_t first, uint64_t bytes, const struct io_ops *ops,
		     void *dev, const char *name);
int physmap_add_memory(struct physmap *map, uint64_t first, uint64_t bytes, uint8_t *memory,
		       bool writable, const char *name);
void physmap_enable(struct physmap *map, int window, bool enabled);
void physmap_move(struct physmap *map, int window, uint64_t first);
/* Show other memory (from the store) in a memory window. */
void physmap_aim(struct physmap *map, int window, uint8_t *memory);
unsigned physmap_windows(const struct physmap *map);
const struct phys_window *physmap_window(const struct physmap *map, unsigned n);

/* Route [first, first + bytes), page-aligned, within A0000h-FFFFFh. */
void physmap_route(struct physmap *map, uint32_t first, uint32_t bytes, enum phys_route read,
		   enum phys_route write);

/* A20 gate: when false, address line 20 is forced to 0 in every CPU access. */
void physmap_set_a20(struct physmap *map, bool enabled);
bool physmap_a20(const struct physmap *map);

/*
 * What the CPU caches of the map: the host address of a page that is read as
 * memory, or NULL for MMIO and nothing. *writable: stores go there, too; when
 * false they go through physmap_write(), whatever becomes of them.
 */
uint8_t *physmap_host_page(struct physmap *map, uint64_t pa, bool *writable);

/* One access of 1, 2, 4 or 8 bytes that does not cross a page; for the slow path. */
uint64_t physmap_read(struct physmap *map, uint64_t pa, unsigned bytes);
void physmap_write(struct physmap *map, uint64_t pa, uint64_t value, unsigned bytes);
/* True when pa lies in an MMIO window (such an access ends its trace). */
bool physmap_is_mmio(const struct physmap *map, uint64_t pa);

/* Looking, without side effects; any length, all ones where nothing is. */
void physmap_peek(const struct physmap *map, uint64_t pa, void *to, size_t bytes);
/* Writing from outside the CPU (loader, debugger) to what a read finds there, read-only RAM
 * included but not ROM: sets bits, invalidates code. */
void physmap_poke(struct physmap *map, uint64_t pa, const void *from, size_t bytes);
/* The same two as a bus master's view. */
struct memory_bus physmap_memory_bus(struct physmap *map);

/* Hooks of the CPUs that cache parts of the map; at most 16 listeners. */
struct physmap_listener {
	void (*changed)(void *ctx); /* windows or A20 changed */
	void (*wrote)(void *ctx, uint64_t place,
		      size_t bytes); /* into a PAGE_CODE page, from outside */
	void (*clean)(void *ctx);    /* PAGE_DIRTY bits cleared: drop write tags */
	void *ctx;
};
void physmap_listen(struct physmap *map, struct physmap_listener listener);

/*
 * Call fn for each run of pages (by place) in [first_pfn, first_pfn+pages) that were
 * written since the last call, and clear their PAGE_DIRTY bits. For the views:
 * re-read only what changed. Must be called at an instruction boundary.
 */
void physmap_collect_dirty(struct physmap *map, uint32_t first_pfn, uint32_t pages,
			   void (*fn)(void *ctx, uint32_t pfn, uint32_t pages), void *ctx);
/* Clear the knowledge bits of all pages (a machine reset). */
void physmap_forget(struct physmap *map);

#endif
