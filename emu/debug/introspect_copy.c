/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * introspect_copy: the part that runs on the machine's thread and therefore
 * costs the guest time: it copies zones, lists and the changed parts of mem_map.
 */
#include "emu/debug/introspect_inner.h"

#include "emu/machine.h"
#include "guest/abi/vm_area.h"

#define COPY_PAGES_MAX 512 /* of mem_map in one go; the rest waits for the next look */
#define BITS_EVERY     16  /* looks between copies of the page bits when only details want them */

/* Guest memory through the direct map. False: not RAM. */
static bool peek(const struct introspect *in, struct physmap *map, uint32_t la, void *to,
		 uint32_t bytes)
{
	uint32_t pa = la - in->at.direct_off;
	uint64_t ram = physmap_ram_bytes(map);

	if (la < in->at.direct_off || pa > ram || bytes > ram - pa)
		return false;
	memcpy(to, physmap_ram(map) + pa, bytes);
	return true;
}

uint32_t introspect_peek32(const struct introspect *in, struct physmap *map, uint32_t la)
{
	uint32_t value = 0;

	peek(in, map, la, &value, sizeof(value));
	return value;
}

void introspect_peek_name(const struct introspect *in, struct physmap *map, uint32_t la, char *name,
			  size_t bytes)
{
	memset(name, 0, bytes);
	for (size_t i = 0; i + 1 < bytes; i++) {
		if (!peek(in, map, la + (uint32_t)i, name + i, 1) || !name[i])
			break;
		if (name[i] < ' ' || name[i] > '~')
			name[i] = '?';
	}
}

/* ---- zones ---- */

static void read_zone(struct introspect *in, struct physmap *map, const uint8_t *raw,
		      struct introspect_zone *zone)
{
	const struct layout *at = &in->at;

	zone->start = get32(raw, at->zone.start);
	zone->spanned = get32(raw, at->zone.spanned);
	zone->present = get32(raw, at->zone.present);
	zone->managed = get32(raw, at->zone.managed);
	zone->free = get32(raw, at->zone.free);
	zone->min = get32(raw, at->zone.min);
	zone->low = get32(raw, at->zone.low);
	zone->high = get32(raw, at->zone.high);
	for (unsigned i = 0; i < INTROSPECT_ORDERS; i++)
		zone->nr_free[i] =
		    get32(raw, at->zone.area + i * at->zone.area_stride + at->zone.nr_free);
	zone->pcp = 0;
	for (unsigned set = 0; set < at->zone.pcp_sets; set++)
		for (unsigned list = 0; list < at->zone.pcp_lists; list++)
			zone->pcp += get32(raw, at->zone.pcp + set * at->zone.pcp_stride +
						    list * at->zone.pcp_list_stride);
	introspect_peek_name(in, map, get32(raw, at->zone.name), zone->name, sizeof(zone->name));
}

static bool plausible(const struct introspect *in, const struct introspect_zone *zone,
		      uint32_t previous_end)
{
	return zone->spanned == 0 || (zone->start >= previous_end && zone->start < in->frames &&
				      zone->spanned <= in->frames - zone->start &&
				      zone->present <= zone->spanned && zone->name[0]);
}

static bool read_zones(struct introspect *in, struct physmap *map)
{
	uint8_t raw[ZONE_STRUCT_MAX];
	uint32_t end = 0;

	in->zones = 0;
	for (unsigned i = 0; i < in->at.zone.count; i++) {
		struct introspect_zone *zone = &in->zone[i];

		if (!peek(in, map, in->at.contig_page_data + in->at.zone.at + i * in->at.zone.bytes,
			  raw, in->at.zone.bytes))
			return false;
		read_zone(in, map, raw, zone);
		if (!plausible(in, zone, end))
			return false;
		if (zone->spanned)
			end = zone->start + zone->spanned;
	}
	in->zones = in->at.zone.count;
	return end > 0;
}

