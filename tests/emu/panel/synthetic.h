/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * synthetic: a made-up state of memory and an ui to draw it, without a machine.
 * Included by the panel's tests; everything is static there.
 */
#ifndef ZONEMU_TESTS_EMU_PANEL_SYNTHETIC_H
#define ZONEMU_TESTS_EMU_PANEL_SYNTHETIC_H

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "emu/panel/ui.h"

struct synthetic {
	struct introspect_state state;
	struct model model;
	struct ui ui;
};

static inline void put_frames(struct synthetic *s, uint32_t first, uint32_t count, uint8_t class)
{
	for (uint32_t i = 0; i < count && first + i < s->state.frames; i++)
		s->state.class[first + i] = class;
}

static inline void fill_free(struct synthetic *s, uint32_t first, uint32_t end)
{
	while (first < end) {
		unsigned order = INTROSPECT_ORDERS - 1;

		while (first & ((1u << order) - 1) || first + (1u << order) > end)
			order--;
		put_frames(s, first, 1u << order, (uint8_t)(FRAME_FREE + order));
		first += 1u << order;
	}
}

static inline void put_zone(struct synthetic *s, const char *name, uint32_t start, uint32_t spanned)
{
	struct introspect_zone *zone = &s->state.zone[s->state.zones++];

	snprintf(zone->name, sizeof(zone->name), "%s", name);
	zone->start = start;
	zone->spanned = zone->present = zone->managed = spanned;
	zone->min = spanned / 128;
	zone->low = zone->min * 5 / 4;
	zone->high = zone->min * 3 / 2;
	zone->pcp = 31;
}

static inline void count_all(struct synthetic *s)
{
	memset(s->state.count, 0, sizeof(s->state.count));
	for (uint32_t pfn = 0; pfn < s->state.frames; pfn++)
		s->state.count[s->state.class[pfn]]++;
	for (unsigned i = 0; i < s->state.zones; i++) {
		struct introspect_zone *zone = &s->state.zone[i];

		for (uint32_t pfn = zone->start; pfn < zone->start + zone->spanned; pfn++) {
			uint8_t class = s->state.class[pfn];

			if (class >= INTROSPECT_ORDERS)
				continue;
			zone->free++;
			zone->nr_free[class] += (pfn & ((1u << class) - 1)) == 0;
		}
	}
}

static inline void put_cache(struct synthetic *s, const char *name, uint32_t bytes, uint32_t full,
			     uint32_t partial, uint32_t empty)
{
	struct introspect_cache *cache = &s->state.cache[s->state.caches++];

	snprintf(cache->name, sizeof(cache->name), "%s", name);
	cache->la = 0xc1000000 + s->state.caches * 256;
	cache->object_bytes = cache->stride_bytes = bytes;
	cache->per_slab = 4000 / bytes + 1;
	cache->full = full;
	cache->partial = partial;
	cache->empty = empty;
	cache->in_use = full * cache->per_slab + partial * (cache->per_slab / 2);
}

