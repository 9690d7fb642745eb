/* SPDX-License-Identifier: GPL-2.0-only */
/* introspect: the kernel's symbols and struct layouts, and the questions views ask. */
#include "emu/debug/introspect_inner.h"

#include <stdio.h>
#include <stdlib.h>

/* ---- layouts ---- */

struct wanted_field {
	const char *path;
	uint32_t *off;
	bool optional;
};

static bool blind(struct introspect *in, const char *why)
{
	snprintf(in->why_blind, sizeof(in->why_blind), "%s", why);
	return false;
}

/* Look up 32-bit members; each must lie in the struct. Missing optional ones stay at UINT32_MAX. */
static bool find_fields(struct introspect *in, const char *type, uint32_t type_bytes,
			const struct wanted_field *wanted, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct dwarftypes_field field;

		*wanted[i].off = UINT32_MAX;
		if (!dwarftypes_member(in->types, type, wanted[i].path, &field)) {
			if (wanted[i].optional)
				continue;
			return blind(in, dwarftypes_error(in->types));
		}
		if (field.off > type_bytes || type_bytes - field.off < 4 || field.bytes < 4)
			return blind(in, "a member's size is not that of this kernel's");
		*wanted[i].off = field.off;
	}
	return true;
}

static bool find_size(struct introspect *in, const char *type, uint32_t max, uint32_t *bytes)
{
	if (!dwarftypes_size(in->types, type, bytes))
		return blind(in, dwarftypes_error(in->types));
	if (*bytes < 4 || *bytes > max)
		return blind(in, "a struct's size is beyond reason");
	return true;
}

static bool find_page(struct introspect *in)
{
	struct layout *at = &in->at;
	const struct wanted_field wanted[] = {
	    {"flags", &at->page.flags, false},	    {"_refcount", &at->page.refcount, false},
	    {"inuse", &at->page.inuse, false},	    {"private", &at->page.private, false},
	    {"slab_cache", &at->page.owner, false}, {"first_page", &at->page.first_page, false},
	    {"index", &at->page.index, false},
	};

	return find_size(in, "page", PAGE_STRUCT_MAX, &at->page.bytes) &&
	       find_fields(in, "page", at->page.bytes, wanted, sizeof(wanted) / sizeof(wanted[0]));
}

/* An array within a struct: all of its elements must lie inside. */
static bool find_array(struct introspect *in, const char *type, uint32_t type_bytes,
		       const char *path, uint32_t *off, uint32_t *stride, uint32_t *count)
{
	struct dwarftypes_field field;

	if (!dwarftypes_member(in->types, type, path, &field))
		return blind(in, dwarftypes_error(in->types));
	if (field.off > type_bytes || field.bytes > type_bytes - field.off || !field.count ||
	    field.stride < 4 || (uint64_t)field.stride * field.count > field.bytes)
		return blind(in, "an array does not fit into its struct");
	*off = field.off;
	*stride = field.stride;
	*count = field.count;
	return true;
}