static uint32_t zones_end(const struct introspect *in)
{
	uint32_t end = 0;

	for (unsigned i = 0; i < in->zones; i++)
		if (in->zone[i].spanned)
			end = in->zone[i].start + in->zone[i].spanned;
	return end;
}

/* ---- lists ---- */

static void read_cache(struct introspect *in, struct physmap *map, uint32_t la,
		       struct introspect_cache *cache, uint8_t *raw)
{
	const struct layout *at = &in->at;

	memset(cache, 0, sizeof(*cache));
	cache->la = la;
	cache->object_bytes = get32(raw, at->cache.object_size);
	cache->stride_bytes = get32(raw, at->cache.size);
	cache->per_slab = get32(raw, at->cache.num);
	cache->order = get32(raw, at->cache.gfporder);
	if (cache->order >= INTROSPECT_ORDERS)
		cache->order = 0;
	for (unsigned cpu = 0; cpu < at->cache.cpus; cpu++) {
		uint32_t array = get32(raw, at->cache.array + 4 * cpu);

		/* struct array_cache opens with the number of objects in it. */
		if (array)
			cache->cached += introspect_peek32(in, map, array);
	}
	introspect_peek_name(in, map, get32(raw, at->cache.name), cache->name, sizeof(cache->name));
}

static void read_caches(struct introspect *in, struct physmap *map)
{
	uint8_t raw[CACHE_STRUCT_MAX];
	uint32_t head = in->at.slab_caches, node = introspect_peek32(in, map, head);

	in->caches = 0;
	while (node && node != head && in->caches < INTROSPECT_CACHES) {
		uint32_t la = node - in->at.cache.next;

		if (!peek(in, map, la, raw, in->at.cache.bytes)) {
			in->lists_in_flux = true;
			return;
		}
		read_cache(in, map, la, &in->cache[in->caches++], raw);
		node = get32(raw, in->at.cache.next);
	}
}

static uint32_t optional32(const uint8_t *raw, uint32_t off)
{
	return off == UINT32_MAX ? 0 : get32(raw, off);
}

static void read_areas(struct introspect *in, struct physmap *map)
{
	uint8_t raw[VM_STRUCT_MAX];
	uint32_t la = in->at.vmlist ? introspect_peek32(in, map, in->at.vmlist) : 0;

	in->areas = 0;
	for (int seen = 0; la && seen < INTROSPECT_AREAS; seen++) {
		if (!peek(in, map, la, raw, in->at.vm.bytes)) {
			in->lists_in_flux = true;
			return;
		}
		struct introspect_area area = {
		    .la = la,
		    .addr = get32(raw, in->at.vm.addr),
		    .bytes = get32(raw, in->at.vm.size),
		    .flags = optional32(raw, in->at.vm.flags),
		    .pages = optional32(raw, in->at.vm.nr_pages),
		    .phys = optional32(raw, in->at.vm.phys_addr),
		    .caller = optional32(raw, in->at.vm.caller),
		};
		if (!(area.flags & ABI_VM_LAZY))
			in->area[in->areas++] = area;
		la = get32(raw, in->at.vm.next);
	}
}

/* ---- mem_map ---- */

static void note_dirty(void *ctx, uint32_t pfn, uint32_t pages)
{
	struct introspect *in = ctx;

	for (uint32_t i = 0; i < pages; i++)
		if (pfn + i - in->pending_first < in->pending_pages)
			in->pending[pfn + i - in->pending_first] = 1;
	in->any_pending = true;
}

