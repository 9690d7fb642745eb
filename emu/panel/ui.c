/* SPDX-License-Identifier: GPL-2.0-only */
/* ui: puts the views together. */
#include "emu/panel/ui.h"

void ui_arrange(struct ui *ui)
{
	int below = 0;

	ui->scale = layout_scale(ui->wanted_scale, ui->canvas.w, ui->canvas.h);
	if (ui->lesson_text[0])
		below = view_lesson_height(ui, LESSON_LINES);
	ui->l = layout_compute(ui->canvas.w, ui->canvas.h - below, ui->scale, ui->view);
}

void ui_on_click(struct ui *ui, struct rect r, enum action action, uint32_t a, uint32_t b,
		 uint32_t c)
{
	if (ui->clicks < UI_CLICKS)
		ui->click[ui->clicks++] = (struct click){r, action, a, b, c};
}

struct rect ui_pane(struct ui *ui, struct rect r, const char *title)
{
	canvas_fill(&ui->canvas, r, ui->pal->pane);
	text_draw_bold(ui->text, &ui->canvas, r.x + ui->l.pad, r.y + ui->l.pad / 2, ui->l.font,
		       ui->pal->title, title);
	return (struct rect){r.x + ui->l.pad, r.y + ui->l.pad + ui->l.line, r.w - 2 * ui->l.pad,
			     r.h - 2 * ui->l.pad - ui->l.line};
}

bool ui_shows_serial(const struct ui *ui)
{
	return ui->terminal &&
	       (ui->l.pane[PANE_SERIAL].w > 0 || (ui->serial_first && ui->view == VIEW_ALL));
}

void ui_draw(struct ui *ui)
{
	static void (*const draw[PANES])(struct ui *, struct rect) = {
	    [PANE_TOP] = view_top_draw,	      [PANE_FRAMES] = view_frames_draw,
	    [PANE_LEGEND] = view_legend_draw, [PANE_DETAILS] = view_details_draw,
	    [PANE_ZONES] = view_zones_draw,   [PANE_SLABS] = view_slabs_draw,
	    [PANE_SCREEN] = view_screen_draw, [PANE_SERIAL] = view_serial_draw,
	    [PANE_STATUS] = view_status_draw, [PANE_OUTSIDE] = view_outside_draw,
	};

	ui->clicks = 0;
	canvas_clip(&ui->canvas, NULL);
	canvas_fill(&ui->canvas, ui->canvas.clip, ui->pal->back);
	for (int i = 0; i < PANES; i++) {
		struct rect r = ui->l.pane[i];

		if (r.w <= 0 || r.h <= 0)
			continue;
		canvas_clip(&ui->canvas, &r);
		if (i == PANE_SCREEN && ui_shows_serial(ui))
			view_serial_draw(ui, r);
		else
			draw[i](ui, r);
	}
	canvas_clip(&ui->canvas, NULL);
	if (ui->lesson_text[0])
		view_lesson_draw(ui);
	if (ui->help)
		view_help_draw(ui);
}

void ui_act(struct ui *ui, const struct click *click, int x, int y)
{
	struct light light = {click->a, click->b, click->c};
	uint32_t pfn;

	ui->focus = click->action == ACT_FOCUS;
	switch (click->action) {
	case ACT_LIGHT:
		model_light(ui->model, light);
		break;
	case ACT_VIEW:
		ui->view = (enum view)click->a;
		ui_arrange(ui);
		break;
	case ACT_FRAMES:
		pfn = frames_at(ui, x, y);
		if (pfn != NO_FRAME)
			model_select(ui->model, pfn, pfn, 1, "");
		break;
	case ACT_MINIMAP:
		frames_show(ui, (uint32_t)((uint64_t)(y - click->r.y) * ui->model->state->frames /
					   (uint64_t)click->r.h));
		break;
	case ACT_OUTSIDE:
		outside_click(ui, click, x);
		break;
	case ACT_PAUSE:
		model_pause(ui->model, !ui->model->paused);
		break;
	case ACT_HELP:
		ui->help = !ui->help;
		break;
	default:
		break;
	}
}
