/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * introspect_classify: from copied struct pages, or page bits, to classes.
 *
 * Frames are classified a block of 1024 at a time, because a struct page inside
 * a free or allocated block does not say what it is: only the first one does.
 */
#include "emu/debug/introspect_inner.h"

#define LOW_MEGABYTE 256u /* frames */

static bool in_window(const struct introspect *in, uint32_t pfn)
{
	for (unsigned i = 0; i < in->windows; i++)
		if (pfn - in->window[i].first < in->window[i].pages)
			return true;
	return false;
}

static bool in_image(const struct introspect *in, uint32_t pfn)
{
	const struct symbols_segment *segment;
	size_t segments = symbols_segments(in->syms, &segment);

	for (size_t i = 0; i < segments; i++) {
		uint32_t first = segment[i].pa >> PHYS_PAGE_SHIFT;
		uint32_t last = (segment[i].pa + segment[i].bytes - 1) >> PHYS_PAGE_SHIFT;

		if (segment[i].bytes && pfn >= first && pfn <= last)
			return true;
	}
	return false;
}

static uint8_t reserved_class(const struct introspect *in, uint32_t pfn)
{
	if (in_window(in, pfn))
		return FRAME_HOLE;
	if (pfn < LOW_MEGABYTE)
		return FRAME_RESERVED;
	return in_image(in, pfn) ? FRAME_IMAGE : FRAME_BOOT;
}

static uint8_t outside_class(const struct introspect *in, uint32_t pfn)
{
	if (in_window(in, pfn))
		return FRAME_HOLE;
	return pfn < LOW_MEGABYTE ? FRAME_RESERVED : FRAME_OUTSIDE;
}

static bool is_allocated(uint8_t class)
{
	return class >= FRAME_SLAB && class <= FRAME_PAGES;
}

/* A tail is what its head is; so is a page without any mark behind an allocated one. */
static uint8_t tail_class(const struct introspect *in, uint32_t pfn, uint32_t first)
{
	uint8_t before = pfn > first ? in->state.class[pfn - 1] : FRAME_FLUX;

	return is_allocated(before) ? before : FRAME_FLUX;
}

static uint8_t marked_class(const struct introspect *in, uint32_t flags)
{
	const struct layout *at = &in->at;
	const struct {
		uint32_t mask;
		uint8_t class;
	} marks[] = {
	    {at->table, FRAME_TABLE},	  {at->stack, FRAME_STACK},
	    {at->module, FRAME_MODULE},	  {at->vmalloc, FRAME_VMALLOC},
	    {at->slab, FRAME_SLAB},	  {at->pcp, FRAME_PCP},
	    {at->swapcache, FRAME_SWAP},  {at->swapbacked, FRAME_ANON},
	    {at->kmapped, FRAME_KMAPPED}, {at->lru, FRAME_CACHE},
	};

	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
		if (flags & marks[i].mask)
			return marks[i].class;
	return FRAME_FLUX;
}

static const struct introspect_zone *zone_at(const struct introspect *in, uint32_t pfn)
{
	for (unsigned i = 0; i < in->zones; i++)
		if (pfn - in->zone[i].start < in->zone[i].spanned)
			return &in->zone[i];
	return NULL;
}

static void set_class(struct introspect *in, uint32_t pfn, uint8_t class)
{
	struct introspect_state *state = &in->state;

	state->count[state->class[pfn]]--;
	state->count[class]++;
	state->class[pfn] = class;
}

/* The frames of a free block that starts at pfn, or 0 when that cannot be. */
static uint32_t free_block(const struct introspect *in, const struct introspect_zone *zone,
			   uint32_t pfn, const uint8_t *raw)
{
	uint32_t order = get32(raw, in->at.page.private);

	if (order >= INTROSPECT_ORDERS || pfn & ((1u << order) - 1) ||
	    zone->start + zone->spanned - pfn < 1u << order ||
	    (int32_t)get32(raw, in->at.page.refcount) > 0)
		return 0;
	return 1u << order;
}

static uint8_t page_class(const struct introspect *in, const struct introspect_zone *zone,
			  uint32_t pfn, uint32_t first, const uint8_t *raw)
{
	uint32_t flags = get32(raw, in->at.page.flags);
	uint8_t class = marked_class(in, flags);

	if (class != FRAME_FLUX)
		return class;
	if (flags & in->at.reserved)
		return reserved_class(in, pfn);
	if (flags & in->at.tail)
		return tail_class(in, pfn, first);
	/* a page of a file that lives in memory is on no list, but has a mapping */
	if ((int32_t)get32(raw, in->at.page.refcount) > 0)
		return get32(raw, in->at.page.owner) ? FRAME_CACHE : FRAME_PAGES;
	/* while booting, nothing has been given to the page allocator yet */
	return zone->managed ? tail_class(in, pfn, first) : FRAME_RESERVED;
}

static void classify_block(struct introspect *in, uint32_t first)
{
	uint32_t end =
	    first + INTROSPECT_BLOCK < in->frames ? first + INTROSPECT_BLOCK : in->frames;
	uint32_t pfn = first;

	while (pfn < end) {
		const struct introspect_zone *zone = zone_at(in, pfn);
		uint32_t run = 1;

		if (!zone || pfn >= in->raw_frames) {
			set_class(in, pfn, outside_class(in, pfn));
		} else {
			const uint8_t *raw = raw_page(in, pfn);
			bool buddy = get32(raw, in->at.page.flags) & in->at.buddy;
			uint32_t frames = buddy ? free_block(in, zone, pfn, raw) : 0;
			uint8_t class = page_class(in, zone, pfn, first, raw);

			if (frames) {
				run = frames < end - pfn ? frames : end - pfn;
				class = FRAME_FREE + (uint8_t)get32(raw, in->at.page.private);
			} else if (buddy) {
				class = FRAME_FLUX;
			}
			for (uint32_t i = 0; i < run; i++)
				set_class(in, pfn + i, class);
		}
		pfn += run;
	}
}