/* Copy what one page of RAM holds of mem_map, and have its frames' blocks looked at. */
static void copy_page(struct introspect *in, const uint8_t *ram, uint32_t n)
{
	uint64_t map_pa = in->raw_la - in->at.direct_off;
	uint64_t from = (uint64_t)(in->pending_first + n) << PHYS_PAGE_SHIFT;
	uint64_t to = from + PHYS_PAGE_BYTES;
	uint64_t end = map_pa + (uint64_t)in->raw_frames * in->at.page.bytes;

	if (from < map_pa)
		from = map_pa;
	if (to > end)
		to = end;
	memcpy(in->raw + (from - map_pa), ram + from, to - from);

	uint32_t first = (uint32_t)((from - map_pa) / in->at.page.bytes) / INTROSPECT_BLOCK;
	uint32_t last = (uint32_t)((to - 1 - map_pa) / in->at.page.bytes) / INTROSPECT_BLOCK;

	memset(in->stale + first, 1, last - first + 1);
}

static void copy_pending(struct introspect *in, struct physmap *map, uint32_t limit)
{
	const uint8_t *ram = physmap_ram(map);

	if (!in->any_pending)
		return;
	in->any_pending = false;
	for (uint32_t n = 0; n < in->pending_pages; n++) {
		if (!in->pending[n])
			continue;
		if (!limit--) {
			in->any_pending = true;
			return;
		}
		in->pending[n] = 0;
		copy_page(in, ram, n);
	}
}

/* The map has appeared, moved or changed its size: copy all of it. */
static bool start_over(struct introspect *in, struct physmap *map, uint32_t la, uint32_t frames)
{
	uint64_t pa = la - in->at.direct_off;
	uint64_t bytes = (uint64_t)frames * in->at.page.bytes;

	in->raw_la = 0;
	if (la < in->at.direct_off || pa + bytes > physmap_ram_bytes(map))
		return false;
	in->raw_la = la;
	in->raw_frames = frames;
	in->pending_first = (uint32_t)(pa >> PHYS_PAGE_SHIFT);
	in->pending_pages = (uint32_t)((pa + bytes - 1) >> PHYS_PAGE_SHIFT) - in->pending_first + 1;
	memset(in->pending, 1, in->pending_pages);
	memset(in->stale, 1, in->frames / INTROSPECT_BLOCK + 1);
	in->any_pending = true;
	return true;
}

static bool copy_guest(struct introspect *in, struct physmap *map)
{
	uint32_t la = introspect_peek32(in, map, in->at.mem_map), limit = COPY_PAGES_MAX;

	if (!la || !read_zones(in, map))
		return false;
	if (la != in->raw_la || zones_end(in) != in->raw_frames) {
		if (!start_over(in, map, la, zones_end(in)))
			return false;
		limit = UINT32_MAX;
	}
	if (!in->aside)
		physmap_collect_dirty(map, in->pending_first, in->pending_pages, note_dirty, in);
	copy_pending(in, map, limit);
	in->lists_in_flux = false;
	read_caches(in, map);
	read_areas(in, map);
	introspect_copy_tasks(in, map);
	return true;
}

static void copy_windows(struct introspect *in, struct physmap *map)
{
	in->windows = 0;
	for (unsigned i = 0; i < physmap_windows(map); i++) {
		const struct phys_window *window = physmap_window(map, i);

		if (window->enabled && window->first >> PHYS_PAGE_SHIFT < in->frames)
			in->window[in->windows++] =
			    (struct window){(uint32_t)(window->first >> PHYS_PAGE_SHIFT),
					    (uint32_t)(window->bytes >> PHYS_PAGE_SHIFT)};
	}
}

void introspect_set_aside(struct introspect *in)
{
	in->aside = true;
}

void introspect_copy(void *ctx, struct machine *machine)
{
	struct introspect *in = ctx;
	struct physmap *map = machine_physmap(machine);

	if (!introspect_allocate(in, (uint32_t)(physmap_ram_bytes(map) >> PHYS_PAGE_SHIFT)))
		return;
	if (in->aside)
		in->raw_la = 0;
	copy_windows(in, map);
	in->guest_ready = !in->why_blind[0] && copy_guest(in, map);
	if (!in->guest_ready)
		in->raw_la = 0;
	if (!in->guest_ready || in->copies % BITS_EVERY == 0)
		memcpy(in->bits, physmap_page_bits(map), in->frames);
	in->copies++;
}
