/* SPDX-License-Identifier: GPL-2.0-only */
/* view_details: the selected frame, or the one under the mouse. */
#include <stdio.h>
#include <string.h>

#include "emu/panel/ui.h"

static void draw_empty(struct ui *ui, struct rect in)
{
	static const char *const lines[] = {
	    "Click a frame of the map, or move",
	    "to it with the arrow keys.",
	    "What the prompt allocates is",
	    "selected by itself.",
	};

	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++)
		text_draw_cut(ui->text, &ui->canvas, in.x, in.y + (int)i * ui->l.line, ui->l.small,
			      in.w, ui->pal->dim, lines[i]);
}

static uint32_t frames_of(const struct introspect_task *task)
{
	return task->anon + task->file;
}

/* Its frames of one kind: a swatch and a number, right-aligned at x. */
static void draw_count(struct ui *ui, int x, int y, uint32_t colour, uint32_t count)
{
	int letter = text_advance(ui->text, ui->l.small), swatch = ui->l.small * 3 / 4;
	char number[16];
	struct rect box = {x - 7 * letter - swatch, y + (ui->l.line - swatch) / 2, swatch, swatch};

	if (count)
		canvas_fill(&ui->canvas, box, colour);
	snprintf(number, sizeof(number), "%u", count);
	text_draw_right(ui->text, &ui->canvas, x, y, ui->l.small,
			count ? ui->pal->text : ui->pal->dim, number);
}

static void draw_program(struct ui *ui, struct rect row, const struct introspect_task *task)
{
	static const enum frame_class kinds[] = {FRAME_CACHE, FRAME_SWAP, FRAME_ANON};
	const uint32_t counts[] = {task->file, task->swap, task->anon};
	const struct light *light = &ui->model->light;
	int letter = text_advance(ui->text, ui->l.small), x = row.x + row.w;
	char name[32];

	if (light->kind == LIGHT_TASK && light->a == task->mm)
		canvas_fill(&ui->canvas, row, ui->pal->line);
	snprintf(name, sizeof(name), "%5u %s", task->pid, task->comm);
	text_draw_cut(ui->text, &ui->canvas, row.x, row.y, ui->l.small, row.w - 29 * letter,
		      ui->pal->text, name);
	for (int i = 0; i < 3; i++, x -= 10 * letter)
		draw_count(ui, x, row.y, palette_owned(ui->pal, task->pid, kinds[i]), counts[i]);
	ui_on_click(ui, row, ACT_LIGHT, LIGHT_TASK, task->mm, 0);
}

/* No frame is selected: the programs that have the most of them, as far as there is room. */
static void draw_programs(struct ui *ui, struct rect in)
{
	const struct introspect_state *state = ui->model->state;
	bool drawn[INTROSPECT_TASKS] = {false};
	struct rect row = {in.x, in.y, in.w, ui->l.line};

	text_draw(ui->text, &ui->canvas, in.x, in.y, ui->l.small, ui->pal->dim, "program");
	text_draw_right(ui->text, &ui->canvas, in.x + in.w, in.y, ui->l.small, ui->pal->dim,
			"own   in swap     files");
	for (row.y += row.h; row.y + row.h <= in.y + in.h + ui->l.pad; row.y += row.h) {
		const struct introspect_task *task, *most = NULL;

		for (unsigned i = 0; i < state->tasks; i++) {
			task = &state->task[i];
			if (!drawn[i] && (!most || frames_of(task) > frames_of(most)))
				most = task;
		}
		if (!most)
			return;
		drawn[most - state->task] = true;
		draw_program(ui, row, most);
	}
}

/* A long value goes on in further lines, broken at spaces. Returns the lines taken. */
static int draw_value(struct ui *ui, int x, int y, int w, int rows, const char *value)
{
	int columns = w / text_advance(ui->text, ui->l.small), line = 0;
	size_t length = strlen(value);

	while (line < rows && length) {
		char part[128];
		size_t take = length;

		if (columns < 4)
			return line;
		if (take > (size_t)columns && line + 1 < rows) {
			take = (size_t)columns;
			while (take > 1 && value[take] != ' ')
				take--;
			take = take > 1 ? take : (size_t)columns;
		}
		if (take >= sizeof(part))
			take = sizeof(part) - 1;
		memcpy(part, value, take);
		part[take] = 0;
		text_draw_cut(ui->text, &ui->canvas, x, y + line * ui->l.line, ui->l.small, w,
			      ui->pal->text, part);
		value += take;
		length -= take;
		while (*value == ' ') {
			value++;
			length--;
		}
		line++;
	}
	return line;
}

void view_details_draw(struct ui *ui, struct rect r)
{
	struct model *model = ui->model;
	bool programs = model->cursor == NO_FRAME && model->state->tasks;
	struct rect in = ui_pane(ui, r, programs ? "Programs and their frames" : "Selected frame");
	int letter = text_advance(ui->text, ui->l.small), column = 12 * letter;
	uint32_t pinned = model->cursor;
	int rows = (in.h + ui->l.pad) / ui->l.line, row = 0;

	if (pinned == NO_FRAME && ui->hover != NO_FRAME && ui->now_ms) {
		model->cursor = ui->hover;
		model_describe(model);
		model->cursor = pinned;
	}
	if (programs && (ui->hover == NO_FRAME || !ui->now_ms)) {
		draw_programs(ui, in);
		return;
	}
	if (!model->details) {
		draw_empty(ui, in);
		return;
	}
	for (unsigned i = 0; i < model->details && row < rows; i++) {
		const struct detail *detail = &model->detail[i];
		int y = in.y + row * ui->l.line;

		text_draw(ui->text, &ui->canvas, in.x, y, ui->l.small, ui->pal->dim, detail->label);
		row += draw_value(ui, in.x + column, y, in.w - column, rows - row, detail->value);
	}
	if (pinned == NO_FRAME)
		model->details = 0;
}
