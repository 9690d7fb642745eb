/* SPDX-License-Identifier: GPL-2.0-only */
/* view_status: the bar above (what runs, views) and the line below (how it runs, messages). */
#include <stdio.h>
#include <string.h>

#include "emu/panel/ui.h"

void view_top_draw(struct ui *ui, struct rect r)
{
	int letter = text_advance(ui->text, ui->l.font),
	    y = r.y + (r.h - text_line(ui->text, ui->l.font)) / 2;
	int x = r.x + r.w - ui->l.gap, names_x;
	char label[32];

	for (int i = VIEWS - 1; i >= 0; i--) {
		bool on = ui->view == (enum view)i;
		int w;

		if (i == VIEW_SERIAL && !ui->terminal)
			continue;
		snprintf(label, sizeof(label), "%d %s", i + 1, view_name((enum view)i));
		w = text_width(ui->text, ui->l.font, label) + 2 * letter;
		x -= w;
		if (on)
			canvas_fill(&ui->canvas, (struct rect){x, r.y + 4, w, r.h - 8},
				    ui->pal->line);
		text_draw(ui->text, &ui->canvas, x + letter, y, ui->l.font,
			  on ? ui->pal->title : ui->pal->dim, label);
		ui_on_click(ui, (struct rect){x, r.y, w, r.h}, ACT_VIEW, (uint32_t)i, 0, 0);
	}
	names_x = text_draw_bold(ui->text, &ui->canvas, r.x + ui->l.gap + ui->l.pad, y, ui->l.font,
				 ui->pal->title, "zonemu");
	text_draw_cut(ui->text, &ui->canvas, names_x + 2 * letter, y, ui->l.font,
		      x - names_x - 3 * letter, ui->pal->dim, ui->title);
}

static void condition(const struct ui *ui, char *text, size_t bytes)
{
	const struct model *model = ui->model;
	size_t used;

	used = (size_t)snprintf(text, bytes, "%s",
				model->ended	 ? "ended"
				: model->waiting ? "running to the next allocation"
				: model->paused	 ? "paused"
						 : "running");
	if (ui->now_ms && model->mips > 0.05 && !model->paused && used < bytes)
		used += (size_t)snprintf(text + used, bytes - used, "  %.1f MIPS", model->mips);
	if (model->speed < 100 && used < bytes)
		used += (size_t)snprintf(text + used, bytes - used, "  speed %u%%", model->speed);
	if (used < bytes)
		used += (size_t)snprintf(text + used, bytes - used, "  t=%llu.%03llu s",
					 (unsigned long long)(model->now_ns / 1000000000),
					 (unsigned long long)(model->now_ns / 1000000 % 1000));
	if (model->paused && used < bytes)
		used += (size_t)snprintf(text + used, bytes - used, "  %llu instructions",
					 (unsigned long long)model->insns);
	for (unsigned i = 0; i < model->state->zones && used < bytes; i++)
		if (model->state->zone[i].spanned)
			used += (size_t)snprintf(text + used, bytes - used, "  %s %u free",
						 model->state->zone[i].name,
						 model->state->zone[i].free);
	if (model->state->in_flux && used < bytes)
		snprintf(text + used, bytes - used, "  (in flux)");
}

void view_status_draw(struct ui *ui, struct rect r)
{
	int y = r.y + (r.h - text_line(ui->text, ui->l.small)) / 2, x = r.x + ui->l.gap + ui->l.pad;
	int letter = text_advance(ui->text, ui->l.small), max = r.w - 2 * ui->l.gap - 2 * ui->l.pad;
	const char *keys =
	    ui->hint ? "Press ? for the keys; click the guest's screen to type into it" : "? keys";
	const char *why = ui->model->in ? introspect_why_blind(ui->model->in) : NULL;
	char text[256];

	if (ui->searching) {
		snprintf(text, sizeof(text), "find frame, 0xaddress, symbol or cache: %s_",
			 ui->search);
		text_draw_cut(ui->text, &ui->canvas, x, y, ui->l.small, max, ui->pal->accent, text);
		return;
	}
	text_draw_right(ui->text, &ui->canvas, x + max, y, ui->l.small,
			ui->hint ? ui->pal->accent : ui->pal->dim, keys);
	ui_on_click(ui, r, ACT_HELP, 0, 0, 0);
	max -= text_width(ui->text, ui->l.small, keys) + 2 * letter;
	if (ui->message[0]) {
		snprintf(text, sizeof(text), "%s%s", ui->message,
			 ui->model->paused ? "; the machine is paused" : "");
		text_draw_cut(ui->text, &ui->canvas, x, y, ui->l.small, max, ui->pal->warn, text);
		return;
	}
	if (ui->model->notice[0]) {
		text_draw_cut(ui->text, &ui->canvas, x, y, ui->l.small, max, ui->pal->warn,
			      ui->model->notice);
		return;
	}
	condition(ui, text, sizeof(text));
	if (why) {
		size_t used = strlen(text);

		snprintf(text + used, sizeof(text) - used, "  what the machine knows (%s)", why);
	}
	text_draw_cut(ui->text, &ui->canvas, x, y, ui->l.small, max, ui->pal->dim, text);
}
