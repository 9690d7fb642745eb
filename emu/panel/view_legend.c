/* SPDX-License-Identifier: GPL-2.0-only */
/* view_legend: what the colours mean, with counts; a click lights a class up. */
#include <stdio.h>

#include "emu/panel/ui.h"

#define STRIPES 4

/* stripes: the hues of programs, which have a list of their own. */
static void draw_row(struct ui *ui, struct rect row, uint32_t colour, bool stripes,
		     const char *name, uint32_t count, bool lit)
{
	int swatch = ui->l.small, letter = text_advance(ui->text, ui->l.small);
	uint32_t ink = count ? ui->pal->text : ui->pal->dim;
	struct rect box = {row.x, row.y + (row.h - swatch) / 2, swatch * 2, swatch};
	char number[24], size[24];

	if (lit)
		canvas_fill(&ui->canvas, row, ui->pal->line);
	canvas_fill(&ui->canvas, box, colour);
	if (stripes)
		for (int i = 0; i < STRIPES; i++)
			canvas_fill(&ui->canvas,
				    (struct rect){box.x + box.w * i / STRIPES, box.y,
						  box.w * (i + 1) / STRIPES - box.w * i / STRIPES,
						  box.h},
				    palette_owned(ui->pal, (uint32_t)i, FRAME_ANON));
	canvas_outline(&ui->canvas, box, 1, colour_mix(colour, ui->pal->text, 60));
	snprintf(number, sizeof(number), "%u", count);
	model_bytes((uint64_t)count << PHYS_PAGE_SHIFT, size, sizeof(size));
	text_draw_right(ui->text, &ui->canvas, row.x + row.w - 11 * letter, row.y, ui->l.small, ink,
			number);
	text_draw_right(ui->text, &ui->canvas, row.x + row.w, row.y, ui->l.small, ui->pal->dim,
			size);
	text_draw_cut(ui->text, &ui->canvas, box.x + box.w + letter, row.y, ui->l.small,
		      row.w - box.w - letter * 20, ink, name);
}

/* All free orders share a row: a ramp from small blocks to large. */
static void draw_ramp(struct ui *ui, struct rect row)
{
	int swatch = ui->l.small, n = INTROSPECT_ORDERS;
	struct rect box = {row.x, row.y + (row.h - swatch) / 2, row.w, swatch};

	for (int order = 0; order < n; order++) {
		struct rect r = {box.x + box.w * order / n, box.y,
				 box.w * (order + 1) / n - box.w * order / n, box.h};
		uint32_t colour = ui->pal->class[FRAME_FREE + order];
		char label[12];

		canvas_fill(&ui->canvas, r, colour);
		snprintf(label, sizeof(label), "%d", order);
		text_draw(ui->text, &ui->canvas,
			  r.x + (r.w - text_width(ui->text, ui->l.small - 2, label)) / 2,
			  r.y - ui->l.small / 8 - 1, ui->l.small - 2, palette_ink(colour), label);
	}
}

/* A class that cannot happen in this mode, or does not happen at all, takes no row. */
static bool shown(const struct ui *ui, int class)
{
	static const bool always[FRAME_CLASSES] = {
	    [FRAME_PCP] = true,	    [FRAME_SLAB] = true,    [FRAME_TABLE] = true,
	    [FRAME_VMALLOC] = true, [FRAME_KMAPPED] = true, [FRAME_PAGES] = true,
	    [FRAME_IMAGE] = true,   [FRAME_BOOT] = true,    [FRAME_STACK] = true,
	};
	const struct introspect_state *state = ui->model->state;

	return state->count[class] || (state->guest && always[class]);
}

void view_legend_draw(struct ui *ui, struct rect r)
{
	const struct introspect_state *state = ui->model->state;
	const struct light *light = &ui->model->light;
	struct rect in = ui_pane(ui, r, "What the frames are used for");
	struct rect row = {in.x, in.y, in.w, ui->l.line};
	uint32_t free = 0;

	for (int i = 0; i < INTROSPECT_ORDERS; i++)
		free += state->count[FRAME_FREE + i];
	if (state->guest) {
		draw_row(ui, row, ui->pal->class[FRAME_FREE + 4], false, "free, by order", free,
			 light->kind == LIGHT_CLASS && light->a == FRAME_FREE);
		ui_on_click(ui, row, ACT_LIGHT, LIGHT_CLASS, FRAME_FREE, 0);
		row.y += row.h;
		draw_ramp(ui, row);
		row.y += row.h;
	}
	for (int class = FRAME_PCP; class < FRAME_CLASSES; class ++) {
		if (!shown(ui, class) || row.y + row.h > in.y + in.h + ui->l.pad)
			continue;
		draw_row(ui, row, ui->pal->class[class], class == FRAME_ANON && state->tasks,
			 class == FRAME_ANON && state->tasks ? "anonymous, by program"
							     : frame_class_name(class),
			 state->count[class],
			 light->kind == LIGHT_CLASS && light->a == (uint32_t) class);
		ui_on_click(ui, row, ACT_LIGHT, LIGHT_CLASS, (uint32_t) class, 0);
		row.y += row.h;
	}
}
