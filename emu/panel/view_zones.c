/* SPDX-License-Identifier: GPL-2.0-only */
/* view_zones: each zone's free blocks by order, and how full it is against its watermarks. */
#include <stdio.h>

#include "emu/panel/ui.h"

/*
 * Watermarks are close to the empty end: the first two fifths of the gauge go
 * up to twice the high mark, the rest to the whole zone.
 */
static int gauge_at(const struct introspect_zone *zone, uint32_t full, uint32_t frames, int w)
{
	uint32_t near = 2 * zone->high < full ? 2 * zone->high : full / 2;
	int bend = w * 2 / 5;

	frames = frames > full ? full : frames;
	if (frames <= near)
		return near ? (int)((uint64_t)bend * frames / near) : 0;
	return bend + (int)((uint64_t)(w - bend) * (frames - near) / (full - near));
}

static void draw_gauge(struct ui *ui, struct rect r, const struct introspect_zone *zone)
{
	const uint32_t marks[] = {zone->min, zone->low, zone->high};
	uint32_t full = zone->managed ? zone->managed : zone->present;
	struct rect bar = {r.x, r.y, r.w, ui->l.gap};

	if (full < 2)
		return;
	canvas_fill(&ui->canvas, bar, ui->pal->line);
	bar.w = gauge_at(zone, full, zone->free, r.w);
	canvas_fill(&ui->canvas, bar,
		    zone->free < zone->min   ? ui->pal->class[FRAME_FLUX]
		    : zone->free < zone->low ? ui->pal->warn
					     : ui->pal->class[FRAME_FREE + 3]);
	for (int i = 0; i < 3; i++)
		canvas_fill(&ui->canvas,
			    (struct rect){r.x + gauge_at(zone, full, marks[i], r.w), r.y - 2, 2,
					  ui->l.gap + 4},
			    i == 0   ? ui->pal->class[FRAME_FLUX]
			    : i == 1 ? ui->pal->warn
				     : ui->pal->text);
	bar.w = 1;
	bar.x = r.x + gauge_at(zone, full, 2 * zone->high, r.w);
	canvas_fill(&ui->canvas, bar, ui->pal->back);
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

static void draw_marks(struct ui *ui, int x, int y, const struct introspect_zone *zone)
{
	const struct {
		const char *name;
		uint32_t frames, colour;
	} marks[] = {
	    {"min", zone->min, ui->pal->class[FRAME_FLUX]},
	    {"low", zone->low, ui->pal->warn},
	    {"high", zone->high, ui->pal->text},
	    {"per-CPU", zone->pcp, ui->pal->dim},
	};
	char text[40];

	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
		snprintf(text, sizeof(text), "%s %u  ", marks[i].name, marks[i].frames);
		x = text_draw(ui->text, &ui->canvas, x, y, ui->l.small - 1, marks[i].colour, text);
	}
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
	draw_marks(ui, r.x, r.y + line + ui->l.gap + 4, zone);
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
