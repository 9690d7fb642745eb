/* SPDX-License-Identifier: GPL-2.0-only */
/* view_zones: each zone's free blocks by order, and how full it is against its watermarks. */
#include <stdio.h>

#include "emu/panel/ui.h"

/* The free pages on a scale from empty to twice the high mark, or to what is free. */
static void draw_gauge(struct ui *ui, struct rect r, const struct introspect_zone *zone)
{
	const uint32_t marks[] = {zone->min, zone->low, zone->high};
	uint32_t full = zone->managed ? zone->managed : zone->present;
	struct rect bar = {r.x, r.y, r.w, ui->l.gap};

	if (!full)
		return;
	canvas_fill(&ui->canvas, bar, ui->pal->line);
	bar.w = (int)((uint64_t)r.w * (zone->free > full ? full : zone->free) / full);
	canvas_fill(&ui->canvas, bar,
		    zone->free < zone->min   ? ui->pal->class[FRAME_FLUX]
		    : zone->free < zone->low ? ui->pal->warn
					     : ui->pal->class[FRAME_FREE + 3]);
	for (int i = 0; i < 3; i++) {
		int x = r.x + (int)((uint64_t)r.w * (marks[i] > full ? full : marks[i]) / full);

		canvas_fill(&ui->canvas, (struct rect){x, r.y - 2, 1 + (i == 1), ui->l.gap + 4},
			    ui->pal->text);
	}
}

static uint32_t tallest(const struct introspect_zone *zone)
{
	uint32_t most = 1;

	for (int i = 0; i < INTROSPECT_ORDERS; i++) {
		uint32_t frames = zone->nr_free[i] << i;

		most = frames > most ? frames : most;
	}
	return most;
}

/* Bars are as high as the frames in the blocks; the number is that of the blocks. */
static void draw_bars(struct ui *ui, struct rect r, unsigned n)
{
	const struct introspect_zone *zone = &ui->model->state->zone[n];
	const struct light *light = &ui->model->light;
	int small = ui->l.small - 2, label = text_line(ui->text, small);
	int room = r.h - 2 * label;
	uint32_t most = tallest(zone);

	for (int order = 0; order < INTROSPECT_ORDERS; order++) {
		int x = r.x + r.w * order / INTROSPECT_ORDERS;
		int w = r.w * (order + 1) / INTROSPECT_ORDERS - r.w * order / INTROSPECT_ORDERS;
		uint32_t blocks = zone->nr_free[order];
		int h = (int)((uint64_t)room * ((uint64_t)blocks << order) / most);
		struct rect bar = {x + 1, r.y + label + room - h, w - 2, h};
		bool lit =
		    light->kind == LIGHT_FREE && light->a == n && light->b == (uint32_t)order;
		char number[16];

		if (blocks && h < 2)
			bar = (struct rect){x + 1, r.y + label + room - 2, w - 2, 2};
		if (h > room)
			bar = (struct rect){x + 1, r.y + label, w - 2, room};
		canvas_fill(&ui->canvas, bar, ui->pal->class[FRAME_FREE + order]);
		if (lit)
			canvas_outline(&ui->canvas, rect_inset(bar, -1), 2, ui->pal->select);
		snprintf(number, sizeof(number), "%u", blocks);
		if (text_width(ui->text, small, number) > w)
			snprintf(number, sizeof(number), "%uk", blocks / 1000);
		text_draw(ui->text, &ui->canvas, x + (w - text_width(ui->text, small, number)) / 2,
			  bar.y - label, small, blocks ? ui->pal->text : ui->pal->dim, number);
		snprintf(number, sizeof(number), "%d", order);
		text_draw(ui->text, &ui->canvas, x + (w - text_width(ui->text, small, number)) / 2,
			  r.y + r.h - label, small, ui->pal->dim, number);
		ui_on_click(ui, (struct rect){x, r.y, w, r.h}, ACT_LIGHT, LIGHT_FREE, n,
			    (uint32_t)order);
	}
	canvas_fill(&ui->canvas, (struct rect){r.x, r.y + r.h - label, r.w, 1}, ui->pal->line);
}

static void draw_zone(struct ui *ui, struct rect r, unsigned n)
{
	const struct introspect_zone *zone = &ui->model->state->zone[n];
	int small = ui->l.small, line = ui->l.line, x;
	char text[96];

	x = text_draw_bold(ui->text, &ui->canvas, r.x, r.y, small, ui->pal->title, zone->name);
	snprintf(text, sizeof(text), "  free %u of %u", zone->free,
		 zone->managed ? zone->managed : zone->present);
	text_draw_cut(ui->text, &ui->canvas, x, r.y, small, r.x + r.w - x, ui->pal->text, text);
	ui_on_click(ui, (struct rect){r.x, r.y, r.w, line}, ACT_LIGHT, LIGHT_ZONE, n, 0);
	draw_gauge(ui, (struct rect){r.x, r.y + line + 2, r.w, ui->l.gap}, zone);
	snprintf(text, sizeof(text), "min %u  low %u  high %u  per-CPU %u", zone->min, zone->low,
		 zone->high, zone->pcp);
	text_draw_cut(ui->text, &ui->canvas, r.x, r.y + line + ui->l.gap + 4, small - 1, r.w,
		      ui->pal->dim, text);
	draw_bars(
	    ui,
	    (struct rect){r.x, r.y + 2 * line + ui->l.gap + 4, r.w, r.h - 2 * line - ui->l.gap - 4},
	    n);
}

void view_zones_draw(struct ui *ui, struct rect r)
{
	const struct introspect_state *state = ui->model->state;
	struct rect in = ui_pane(ui, r, "Free blocks by order");
	int zones = 0, y = in.y;

	for (unsigned i = 0; i < state->zones; i++)
		zones += state->zone[i].spanned != 0;
	if (!zones) {
		text_draw_cut(ui->text, &ui->canvas, in.x, in.y, ui->l.small, in.w, ui->pal->dim,
			      "The kernel's zones are not known.");
		return;
	}
	for (unsigned i = 0; i < state->zones; i++) {
		int h = (in.h + ui->l.gap) / zones - ui->l.gap;

		if (!state->zone[i].spanned)
			continue;
		draw_zone(ui, (struct rect){in.x, y, in.w, h}, i);
		y += h + ui->l.gap;
	}
}
