/* SPDX-License-Identifier: GPL-2.0-only */
#include "mmu/physmap.h"

#include <assert.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define PHYSMAP_MAX_RAM_BYTES (3583ull << 20)
#define PHYSMAP_MAX_LISTENERS 8
#define A20_BIT		      (1ull << 20)

struct physmap {
	uint64_t ram_bytes;
	uint8_t *ram;
	uint8_t *bits; /* one byte a page of RAM */
	struct phys_window window[PHYSMAP_MAX_WINDOWS];
	unsigned windows;
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
	map->ram = reserve(ram_bytes);
	map->bits = reserve(ram_bytes >> PHYS_PAGE_SHIFT);
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
		munmap(map->ram, map->ram_bytes);
	if (map->bits)
		munmap(map->bits, map->ram_bytes >> PHYS_PAGE_SHIFT);
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

int physmap_add_rom(struct physmap *map, uint64_t first, uint64_t bytes, uint8_t *rom,
		    const char *name)
{
	return add_window(
	    map, (struct phys_window){.first = first, .bytes = bytes, .rom = rom, .name = name});
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

static const struct phys_window *find_window(const struct physmap *map, uint64_t pa)
{
	for (unsigned i = map->windows; i-- > 0;) {
		const struct phys_window *window = &map->window[i];

		if (window->enabled && pa - window->first < window->bytes)
			return window;
	}
	return NULL;
}

uint8_t *physmap_host_page(struct physmap *map, uint64_t pa, bool *writable)
{
	pa = gate_a20(map, pa) & ~(uint64_t)(PHYS_PAGE_BYTES - 1);

	const struct phys_window *window = find_window(map, pa);

	*writable = !window;
	if (window)
		return window->rom ? window->rom + (pa - window->first) : NULL;
	return pa < map->ram_bytes ? map->ram + pa : NULL;
}

bool physmap_is_mmio(const struct physmap *map, uint64_t pa)
{
	const struct phys_window *window = find_window(map, gate_a20(map, pa));

	return window && window->ops;
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

	const struct phys_window *window = find_window(map, pa);
	uint64_t value = UINT64_MAX;

	if (window && window->ops)
		return window_read(window, pa, bytes);
	if (window)
		memcpy(&value, window->rom + (pa - window->first), bytes);
	else if (pa < map->ram_bytes)
		memcpy(&value, map->ram + pa, bytes);
	return bytes == 8 ? value : value & ((1ull << 8 * bytes) - 1);
}

void physmap_write(struct physmap *map, uint64_t pa, uint64_t value, unsigned bytes)
{
	pa = gate_a20(map, pa);

	const struct phys_window *window = find_window(map, pa);

	if (window) {
		if (window->ops)
			window_write(window, pa, value, bytes);
		return;
	}
	if (pa >= map->ram_bytes)
		return;
	memcpy(map->ram + pa, &value, bytes);
	map->bits[pa >> PHYS_PAGE_SHIFT] |= PAGE_WRITTEN | PAGE_DIRTY;
}

/* The part of [pa, pa + bytes) that stays within pa's page. */
static size_t page_part(uint64_t pa, size_t bytes)
{
	size_t room = PHYS_PAGE_BYTES - pa % PHYS_PAGE_BYTES;

	return bytes < room ? bytes : room;
}

static void peek_window(const struct phys_window *window, uint64_t pa, uint8_t *to, size_t bytes)
{
	if (window->rom) {
		memcpy(to, window->rom + (pa - window->first), bytes);
		return;
	}
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
		const struct phys_window *window = find_window(map, pa);

		if (window)
			peek_window(window, pa, at, n);
		else if (pa < map->ram_bytes)
			memcpy(at, map->ram + pa, n);
		else
			memset(at, 0xff, n);
		pa += n;
		at += n;
		bytes -= n;
	}
}

static void poke_ram(struct physmap *map, uint64_t pa, const uint8_t *from, size_t bytes,
		     uint8_t mark)
{
	uint8_t *bits = &map->bits[pa >> PHYS_PAGE_SHIFT];

	memcpy(map->ram + pa, from, bytes);
	*bits |= PAGE_DIRTY | mark;
	if (!(*bits & PAGE_CODE))
		return;
	for (unsigned i = 0; i < map->listeners; i++)
		if (map->listener[i].wrote)
			map->listener[i].wrote(map->listener[i].ctx, pa, bytes);
}

static void write_from_outside(struct physmap *map, uint64_t pa, const void *from, size_t bytes,
			       uint8_t mark)
{
	const uint8_t *at = from;

	while (bytes) {
		size_t n = page_part(pa, bytes);
		const struct phys_window *window = find_window(map, pa);

		if (window && window->ops) {
			for (size_t i = 0; i < n; i++)
				window_write(window, pa + i, at[i], 1);
		} else if (!window && pa < map->ram_bytes) {
			poke_ram(map, pa, at, n, mark);
		}
		pa += n;
		at += n;
		bytes -= n;
	}
}

void physmap_poke(struct physmap *map, uint64_t pa, const void *from, size_t bytes)
{
	write_from_outside(map, pa, from, bytes, 0);
}

/* A bus master's read has the side effects of a read. */
static void dma_read(void *ctx, uint64_t pa, void *to, size_t bytes)
{
	struct physmap *map = ctx;
	uint8_t *at = to;

	while (bytes) {
		size_t n = page_part(pa, bytes);
		const struct phys_window *window = find_window(map, pa);

		if (window && window->ops)
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
	write_from_outside(ctx, pa, from, bytes, PAGE_DMA);
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
	uint64_t ram_pages = map->ram_bytes >> PHYS_PAGE_SHIFT;
	uint64_t end =
	    (uint64_t)first_pfn + pages < ram_pages ? (uint64_t)first_pfn + pages : ram_pages;
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

	for (uint64_t pfn = 0; pfn < map->ram_bytes >> PHYS_PAGE_SHIFT; pfn++)
		map->bits[pfn] &= (uint8_t)~knowledge;
	tell_changed(map);
}