static bool find_zone(struct introspect *in)
{
	struct layout *at = &in->at;
	uint32_t pgdat_bytes, pcp_at, stride, count;
	struct dwarftypes_field nr_free, pcp_count;
	const struct wanted_field wanted[] = {
	    {"free_pages", &at->zone.free, false},
	    {"pages_min", &at->zone.min, false},
	    {"pages_low", &at->zone.low, false},
	    {"pages_high", &at->zone.high, false},
	    {"zone_start_pfn", &at->zone.start, false},
	    {"spanned_pages", &at->zone.spanned, false},
	    {"present_pages", &at->zone.present, false},
	    {"managed_pages", &at->zone.managed, false},
	    {"name", &at->zone.name, false},
	};

	if (!find_size(in, "pglist_data", 8 * ZONE_STRUCT_MAX, &pgdat_bytes) ||
	    !find_size(in, "zone", ZONE_STRUCT_MAX, &at->zone.bytes) ||
	    !find_fields(in, "zone", at->zone.bytes, wanted, sizeof(wanted) / sizeof(wanted[0])) ||
	    !find_array(in, "pglist_data", pgdat_bytes, "node_zones", &at->zone.at, &stride,
			&at->zone.count) ||
	    !find_array(in, "zone", at->zone.bytes, "free_area", &at->zone.area,
			&at->zone.area_stride, &count) ||
	    !find_array(in, "zone", at->zone.bytes, "pageset", &at->zone.pcp, &at->zone.pcp_stride,
			&at->zone.pcp_sets))
		return false;
	if (stride != at->zone.bytes || at->zone.count > INTROSPECT_ZONES ||
	    count != INTROSPECT_ORDERS)
		return blind(in, "the zones are not laid out as expected");
	if (!dwarftypes_member(in->types, "free_area", "nr_free", &nr_free) ||
	    nr_free.off + 4 > at->zone.area_stride ||
	    !find_array(in, "per_cpu_pageset", at->zone.pcp_stride, "pcp", &pcp_at,
			&at->zone.pcp_list_stride, &at->zone.pcp_lists) ||
	    !dwarftypes_member(in->types, "per_cpu_pages", "count", &pcp_count) ||
	    pcp_count.off + 4 > at->zone.pcp_list_stride)
		return blind(in, "the free areas are not laid out as expected");
	at->zone.nr_free = nr_free.off;
	at->zone.pcp += pcp_at + pcp_count.off;
	return true;
}

static bool find_cache(struct introspect *in)
{
	struct layout *at = &in->at;
	uint32_t stride;
	const struct wanted_field wanted[] = {
	    {"object_size", &at->cache.object_size, false},
	    {"size", &at->cache.size, false},
	    {"num", &at->cache.num, false},
	    {"gfporder", &at->cache.gfporder, false},
	    {"name", &at->cache.name, false},
	    {"next", &at->cache.next, false},
	};

	return find_size(in, "kmem_cache", CACHE_STRUCT_MAX, &at->cache.bytes) &&
	       find_fields(in, "kmem_cache", at->cache.bytes, wanted,
			   sizeof(wanted) / sizeof(wanted[0])) &&
	       find_array(in, "kmem_cache", at->cache.bytes, "array", &at->cache.array, &stride,
			  &at->cache.cpus) &&
	       stride == 4;
}

/* The map of frames is worth having without the list of areas. */
static void find_vm(struct introspect *in)
{
	struct layout *at = &in->at;
	const struct symbol *vmlist = symbols_find(in->syms, "vmlist");
	const struct wanted_field wanted[] = {
	    {"next", &at->vm.next, false},	  {"addr", &at->vm.addr, false},
	    {"size", &at->vm.size, false},	  {"flags", &at->vm.flags, true},
	    {"nr_pages", &at->vm.nr_pages, true}, {"phys_addr", &at->vm.phys_addr, true},
	    {"caller", &at->vm.caller, true},
	};

	if (vmlist && find_size(in, "vm_struct", VM_STRUCT_MAX, &at->vm.bytes) &&
	    find_fields(in, "vm_struct", at->vm.bytes, wanted, sizeof(wanted) / sizeof(wanted[0])))
		at->vmlist = vmlist->la;
	in->why_blind[0] = 0;
}

static void note_flag(void *ctx, const char *name, int64_t value)
{
	struct introspect *in = ctx;

	if (value < 0 || value >= FLAG_BITS || !strncmp(name, "__", 2))
		return;
	snprintf(in->flag_name[value], sizeof(in->flag_name[value]), "%s",
		 !strncmp(name, "PG_", 3) ? name + 3 : name);
}

static bool find_flags(struct introspect *in)
{
	struct layout *at = &in->at;
	const struct {
		const char *name;
		uint32_t *mask;
	} wanted[] = {
	    {"PG_reserved", &at->reserved},   {"PG_slab", &at->slab},
	    {"PG_head", &at->head},	      {"PG_tail", &at->tail},
	    {"PG_buddy", &at->buddy},	      {"PG_pcp", &at->pcp},
	    {"PG_table", &at->table},	      {"PG_vmalloc", &at->vmalloc},
	    {"PG_kmapped", &at->kmapped},     {"PG_module", &at->module},
	    {"PG_stack", &at->stack},	      {"PG_lru", &at->lru},
	    {"PG_swapcache", &at->swapcache}, {"PG_swapbacked", &at->swapbacked},
	};

	for (size_t i = 0; i < sizeof(wanted) / sizeof(wanted[0]); i++) {
		int64_t bit;

		if (!dwarftypes_enum(in->types, "pageflags", wanted[i].name, &bit) || bit < 0 ||
		    bit >= FLAG_BITS)
			return blind(in, dwarftypes_error(in->types));
		*wanted[i].mask = 1u << bit;
	}
	dwarftypes_enum_each(in->types, "pageflags", note_flag, in);
	return true;
}

