/* SPDX-License-Identifier: GPL-2.0-only */
/* view_screen: the guest's screen: text as letters of the panel, else dot by dot. */
#include "emu/panel/cp437.h"
#include "emu/panel/ui.h"

static void draw_cells(struct ui *ui, int x0, int y0, int w, int h, int size)
{
	const struct model *model = ui->model;
	int drop = (h - text_line(ui->text, size)) / 2;

	for (int i = 0; i < MACHINE_TEXT_COLUMNS * MACHINE_TEXT_ROWS; i++) {
		uint16_t cell = model->screen[i];
		int x = x0 + i % MACHINE_TEXT_COLUMNS * w, y = y0 + i / MACHINE_TEXT_COLUMNS * h;
		uint32_t back = palette_vga[cell >> 12 & 7], ink = palette_vga[cell >> 8 & 15];

		if (back)
			canvas_fill(&ui->canvas, (struct rect){x, y, w, h}, back);
		text_letter(ui->text, &ui->canvas, x, y + drop, size, false, ink,
			    cp437[cell & 255]);
	}
}

static void draw_text(struct ui *ui, struct rect in)
{
	int w = in.w / MACHINE_TEXT_COLUMNS, h = in.h / MACHINE_TEXT_ROWS;
	int size = text_size_for_cell(ui->text, w, h + 2), cursor = ui->model->screen_cursor;
	int x = in.x + (in.w - w * MACHINE_TEXT_COLUMNS) / 2;
	int y = in.y + (in.h - h * MACHINE_TEXT_ROWS) / 2;
	struct rect glass = {x, y, w * MACHINE_TEXT_COLUMNS, h * MACHINE_TEXT_ROWS};

	canvas_fill(&ui->canvas, rect_inset(glass, -3), palette_vga[0]);
	canvas_outline(&ui->canvas, rect_inset(glass, -4), 1, ui->pal->line);
	draw_cells(ui, x, y, w, h, size);
	if (cursor >= 0 && cursor < MACHINE_TEXT_COLUMNS * MACHINE_TEXT_ROWS)
		canvas_fill(&ui->canvas,
			    (struct rect){x + cursor % MACHINE_TEXT_COLUMNS * w,
					  y + cursor / MACHINE_TEXT_COLUMNS * h + h - 3, w, 2},
			    palette_vga[7]);
}

static void draw_picture(struct ui *ui, struct rect in)
{
	const struct machine_picture *picture = &ui->model->picture;
	struct rect glass = rect_fit(in, (int)picture->w, (int)picture->h);

	if (!ui->plain)
		canvas_outline(&ui->canvas, rect_inset(glass, -1), 1, ui->pal->line);
	canvas_picture(&ui->canvas, glass, picture->px, (int)picture->w, (int)picture->h);
}

void view_screen_draw(struct ui *ui, struct rect r)
{
	const struct machine_picture *picture = &ui->model->picture;
	const char *title = ui->focus
				? "Guest screen: it gets the keys (Ctrl-Alt-G gives them back)"
				: "Guest screen: Enter or click to type into it";
	struct rect in = ui->plain ? r : ui_pane(ui, r, "");

	if (ui->plain)
		canvas_fill(&ui->canvas, r, palette_vga[0]);
	else
		text_draw_cut(ui->text, &ui->canvas, in.x, r.y + ui->l.pad / 2, ui->l.small, in.w,
			      ui->focus ? ui->pal->accent : ui->pal->dim, title);
	if (!ui->plain)
		in = rect_inset(in, -ui->l.pad / 2);
	/* Small letters are read better than small dots. */
	if (picture->px && (ui->plain || !picture->text))
		draw_picture(ui, in);
	else if (!ui->plain)
		draw_text(ui, in);
	if (ui->focus && !ui->plain)
		canvas_outline(&ui->canvas, r, 2, ui->pal->accent);
	ui_on_click(ui, r, ACT_FOCUS, 0, 0, 0);
}
