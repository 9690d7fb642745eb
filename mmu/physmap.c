/* SPDX-License-Identifier: GPL-2.0-only */
#include "mmu/physmap.h"

#include <assert.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define PHYSMAP_MAX_RAM_BYTES (3583ull << 20)
#define PHYSMAP_MAX_LISTENERS 16
#define A20_BIT		      (1ull << 20)
#define ROUTED_PAGES	      ((PHYS_ROUTED_END - PHYS_ROUTED_FIRST) >> PHYS_PAGE_SHIFT)

struct physmap {
	uint64_t ram_bytes, stored_bytes;
	uint8_t *ram;  /* and the store behind it */
	uint8_t *bits; /* one byte a page of both */
	struct phys_window window[PHYSMAP_MAX_WINDOWS];
	unsigned windows;
	uint8_t read_route[ROUTED_PAGES], write_route[ROUTED_PAGES]; /* enum phys_route */
	bool a20;
	struct physmap_listener listener[PHYSMAP_MAX_LISTENERS];
	unsigned listeners;
};

/* Reserved, not touched: the host gives a page of zeros when the guest first needs one. */
static void *reserve(size_t bytes)
{
	void *at = mmap(NULL, bytes, PROT_READ | PROT_WRITE,
			MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	return at == MAP_FAILED ? NULL : at;
}

struct physmap *physmap_create(uint64_t ram_bytes, char *err, size_t err_bytes)
{
	if (ram_bytes == 0 || ram_bytes % PHYS_PAGE_BYTES || ram_bytes > PHYSMAP_MAX_RAM_BYTES) {
		snprintf(err, err_bytes,
			 "memory of %llu bytes: not a multiple of 4096 from 4096 to 3583 MiB",
			 (unsigned long long)ram_bytes);
		return NULL;
	}
	struct physmap *map = calloc(1, sizeof(*map));
	if (!map) {
		snprintf(err, err_bytes, "out of host memory for the memory map");
		return NULL;
	}
	map->ram_bytes = ram_bytes;
	map->a20 = true;
	map->ram = reserve(physmap_places(map));
	map->bits = reserve(physmap_places(map) >> PHYS_PAGE_SHIFT);
	if (!map->ram || !map->bits) {
		snprintf(err, err_bytes, "cannot reserve %llu MiB of host memory: %s",
			 (unsigned long long)(ram_bytes >> 20), strerror(errno));
		physmap_destroy(map);
		return NULL;
	}
	return map;
}

void physmap_destroy(struct physmap *map)
{
	if (!map)
		return;
	if (map->ram)
		munmap(map->ram, physmap_places(map));
	if (map->bits)
		munmap(map->bits, physmap_places(map) >> PHYS_PAGE_SHIFT);
	free(map);
}

uint64_t physmap_ram_bytes(const struct physmap *map)
{
	return map->ram_bytes;
}

uint8_t *physmap_ram(struct physmap *map)
{
	return map->ram;
}

uint8_t *physmap_page_bits(struct physmap *map)
{
	return map->bits;
}

uint64_t physmap_places(const struct physmap *map)
{
	return map->ram_bytes + PHYSMAP_STORE_BYTES;
}

uint8_t *physmap_store(struct physmap *map, uint64_t bytes)
{
	uint8_t *at = map->ram + map->ram_bytes + map->stored_bytes;

	assert(bytes % PHYS_PAGE_BYTES == 0 && bytes <= PHYSMAP_STORE_BYTES - map->stored_bytes);
	map->stored_bytes += bytes;
	return at;
}

uint64_t physmap_place(const struct physmap *map, const void *host)
{
	uint64_t place = (uint64_t)((const uint8_t *)host - map->ram);

	assert(place < physmap_places(map));
	return place;
}

static void tell_changed(struct physmap *map)
{
	for (unsigned i = 0; i < map->listeners; i++)
		if (map->listener[i].changed)
			map->listener[i].changed(map->listener[i].ctx);
}

static int add_window(struct physmap *map, struct phys_window window)
{
	assert(map->windows < PHYSMAP_MAX_WINDOWS);
	assert(window.first % PHYS_PAGE_BYTES == 0 && window.bytes % PHYS_PAGE_BYTES == 0);
	window.enabled = true;
	map->window[map->windows] = window;
	tell_changed(map);
	return (int)map->windows++;
}

int physmap_add_mmio(struct physmap *map, uint64_t first, uint64_t bytes, const struct io_ops *ops,
		     void *dev, const char *name)
{
	return add_window(
	    map, (struct phys_window){
		     .first = first, .bytes = bytes, .ops = ops, .dev = dev, .name = name});
}

int physmap_add_memory(struct physmap *map, uint64_t first, uint64_t bytes, uint8_t *memory,
		       bool writable, const char *name)
{
	assert(physmap_place(map, memory) + bytes <= physmap_places(map));
	return add_window(map, (struct phys_window){.first = first,
						    .bytes = bytes,
						    .memory = memory,
						    .writable = writable,
						    .name = name});
}

void physmap_enable(struct physmap *map, int window, bool enabled)
{
	assert(window >= 0 && (unsigned)window < map->windows);
	if (map->window[window].enabled == enabled)
		return;
	map->window[window].enabled = enabled;
	tell_changed(map);
}

void physmap_move(struct physmap *map, int window, uint64_t first)
{
	assert(window >= 0 && (unsigned)window < map->windows);
	assert(first % PHYS_PAGE_BYTES == 0);
	if (map->window[window].first == first)
		return;
	map->window[window].first = first;
	tell_changed(map);
}

void physmap_aim(struct physmap *map, int window, uint8_t *memory)
{
	assert(window >= 0 && (unsigned)window < map->windows && map->window[window].memory);
	assert(physmap_place(map, memory) + map->window[window].bytes <= physmap_places(map));
	if (map->window[window].memory == memory)
		return;
	map->window[window].memory = memory;
	if (map->window[window].enabled)
		tell_changed(map);
}

void physmap_route(struct physmap *map, uint32_t first, uint32_t bytes, enum phys_route read,
		   enum phys_route write)
{
	uint32_t n = (first - PHYS_ROUTED_FIRST) >> PHYS_PAGE_SHIFT;
	uint32_t pages = bytes >> PHYS_PAGE_SHIFT;
	bool changed = false;

	assert(first % PHYS_PAGE_BYTES == 0 && bytes % PHYS_PAGE_BYTES == 0);
	assert(first >= PHYS_ROUTED_FIRST && n < ROUTED_PAGES && pages <= ROUTED_PAGES - n);
	for (uint32_t i = n; i < n + pages; i++) {
		changed |= map->read_route[i] != read || map->write_route[i] != write;
		map->read_route[i] = (uint8_t)read;
		map->write_route[i] = (uint8_t)write;
	}
	if (changed)
		tell_changed(map);
}

unsigned physmap_windows(const struct physmap *map)
{
	return map->windows;
}

const struct phys_window *physmap_window(const struct physmap *map, unsigned n)
{
	return n < map->windows ? &map->window[n] : NULL;
}

void physmap_set_a20(struct physmap *map, bool enabled)
{
	if (map->a20 == enabled)
		return;
	map->a20 = enabled;
	tell_changed(map);
}

bool physmap_a20(const struct physmap *map)
{
	return map->a20;
}

static uint64_t gate_a20(const struct physmap *map, uint64_t pa)
{
	return map->a20 ? pa : pa & ~A20_BIT;
}

/* What an access finds: a window, or bytes of the mapping behind RAM's address, or neither. */
struct target {
	const struct phys_window *window; /* MMIO only */
	uint8_t *host;
	bool writable;
};

static const struct phys_window *find_window(const struct physmap *map, uint64_t pa)
{
	for (unsigned i = map->windows; i-- > 0;) {
		const struct phys_window *window = &map->window[i];

		if (window->enabled && pa - window->first < window->bytes)
			return window;
	}
	return NULL;
}

static struct target find(const struct physmap *map, uint64_t pa, const uint8_t *routes)
{
	uint64_t routed = pa - PHYS_ROUTED_FIRST;
	unsigned route = routed < PHYS_ROUTED_END - PHYS_ROUTED_FIRST
			     ? routes[routed >> PHYS_PAGE_SHIFT]
			     : ROUTE_WINDOW;
	const struct phys_window *window = route == ROUTE_RAM ? NULL : find_window(map, pa);

	if (window && window->ops)
		return (struct target){.window = window};
	if (window)
		return (struct target){.host = window->memory + (pa - window->first),
				       .writable = window->writable};
	if (route == ROUTE_BUS || pa >= map->ram_bytes)
		return (struct target){.host = NULL};
	return (struct target){.host = map->ram + pa, .writable = true};
}

static struct target find_read(const struct physmap *map, uint64_t pa)
{
	return find(map, pa, map->read_route);
}

static struct target find_write(const struct physmap *map, uint64_t pa)
{
	return find(map, pa, map->write_route);
}

uint8_t *physmap_host_page(struct physmap *map, uint64_t pa, bool *writable)
{
	pa = gate_a20(map, pa) & ~(uint64_t)(PHYS_PAGE_BYTES - 1);

	struct target read = find_read(map, pa), write = find_write(map, pa);

	*writable = read.host && write.host == read.host && write.writable;
	return read.host;
}

bool physmap_is_mmio(const struct physmap *map, uint64_t pa)
{
	return find_read(map, gate_a20(map, pa)).window != NULL;
}

/* An access to a window's chip, cut to the width the chip can take, low address first. */
static uint64_t window_read(const struct phys_window *window, uint64_t pa, unsigned bytes)
{
	unsigned step = window->ops->max_bytes ? window->ops->max_bytes : 1;
	uint64_t value = 0;

	for (unsigned done = 0; done < bytes;) {
		unsigned n = bytes - done < step ? bytes - done : step;
		uint64_t part =
		    window->ops->read(window->dev, (uint32_t)(pa - window->first + done), n);

		value |= (part & (UINT64_MAX >> (64 - 8 * n))) << (8 * done);
		done += n;
	}
	return value;
}

static void window_write(const struct phys_window *window, uint64_t pa, uint64_t value,
			 unsigned bytes)
{
	unsigned step = window->ops->max_bytes ? window->ops->max_bytes : 1;

	for (unsigned done = 0; done < bytes;) {
		unsigned n = bytes - done < step ? bytes - done : step;

		window->ops->write(window->dev, (uint32_t)(pa - window->first + done),
				   (uint32_t)(value >> (8 * done) & (UINT64_MAX >> (64 - 8 * n))),
				   n);
		done += n;
	}
}

uint64_t physmap_read(struct physmap *map, uint64_t pa, unsigned bytes)
{
	pa = gate_a20(map, pa);

	struct target target = find_read(map, pa);
	uint64_t value = UINT64_MAX;

	if (target.window)
		return window_read(target.window, pa, bytes);
	if (target.host)
		memcpy(&value, target.host, bytes);
	return bytes == 8 ? value : value & ((1ull << 8 * bytes) - 1);
}

static uint8_t *bits_of(struct physmap *map, const uint8_t *host)
{
	return &map->bits[physmap_place(map, host) >> PHYS_PAGE_SHIFT];
}

/* Cached code made of these bytes is void. */
static void tell_wrote(struct physmap *map, const uint8_t *host, size_t bytes)
{
	if (!(*bits_of(map, host) & PAGE_CODE))
		return;
	for (unsigned i = 0; i < map->listeners; i++)
		if (map->listener[i].wrote)
			map->listener[i].wrote(map->listener[i].ctx, physmap_place(map, host),
					       bytes);
}

void physmap_write(struct physmap *map, uint64_t pa, uint64_t value, unsigned bytes)
{
	pa = gate_a20(map, pa);

	struct target target = find_write(map, pa);

	if (target.window)
		window_write(target.window, pa, value, bytes);
	if (!target.host || !target.writable)
		return;
	memcpy(target.host, &value, bytes);
	*bits_of(map, target.host) |= PAGE_WRITTEN | PAGE_DIRTY;
	tell_wrote(map, target.host, bytes);
}

/* The part of [pa, pa + bytes) that stays within pa's page. */
static size_t page_part(uint64_t pa, size_t bytes)
{
	size_t room = PHYS_PAGE_BYTES - pa % PHYS_PAGE_BYTES;

	return bytes < room ? bytes : room;
}

static void peek_window(const struct phys_window *window, uint64_t pa, uint8_t *to, size_t bytes)
{
	for (size_t i = 0; i < bytes; i++)
		to[i] = window->ops->peek ? (uint8_t)window->ops->peek(
						window->dev, (uint32_t)(pa - window->first + i), 1)
					  : 0xff;
}

void physmap_peek(const struct physmap *map, uint64_t pa, void *to, size_t bytes)
{
	uint8_t *at = to;

	while (bytes) {
		size_t n = page_part(pa, bytes);
		struct target target = find_read(map, pa);

		if (target.window)
			peek_window(target.window, pa, at, n);
		else if (target.host)
			memcpy(at, target.host, n);
		else
			memset(at, 0xff, n);
		pa += n;
		at += n;
		bytes -= n;
	}
}

static void put(struct physmap *map, uint8_t *host, const uint8_t *from, size_t bytes, uint8_t mark)
{
	memcpy(host, from, bytes);
	*bits_of(map, host) |= PAGE_DIRTY | mark;
	tell_wrote(map, host, bytes);
}

static void put_window(const struct phys_window *window, uint64_t pa, const uint8_t *from,
		       size_t bytes)
{
	for (size_t i = 0; i < bytes; i++)
		window_write(window, pa + i, from[i], 1);
}

void physmap_poke(struct physmap *map, uint64_t pa, const void *from, size_t bytes)
{
	const uint8_t *at = from;

	while (bytes) {
		size_t n = page_part(pa, bytes);
		struct target target = find_read(map, pa);
		bool ram = target.host && physmap_place(map, target.host) < map->ram_bytes;

		if (target.window)
			put_window(target.window, pa, at, n);
		else if (ram || (target.host && target.writable))
			put(map, target.host, at, n, 0);
		pa += n;
		at += n;
		bytes -= n;
	}
}

void physmap_restore(struct physmap *map, uint64_t place, const uint8_t *page)
{
	assert(place % PHYS_PAGE_BYTES == 0 && place < physmap_places(map));
	put(map, map->ram + place, page, PHYS_PAGE_BYTES, 0);
}

/* A bus master's read has the side effects of a read. */
static void dma_read(void *ctx, uint64_t pa, void *to, size_t bytes)
{
	struct physmap *map = ctx;
	uint8_t *at = to;

	while (bytes) {
		size_t n = page_part(pa, bytes);
		const struct phys_window *window = find_read(map, pa).window;

		if (window)
			for (size_t i = 0; i < n; i++)
				at[i] = (uint8_t)window_read(window, pa + i, 1);
		else
			physmap_peek(map, pa, at, n);
		pa += n;
		at += n;
		bytes -= n;
	}
}

static void dma_write(void *ctx, uint64_t pa, const void *from, size_t bytes)
{
	struct physmap *map = ctx;
	const uint8_t *at = from;

	while (bytes) {
		size_t n = page_part(pa, bytes);
		struct target target = find_write(map, pa);

		if (target.window)
			put_window(target.window, pa, at, n);
		else if (target.writable)
			put(map, target.host, at, n, PAGE_DMA);
		pa += n;
		at += n;
		bytes -= n;
	}
}

struct memory_bus physmap_memory_bus(struct physmap *map)
{
	return (struct memory_bus){.read = dma_read, .write = dma_write, .ctx = map};
}

void physmap_listen(struct physmap *map, struct physmap_listener listener)
{
	assert(map->listeners < PHYSMAP_MAX_LISTENERS);
	map->listener[map->listeners++] = listener;
}

void physmap_collect_dirty(struct physmap *map, uint32_t first_pfn, uint32_t pages,
			   void (*fn)(void *ctx, uint32_t pfn, uint32_t count), void *ctx)
{
	uint64_t all = physmap_places(map) >> PHYS_PAGE_SHIFT;
	uint64_t end = (uint64_t)first_pfn + pages < all ? (uint64_t)first_pfn + pages : all;
	bool any = false;

	for (uint64_t pfn = first_pfn; pfn < end;) {
		uint64_t run = pfn;

		while (run < end && map->bits[run] & PAGE_DIRTY)
			map->bits[run++] &= (uint8_t)~PAGE_DIRTY;
		if (run == pfn) {
			pfn++;
			continue;
		}
		any = true;
		fn(ctx, (uint32_t)pfn, (uint32_t)(run - pfn));
		pfn = run;
	}
	if (!any)
		return;
	for (unsigned i = 0; i < map->listeners; i++)
		if (map->listener[i].clean)
			map->listener[i].clean(map->listener[i].ctx);
}

void physmap_forget(struct physmap *map)
{
	const uint8_t knowledge = PAGE_READ | PAGE_WRITTEN | PAGE_EXECUTED | PAGE_TABLE | PAGE_DMA;

	for (uint64_t pfn = 0; pfn < physmap_places(map) >> PHYS_PAGE_SHIFT; pfn++)
		map->bits[pfn] &= (uint8_t)~knowledge;
	tell_changed(map);
}