/* How far the kernel is linked above where it is loaded; its boot code may lie at both the same. */
static uint32_t link_offset(const struct symbols *syms)
{
	const struct symbols_segment *segment;
	size_t segments = symbols_segments(syms, &segment);
	uint32_t off = 0;

	for (size_t i = 0; i < segments; i++)
		if (segment[i].la > segment[i].pa)
			off = segment[i].la - segment[i].pa;
	return off;
}

static bool find_symbols(struct introspect *in)
{
	struct layout *at = &in->at;
	const struct {
		const char *name;
		uint32_t *la;
	} wanted[] = {
	    {"mem_map", &at->mem_map},
	    {"contig_page_data", &at->contig_page_data},
	    {"slab_caches", &at->slab_caches},
	};

	for (size_t i = 0; i < sizeof(wanted) / sizeof(wanted[0]); i++) {
		const struct symbol *sym = symbols_find(in->syms, wanted[i].name);

		if (!sym) {
			snprintf(in->why_blind, sizeof(in->why_blind),
				 "the kernel has no symbol \"%s\"", wanted[i].name);
			return false;
		}
		*wanted[i].la = sym->la;
	}
	at->direct_off = link_offset(in->syms);
	return at->direct_off || blind(in, "the kernel is not linked above a direct map");
}

static void look_into(struct introspect *in, const char *path)
{
	char err[200];

	in->syms = symbols_open(path, err, sizeof(err));
	if (!in->syms) {
		blind(in, err);
		return;
	}
	in->types = dwarftypes_open(path, err, sizeof(err));
	if (!in->types) {
		blind(in, err);
		return;
	}
	if (find_symbols(in) && find_page(in) && find_zone(in) && find_cache(in) &&
	    find_flags(in)) {
		find_vm(in);
		introspect_find_tasks(in);
	}
}

struct introspect *introspect_create(const char *path)
{
	struct introspect *in = calloc(1, sizeof(*in));

	if (!in)
		return NULL;
	if (path)
		look_into(in, path);
	else
		blind(in, "no kernel with symbols was given");
	return in;
}

void introspect_destroy(struct introspect *in)
{
	if (!in)
		return;
	symbols_close(in->syms);
	dwarftypes_close(in->types);
	free(in->bits);
	free(in->raw);
	free(in->pending);
	free(in->stale);
	free(in->whose);
	free(in->seen_at);
	free(in->state.class);
	free(in);
}

bool introspect_allocate(struct introspect *in, uint32_t frames)
{
	uint32_t blocks = frames / INTROSPECT_BLOCK + 1;

	if (in->frames == frames)
		return true;
	in->bits = calloc(frames + 1, 1);
	in->stale = calloc(blocks, 1);
	in->whose = calloc(frames + 1, 1);
	in->seen_at = calloc(frames + 1, sizeof(*in->seen_at));
	in->state.class = calloc(frames + 1, 1);
	if (!in->bits || !in->stale || !in->whose || !in->seen_at || !in->state.class)
		return false;
	memset(in->state.class, FRAME_UNTOUCHED, frames);
	in->state.count[FRAME_UNTOUCHED] = frames;
	in->frames = frames;
	in->state.frames = frames;
	if (in->why_blind[0])
		return true;
	/* RAM pages that mem_map can touch, with one more for not starting at a page. */
	in->raw = calloc(frames + 1, in->at.page.bytes);
	in->pending = calloc((size_t)frames * in->at.page.bytes / PHYS_PAGE_BYTES + 2, 1);
	return in->raw && in->pending;
}

/* ---- questions ---- */

const char *introspect_why_blind(const struct introspect *in)
{
	return in->why_blind[0] ? in->why_blind : NULL;
}

