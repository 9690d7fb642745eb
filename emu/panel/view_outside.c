/* SPDX-License-Identifier: GPL-2.0-only */
/* view_outside: what may be set around the machine, as sliders and switches; what went over the I2C
 * buses last. */
#include <stdio.h>
#include <string.h>

#include "emu/panel/ui.h"

#define NAME_LETTERS  20
#define VALUE_LETTERS 10
#define KNOB_W	      6

static bool is_switch(const struct machine_property *p)
{
	return p->least == 0 && p->most == 1;
}

/* Of the arrow keys: a unit where the range has enough of them. */
static double step_of(const struct machine_property *p)
{
	double range = p->most - p->least;

	return is_switch(p) || range > 20 ? 1 : range / 20;
}

static void draw_switch(struct ui *ui, struct rect bar, const struct machine_property *p)
{
	struct rect box = {bar.x, bar.y, bar.h, bar.h};

	canvas_outline(&ui->canvas, box, 1, ui->pal->dim);
	if (p->value >= 0.5)
		canvas_fill(&ui->canvas, rect_inset(box, 3), ui->pal->accent);
}

static void draw_slider(struct ui *ui, struct rect bar, const struct machine_property *p)
{
	double part = (p->value - p->least) / (p->most - p->least);
	int x = bar.x + (int)(part * (bar.w - KNOB_W));

	canvas_fill(&ui->canvas, (struct rect){bar.x, bar.y + bar.h / 2 - 1, bar.w, 3},
		    ui->pal->line);
	canvas_fill(&ui->canvas, (struct rect){x, bar.y, KNOB_W, bar.h}, ui->pal->accent);
}

static void draw_row(struct ui *ui, struct rect row, unsigned n)
{
	const struct machine_property *p = &ui->model->property[n];
	int letter = text_advance(ui->text, ui->l.font);
	struct rect bar = {row.x + NAME_LETTERS * letter, row.y + 2, row.w * 40 / 100, row.h - 6};
	char value[32];

	if (n == ui->outside_row)
		canvas_fill(&ui->canvas, row, ui->pal->line);
	text_draw(ui->text, &ui->canvas, row.x + letter / 2, row.y, ui->l.font, ui->pal->text,
		  p->name);
	if (is_switch(p))
		draw_switch(ui, bar, p);
	else
		draw_slider(ui, bar, p);
	snprintf(value, sizeof(value), "%g", p->value);
	text_draw_right(ui->text, &ui->canvas, bar.x + bar.w + VALUE_LETTERS * letter, row.y,
			ui->l.font, ui->pal->title, value);
	text_draw_cut(ui->text, &ui->canvas, bar.x + bar.w + (VALUE_LETTERS + 2) * letter, row.y,
		      ui->l.small, row.x + row.w - bar.x - bar.w - (VALUE_LETTERS + 2) * letter,
		      ui->pal->dim, p->help);
	ui_on_click(ui, row, ACT_OUTSIDE, n, (uint32_t)bar.x, (uint32_t)bar.w);
}

static int draw_messages(struct ui *ui, struct rect in, int y)
{
	const struct model *model = ui->model;

	text_draw_bold(ui->text, &ui->canvas, in.x, y, ui->l.font, ui->pal->title,
		       "What went over the I2C buses, the latest last");
	y += ui->l.line + ui->l.pad;
	if (!model->messages_shown)
		text_draw(ui->text, &ui->canvas, in.x, y, ui->l.small, ui->pal->dim,
			  "Nothing yet.");
	for (unsigned i = 0; i < model->messages_shown && y + ui->l.line <= in.y + in.h; i++) {
		text_draw_cut(ui->text, &ui->canvas, in.x, y, ui->l.font, in.w, ui->pal->text,
			      model->message[i]);
		y += ui->l.line + 2;
	}
	return y;
}

void view_outside_draw(struct ui *ui, struct rect r)
{
	struct rect in = ui_pane(ui, r, "Around the machine: arrows or a click set a value");
	int step = ui->l.line + ui->l.pad, y = in.y + ui->l.pad;

	for (unsigned n = 0; n < ui->model->properties; n++, y += step)
		draw_row(ui, (struct rect){in.x, y, in.w, step - 2}, n);
	y = draw_messages(ui, in, y + ui->l.line);
	if (y + 2 * ui->l.line < in.y + in.h)
		text_draw_cut(
		    ui->text, &ui->canvas, in.x, in.y + in.h - ui->l.line, ui->l.small, in.w,
		    ui->pal->dim,
		    "S START, Sr a repeated one, P STOP, W and R to and from the device, + "
		    "acknowledged, - not, (ms) the clock held");
}

static void set(struct ui *ui, unsigned n, double value)
{
	const struct machine_property *p = &ui->model->property[n];
	char spec[80];

	value = value < p->least ? p->least : value > p->most ? p->most : value;
	snprintf(spec, sizeof(spec), "%s=%.3f", p->name, value);
	model_set(ui->model, spec, ui->message, sizeof(ui->message));
}

void outside_click(struct ui *ui, const struct click *click, int x)
{
	const struct machine_property *p = &ui->model->property[click->a];
	double part = (double)(x - (int)click->b) / (double)click->c;

	ui->outside_row = click->a;
	if (is_switch(p))
		set(ui, click->a, p->value < 0.5);
	else if (part >= 0 && part <= 1)
		set(ui, click->a, p->least + part * (p->most - p->least));
}

void outside_move(struct ui *ui, int rows)
{
	unsigned count = ui->model->properties;

	if (count)
		ui->outside_row = (ui->outside_row + count + (unsigned)(rows + (int)count)) % count;
}

void outside_change(struct ui *ui, int steps)
{
	const struct machine_property *p = &ui->model->property[ui->outside_row];

	if (ui->outside_row < ui->model->properties)
		set(ui, ui->outside_row, p->value + steps * step_of(p));
}
