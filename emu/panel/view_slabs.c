/* SPDX-License-Identifier: GPL-2.0-only */
/* view_slabs: the slab caches; a click lights a cache's frames. */
#include <stdio.h>
#include <stdlib.h>

#include "emu/panel/ui.h"

static uint32_t frames_used(const struct introspect_cache *cache)
{
	return (cache->full + cache->partial + cache->empty) << cache->order;
}

/* The largest first; caches without a slab last, in the kernel's order. */
static int by_frames(const void *a, const void *b)
{
	const struct introspect_cache *x = *(const struct introspect_cache *const *)a;
	const struct introspect_cache *y = *(const struct introspect_cache *const *)b;
	uint32_t fx = frames_used(x), fy = frames_used(y);

	if (fx != fy)
		return fx > fy ? -1 : 1;
	return x < y ? -1 : x > y;
}

/* Columns, counted in letters from the right edge. */
enum {
	COL_OBJECTS = 0,
	COL_FREE = 14,
	COL_PARTIAL = 19,
	COL_FULL = 24,
	COL_SIZE = 30,
	COL_ALL = 37
};

static void right(struct ui *ui, struct rect row, int column, uint32_t colour, const char *text)
{
	int letter = text_advance(ui->text, ui->l.small);

	text_draw_right(ui->text, &ui->canvas, row.x + row.w - column * letter, row.y, ui->l.small,
			colour, text);
}

static void draw_heads(struct ui *ui, struct rect row, bool wide)
{
	uint32_t dim = ui->pal->dim;

	text_draw(ui->text, &ui->canvas, row.x, row.y, ui->l.small, dim, "cache");
	right(ui, row, COL_OBJECTS, dim, "used/objects");
	right(ui, row, COL_FREE, dim, "free");
	right(ui, row, COL_PARTIAL, dim, "part");
	right(ui, row, COL_FULL, dim, "full");
	if (wide)
		right(ui, row, COL_SIZE, dim, "size");
	canvas_fill(&ui->canvas, (struct rect){row.x, row.y + row.h - 1, row.w, 1}, ui->pal->line);
}

static void draw_cache(struct ui *ui, struct rect row, const struct introspect_cache *cache,
		       bool wide)
{
	const struct light *light = &ui->model->light;
	uint32_t slabs = cache->full + cache->partial + cache->empty;
	uint32_t ink = slabs ? ui->pal->text : ui->pal->dim;
	int letter = text_advance(ui->text, ui->l.small);
	char text[40];

	if (light->kind == LIGHT_CACHE && light->a == cache->la)
		canvas_fill(&ui->canvas, row, ui->pal->line);
	text_draw_cut(ui->text, &ui->canvas, row.x, row.y, ui->l.small,
		      row.w - (wide ? COL_ALL : COL_SIZE) * letter, ink, cache->name);
	snprintf(text, sizeof(text), "%u/%u", cache->in_use, slabs * cache->per_slab);
	right(ui, row, COL_OBJECTS, ink, text);
	snprintf(text, sizeof(text), "%u", cache->empty);
	right(ui, row, COL_FREE, ink, text);
	snprintf(text, sizeof(text), "%u", cache->partial);
	right(ui, row, COL_PARTIAL, ink, text);
	snprintf(text, sizeof(text), "%u", cache->full);
	right(ui, row, COL_FULL, ink, text);
	if (wide) {
		snprintf(text, sizeof(text), "%u", cache->object_bytes);
		right(ui, row, COL_SIZE, ink, text);
	}
	ui_on_click(ui, row, ACT_LIGHT, LIGHT_CACHE, cache->la, 0);
}

void view_slabs_draw(struct ui *ui, struct rect r)
{
	const struct introspect_state *state = ui->model->state;
	const struct introspect_cache *order[INTROSPECT_CACHES];
	struct rect in = ui_pane(ui, r, "Slab caches: slabs and objects");
	struct rect row = {in.x, in.y, in.w, ui->l.line};
	bool wide = in.w >= 52 * text_advance(ui->text, ui->l.small);
	int rows = (in.h + ui->l.pad) / ui->l.line - 1, most = (int)state->caches - rows;

	if (!state->caches) {
		text_draw_cut(ui->text, &ui->canvas, in.x, in.y, ui->l.small, in.w, ui->pal->dim,
			      "No slab cache is known.");
		return;
	}
	for (unsigned i = 0; i < state->caches; i++)
		order[i] = &state->cache[i];
	qsort(order, state->caches, sizeof(order[0]), by_frames);
	ui->slab_scroll = ui->slab_scroll > most ? most : ui->slab_scroll;
	ui->slab_scroll = ui->slab_scroll < 0 ? 0 : ui->slab_scroll;
	draw_heads(ui, row, wide);
	for (int i = 0; i < rows && i + ui->slab_scroll < (int)state->caches; i++) {
		row.y += row.h;
		draw_cache(ui, row, order[i + ui->slab_scroll], wide);
	}
}