static bool classify_guest(struct introspect *in)
{
	bool any = false;

	if (!in->classified_guest)
		memset(in->stale, 1, in->frames / INTROSPECT_BLOCK + 1);
	in->classified_guest = true;
	for (uint32_t first = 0; first < in->frames; first += INTROSPECT_BLOCK) {
		if (!in->stale[first / INTROSPECT_BLOCK])
			continue;
		in->stale[first / INTROSPECT_BLOCK] = 0;
		classify_block(in, first);
		any = true;
	}
	return any;
}

/* ---- slab counts ---- */

static struct introspect_cache *find_cache(struct introspect *in, uint32_t la, unsigned *hint)
{
	if (*hint < in->caches && in->cache[*hint].la == la)
		return &in->cache[*hint];
	for (unsigned i = 0; i < in->caches; i++) {
		if (in->cache[i].la == la) {
			*hint = i;
			return &in->cache[i];
		}
	}
	return NULL;
}

/* Each slab's first page counts the slab's objects. */
static void count_slabs(struct introspect *in)
{
	unsigned hint = 0;

	for (unsigned i = 0; i < in->caches; i++)
		in->cache[i].full = in->cache[i].partial = in->cache[i].empty =
		    in->cache[i].in_use = 0;
	for (uint32_t pfn = 0; pfn < in->raw_frames; pfn++) {
		struct introspect_cache *cache;
		uint32_t inuse;

		if (in->state.class[pfn] != FRAME_SLAB)
			continue;
		cache = find_cache(in, get32(raw_page(in, pfn), in->at.page.owner), &hint);
		if (!cache || pfn & ((1u << cache->order) - 1))
			continue;
		inuse = get32(raw_page(in, pfn), in->at.page.inuse);
		if (inuse > cache->per_slab) {
			in->lists_in_flux = true;
			continue;
		}
		cache->in_use += inuse;
		if (!inuse)
			cache->empty++;
		else if (inuse < cache->per_slab)
			cache->partial++;
		else
			cache->full++;
	}
}

/* ---- what the machine knows ---- */

static uint8_t bits_class(uint8_t bits)
{
	if (bits & PAGE_TABLE)
		return FRAME_WALKED;
	if (bits & PAGE_EXECUTED)
		return FRAME_EXECUTED;
	if (bits & PAGE_DMA)
		return FRAME_DMA;
	if (bits & PAGE_WRITTEN)
		return FRAME_WRITTEN;
	return bits & PAGE_READ ? FRAME_READ : FRAME_UNTOUCHED;
}

static bool classify_machine(struct introspect *in)
{
	uint8_t class_of[256];
	bool changed = in->classified_guest;

	in->classified_guest = false;
	for (unsigned bits = 0; bits < 256; bits++)
		class_of[bits] = bits_class((uint8_t)bits);
	for (uint32_t pfn = 0; pfn < in->frames; pfn++) {
		uint8_t class = class_of[in->bits[pfn]];

		if (pfn < LOW_MEGABYTE && in_window(in, pfn))
			class = FRAME_HOLE;
		if (class != in->state.class[pfn]) {
			set_class(in, pfn, class);
			changed = true;
		}
	}
	return changed;
}

/* ---- all together ---- */

/* Copy what is shown if it differs; padding is zero because the structs are cleared first. */
static bool publish(void *shown, const void *fresh, size_t bytes)
{
	if (!bytes || !memcmp(shown, fresh, bytes))
		return false;
	memcpy(shown, fresh, bytes);
	return true;
}

static bool update_guest(struct introspect *in)
{
	struct introspect_state *state = &in->state;
	bool blocks = classify_guest(in);
	bool changed = blocks || in->zones != state->zones || in->caches != state->caches ||
		       in->areas != state->areas || in->tasks != state->tasks;

	count_slabs(in);
	introspect_count_tasks(in);
	changed |= publish(state->zone, in->zone, in->zones * sizeof(in->zone[0]));
	changed |= publish(state->cache, in->cache, in->caches * sizeof(in->cache[0]));
	changed |= publish(state->area, in->area, in->areas * sizeof(in->area[0]));
	state->zones = in->zones;
	state->caches = in->caches;
	state->areas = in->areas;
	changed |= publish(state->task, in->task, in->tasks * sizeof(in->task[0]));
	state->tasks = in->tasks;
	state->whose = in->whose;
	state->in_flux = in->lists_in_flux || state->count[FRAME_FLUX];
	return changed;
}

bool introspect_update(struct introspect *in)
{
	struct introspect_state *state = &in->state;
	bool changed = state->guest != in->guest_ready;

	if (!in->frames)
		return false;
	state->guest = in->guest_ready;
	if (in->guest_ready) {
		changed |= update_guest(in);
	} else {
		changed |= classify_machine(in);
		state->zones = state->caches = state->areas = state->tasks = 0;
		state->in_flux = false;
	}
	state->generation += changed;
	return changed;
}
