/* SPDX-License-Identifier: GPL-2.0-only */
/* view_lesson: the text of a lesson, in a box below the panel. */
#include <stdio.h>
#include <string.h>

#include "emu/panel/ui.h"

#define MAX_LINES   24
#define LESSON_FONT 18 /* at scale 1, as the layout's */
#define LESSON_PAD  10

struct line {
	const char *text;
	int bytes;
};

/* Break at spaces; a newline always breaks. */
static unsigned wrap(const char *text, int columns, struct line *line)
{
	unsigned count = 0;

	while (*text && count < MAX_LINES) {
		int length = (int)strcspn(text, "\n"), cut = length;

		if (cut > columns) {
			cut = columns;
			while (cut && text[cut] != ' ')
				cut--;
			cut = cut ? cut : columns;
		}
		line[count++] = (struct line){text, cut};
		text += cut;
		text += *text == ' ' || *text == '\n';
	}
	return count;
}

static int font_size(const struct ui *ui)
{
	return (int)(LESSON_FONT * ui->scale + 0.5);
}

int view_lesson_height(const struct ui *ui, unsigned lines)
{
	int pad = (int)(LESSON_PAD * ui->scale + 0.5);

	return (int)lines * text_line(ui->text, font_size(ui)) + 4 * pad;
}

void view_lesson_draw(struct ui *ui)
{
	struct line line[MAX_LINES];
	int size = font_size(ui), step = text_line(ui->text, size);
	int advance = text_advance(ui->text, size);
	int w = ui->canvas.w - 2 * ui->l.gap, columns = (w - 4 * ui->l.pad) / advance;
	unsigned count = wrap(ui->lesson_text, columns > 8 ? columns : 8, line);
	unsigned lines = count + ui->lesson_waits;
	int h = view_lesson_height(ui, lines < LESSON_LINES ? LESSON_LINES : lines) - ui->l.gap;
	struct rect r = {ui->l.gap, ui->canvas.h - h - ui->l.gap, w, h};
	char text[512];

	canvas_fill(&ui->canvas, r, ui->pal->pane);
	canvas_outline(&ui->canvas, r, 2, ui->pal->accent);
	for (unsigned i = 0; i < count; i++) {
		snprintf(text, sizeof(text), "%.*s", line[i].bytes, line[i].text);
		text_draw(ui->text, &ui->canvas, r.x + 2 * ui->l.pad,
			  r.y + ui->l.pad + (int)i * step, size, ui->pal->text, text);
	}
	if (ui->lesson_waits)
		text_draw_right(ui->text, &ui->canvas, r.x + r.w - 2 * ui->l.pad,
				r.y + r.h - step - ui->l.pad / 2, ui->l.font, ui->pal->accent,
				"Space: go on   PageUp: back");
}