const struct symbols *introspect_symbols(const struct introspect *in)
{
	return in->syms;
}

struct dwarftypes *introspect_types(const struct introspect *in)
{
	return in->types;
}

const struct introspect_state *introspect_state(const struct introspect *in)
{
	return &in->state;
}

const char *introspect_flag_name(const struct introspect *in, unsigned bit)
{
	return bit < FLAG_BITS && in->flag_name[bit][0] ? in->flag_name[bit] : NULL;
}

static int zone_of(const struct introspect *in, uint32_t pfn)
{
	for (unsigned i = 0; i < in->state.zones; i++)
		if (pfn - in->state.zone[i].start < in->state.zone[i].spanned)
			return (int)i;
	return -1;
}

static const struct introspect_cache *cache_at(const struct introspect *in, uint32_t la)
{
	for (unsigned i = 0; i < in->state.caches; i++)
		if (in->state.cache[i].la == la)
			return &in->state.cache[i];
	return NULL;
}

/* The pages after the first of a slab need not name their cache. */
static const struct introspect_cache *slab_of(const struct introspect *in, uint32_t pfn,
					      uint32_t *head)
{
	for (unsigned order = 0; order < INTROSPECT_ORDERS; order++) {
		const struct introspect_cache *cache;

		*head = pfn >> order << order;
		if (in->state.class[*head] != FRAME_SLAB)
			return NULL;
		cache = cache_at(in, get32(raw_page(in, *head), in->at.page.owner));
		if (cache && cache->order >= order) {
			*head = pfn >> cache->order << cache->order;
			return cache;
		}
	}
	return NULL;
}

const struct introspect_cache *introspect_cache_of(const struct introspect *in, uint32_t pfn)
{
	uint32_t head;

	if (!in->state.guest || pfn >= in->raw_frames || in->state.class[pfn] != FRAME_SLAB)
		return NULL;
	return slab_of(in, pfn, &head);
}

const struct introspect_area *introspect_area_of(const struct introspect *in, uint32_t pfn)
{
	uint32_t la;

	if (!in->state.guest || pfn >= in->raw_frames ||
	    (in->state.class[pfn] != FRAME_VMALLOC && in->state.class[pfn] != FRAME_MODULE))
		return NULL;
	la = get32(raw_page(in, pfn), in->at.page.owner);
	for (unsigned i = 0; i < in->state.areas; i++)
		if (in->state.area[i].la == la)
			return &in->state.area[i];
	return NULL;
}

static bool unmarked_tail(const struct introspect *in, uint32_t pfn)
{
	const uint8_t *raw = raw_page(in, pfn);

	return pfn < in->raw_frames && in->state.class[pfn] == FRAME_PAGES &&
	       (int32_t)get32(raw, in->at.page.refcount) <= 0;
}

/* Only the first page of a block that is not compound has a reference count. */
static void find_plain_block(const struct introspect *in, uint32_t pfn,
			     struct introspect_page *page)
{
	uint32_t head = pfn, end = pfn + 1;

	while (head > pfn / INTROSPECT_BLOCK * INTROSPECT_BLOCK && unmarked_tail(in, head))
		head--;
	while (end % INTROSPECT_BLOCK && end < in->raw_frames && unmarked_tail(in, end))
		end++;
	if (__builtin_popcount(end - head) == 1) {
		page->head = head;
		page->order = __builtin_ctz(end - head);
	}
}

static void find_block(const struct introspect *in, uint32_t pfn, struct introspect_page *page)
{
	uint8_t class = in->state.class[pfn];
	const struct introspect_cache *cache;
	uint32_t head;

	if (class < FRAME_FREE + INTROSPECT_ORDERS) {
		page->order = class - FRAME_FREE;
		page->head = pfn >> page->order << page->order;
	} else if (class == FRAME_SLAB && (cache = slab_of(in, pfn, &head))) {
		page->order = (int)cache->order;
		page->head = head;
	} else if (page->flags & in->at.head && page->private < INTROSPECT_ORDERS) {
		page->order = (int)page->private;
	} else if (page->flags & in->at.tail) {
		uint32_t off = get32(raw_page(in, pfn), in->at.page.first_page) - in->raw_la;

		head = off / in->at.page.bytes;
		if (head < in->raw_frames && head < pfn) {
			uint32_t order = get32(raw_page(in, head), in->at.page.private);

			page->head = head;
			page->order = order < INTROSPECT_ORDERS ? (int)order : -1;
		}
	} else if (class == FRAME_PAGES) {
		find_plain_block(in, pfn, page);
	}
}