/* 128 MiB, of which the kernel uses 126. */
static inline void fill_state(struct synthetic *s, uint32_t frames)
{
	uint32_t used = frames - frames / 64, random = 12345;

	s->state.frames = frames;
	s->state.class = calloc(frames, 1);
	ck_assert_ptr_nonnull(s->state.class);
	s->state.guest = true;
	put_zone(s, "DMA", 0, used < 4096 ? used : 4096);
	if (used > 4096)
		put_zone(s, "Normal", 4096, used - 4096);
	fill_free(s, 0, used);
	put_frames(s, 0, 1, FRAME_RESERVED);
	put_frames(s, 0x9f, 1, FRAME_RESERVED);
	put_frames(s, 0xa0, 0x60, FRAME_HOLE);
	put_frames(s, 0x100, 0x1c0, FRAME_IMAGE);
	put_frames(s, 0x2c0, 0x108, FRAME_BOOT);
	fill_free(s, 1, 0x9f);
	fill_free(s, 0x3c8, used < 4096 ? used : 4096);
	for (int i = 0; i < 90 && used > 16384; i++) {
		uint32_t at, n;

		random = random * 1103515245u + 12345;
		at = 4096 + (random >> 8) % (used - 4400);
		n = 1u << (random >> 4 & 3);
		put_frames(s, at & ~(n - 1), n, (uint8_t)(FRAME_SLAB + i % 8));
	}
	put_frames(s, 6000, 700, FRAME_SLAB);
	put_frames(s, 6700, 40, FRAME_PCP);
	put_frames(s, 9000, 75, FRAME_VMALLOC);
	put_frames(s, 9100, 32, FRAME_TABLE);
	put_frames(s, 12000, 900, FRAME_PAGES);
	put_frames(s, used, frames - used, FRAME_OUTSIDE);
	/* what was cut out of free blocks leaves smaller ones */
	for (uint32_t pfn = 0; pfn < used;) {
		uint32_t end = pfn;

		while (end < used && s->state.class[end] < INTROSPECT_ORDERS)
			end++;
		fill_free(s, pfn, end);
		pfn = end + 1;
	}
	put_cache(s, "kmalloc-64", 64, 12, 3, 1);
	put_cache(s, "kmalloc-4096", 4096, 40, 0, 2);
	put_cache(s, "task_struct", 1408, 4, 1, 0);
	put_cache(s, "vm_struct", 44, 1, 1, 0);
	put_cache(s, "a-cache-with-quite-a-long-name", 128, 0, 0, 0);
	count_all(s);
	s->state.generation = 1;
}

static inline void fill_screen(struct synthetic *s)
{
	static const char *const lines[] = {
	    "Linux version 6.1.0-zonemu",
	    "BIOS-provided physical RAM map:",
	    " BIOS-e820: [mem 0x0000000000000000-0x000000000009fbff] usable",
	    "zonemu> p = kmalloc(65, GFP_KERNEL)",
	    "0xc1780080: 96 bytes of kmalloc-96, object 1 of slab 6016, zone Normal",
	    "zonemu> "};

	for (int i = 0; i < MACHINE_TEXT_COLUMNS * MACHINE_TEXT_ROWS; i++)
		s->model.screen[i] = 0x0720;
	for (size_t row = 0; row < sizeof(lines) / sizeof(lines[0]); row++)
		for (size_t i = 0; lines[row][i]; i++)
			s->model.screen[row * MACHINE_TEXT_COLUMNS + i] =
			    (uint16_t)(0x0700 | (uint8_t)lines[row][i]);
	s->model.screen_cursor = 5 * MACHINE_TEXT_COLUMNS + 8;
}

static inline struct synthetic *synthetic_create(uint32_t frames, int w, int h)
{
	struct synthetic *s = calloc(1, sizeof(*s));
	char err[200] = "";

	ck_assert_ptr_nonnull(s);
	fill_state(s, frames);
	s->model.state = &s->state;
	s->model.cursor = NO_FRAME;
	s->model.speed = 100;
	s->model.now_ns = 12345678901;
	model_rebuild(&s->model);
	fill_screen(s);
	s->ui.model = &s->model;
	s->ui.pal = palette_of(PANEL_DARK);
	s->ui.text = text_create(err, sizeof(err));
	ck_assert_msg(s->ui.text != NULL, "%s", err);
	s->ui.hint = true;
	s->ui.hover = NO_FRAME;
	s->ui.title = "mem=126M";
	ck_assert(canvas_resize(&s->ui.canvas, w, h));
	ui_arrange(&s->ui);
	return s;
}

static inline void synthetic_destroy(struct synthetic *s)
{
	text_destroy(s->ui.text);
	canvas_free(&s->ui.canvas);
	free(s->model.mark);
	free(s->state.class);
	free(s);
}

#endif
