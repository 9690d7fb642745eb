/* SPDX-License-Identifier: GPL-2.0-only */
/* minimap: all page frames in a corner of the map that shows a part of them, and which part. */
#include "emu/panel/ui.h"

static struct rect minimap_rect(const struct ui *ui)
{
	struct rect map = frames_area(ui);
	int h = map.h * 2 / 5, w = ui->l.line * 6;

	return (struct rect){map.x + map.w - w - ui->l.gap, map.y + map.h - h - ui->l.gap, w, h};
}

/* The frame that a place in the minimap stands for: it shows all frames in order. */
static uint32_t minimap_frame(const struct ui *ui, struct rect r, int x, int y)
{
	uint64_t at = (uint64_t)y * (uint64_t)r.w + (uint64_t)x;

	return (uint32_t)(at * ui->model->state->frames / ((uint64_t)r.w * (uint64_t)r.h));
}

void minimap_draw(struct ui *ui, struct rect map)
{
	struct rect r = minimap_rect(ui), inner = rect_inset(r, 2);
	uint32_t first = NO_FRAME, last = 0;

	canvas_fill(&ui->canvas, r, ui->pal->back);
	for (int y = 0; y < inner.h; y++)
		for (int x = 0; x < inner.w; x++)
			canvas_fill(&ui->canvas, (struct rect){inner.x + x, inner.y + y, 1, 1},
				    frames_colour(ui, minimap_frame(ui, inner, x, y)));
	for (int y = map.y; y < map.y + map.h; y += 4) {
		uint32_t pfn = frames_at(ui, map.x + 1, y);

		if (pfn == NO_FRAME)
			continue;
		first = first == NO_FRAME ? pfn : first;
		last = pfn + ui->cam.row;
	}
	if (first != NO_FRAME) {
		uint64_t all = ui->model->state->frames;
		int top = inner.y + (int)((uint64_t)inner.h * first / all);
		int bottom = inner.y + (int)((uint64_t)inner.h * (last > all ? all : last) / all);

		canvas_outline(&ui->canvas, (struct rect){r.x, top - 1, r.w, bottom - top + 3}, 1,
			       ui->pal->select);
	}
	canvas_outline(&ui->canvas, r, 1, ui->pal->line);
	ui_on_click(ui, r, ACT_MINIMAP, 0, 0, 0);
}