bool introspect_page(const struct introspect *in, uint32_t pfn, struct introspect_page *page)
{
	const uint8_t *raw;

	memset(page, 0, sizeof(*page));
	page->zone = page->order = -1;
	page->head = pfn;
	if (pfn >= in->frames)
		return false;
	page->machine_bits = in->bits[pfn];
	page->zone = in->state.guest ? zone_of(in, pfn) : -1;
	if (page->zone < 0 || pfn >= in->raw_frames)
		return false;
	raw = raw_page(in, pfn);
	page->flags = get32(raw, in->at.page.flags);
	page->refcount = get32(raw, in->at.page.refcount);
	page->private = get32(raw, in->at.page.private);
	page->owner = get32(raw, in->at.page.owner);
	page->index = get32(raw, in->at.page.index);
	page->inuse = get32(raw, in->at.page.inuse);
	find_block(in, pfn, page);
	return true;
}

/* Low memory ends where the highest zone that has addresses ends. */
static uint32_t low_frames(const struct introspect *in)
{
	uint32_t end = 0;

	for (unsigned i = 0; i < in->state.zones; i++) {
		const struct introspect_zone *zone = &in->state.zone[i];

		if (zone->spanned && strcmp(zone->name, "HighMem") != 0 &&
		    zone->start + zone->spanned > end)
			end = zone->start + zone->spanned;
	}
	return end;
}

bool introspect_direct_map(const struct introspect *in, uint32_t la, uint32_t *pa)
{
	*pa = la - in->at.direct_off;
	return !in->why_blind[0] && la >= in->at.direct_off &&
	       *pa >> PHYS_PAGE_SHIFT < low_frames(in);
}

bool introspect_struct_page(const struct introspect *in, uint32_t la, uint32_t *pfn)
{
	uint32_t bytes_in = la - in->raw_la;

	if (!in->state.guest || la < in->raw_la || bytes_in % in->at.page.bytes)
		return false;
	*pfn = bytes_in / in->at.page.bytes;
	return *pfn < in->raw_frames;
}

bool introspect_page_address(const struct introspect *in, uint32_t pfn, uint32_t *la)
{
	*la = (pfn << PHYS_PAGE_SHIFT) + in->at.direct_off;
	return !in->why_blind[0] && pfn < low_frames(in);
}

const char *frame_class_name(enum frame_class class)
{
	static const char *const names[FRAME_CLASSES] = {
	    [FRAME_FREE... FRAME_FREE + INTROSPECT_ORDERS - 1] = "free",
	    [FRAME_PCP] = "free, on a CPU's list",
	    [FRAME_SLAB] = "slab",
	    [FRAME_TABLE] = "page table",
	    [FRAME_VMALLOC] = "vmalloc",
	    [FRAME_MODULE] = "module",
	    [FRAME_STACK] = "kernel stack",
	    [FRAME_KMAPPED] = "high, kmapped",
	    [FRAME_CACHE] = "page cache",
	    [FRAME_ANON] = "anonymous",
	    [FRAME_SWAP] = "anonymous, has swap",
	    [FRAME_PAGES] = "allocated pages",
	    [FRAME_BOOT] = "boot-time",
	    [FRAME_IMAGE] = "kernel image",
	    [FRAME_RESERVED] = "reserved",
	    [FRAME_OUTSIDE] = "outside mem=",
	    [FRAME_HOLE] = "hole, device, ROM",
	    [FRAME_FLUX] = "in flux",
	    [FRAME_UNTOUCHED] = "never touched",
	    [FRAME_READ] = "only read",
	    [FRAME_WRITTEN] = "written",
	    [FRAME_EXECUTED] = "executed",
	    [FRAME_WALKED] = "page table",
	    [FRAME_DMA] = "written by DMA",
	};

	return names[class];
}
