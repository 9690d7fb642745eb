/* SPDX-License-Identifier: GPL-2.0-only */
/* view_serial: the terminal on the serial line. */
#include "emu/panel/terminal.h"
#include "emu/panel/ui.h"

void view_serial_draw(struct ui *ui, struct rect r)
{
	struct rect in = ui_pane(ui, r, "");
	int w = in.w / TERMINAL_COLUMNS, h = in.h / TERMINAL_ROWS, size, row, column, x0;

	text_draw_cut(ui->text, &ui->canvas, in.x, r.y + ui->l.pad / 2, ui->l.small, in.w,
		      ui->focus ? ui->pal->accent : ui->pal->dim,
		      !ui->terminal ? "The serial line goes elsewhere"
		      : ui->focus   ? "Serial line: it gets the keys (Ctrl-Alt-G gives them back)"
				    : "Serial line: Enter or click to type into it");
	if (!ui->terminal)
		return;
	size = text_size_for_cell(ui->text, w, h + 2);
	w = text_advance(ui->text, size);
	x0 = in.x + (in.w - w * TERMINAL_COLUMNS) / 2;
	canvas_fill(
	    &ui->canvas,
	    (struct rect){x0 - 3, in.y - 3, w * TERMINAL_COLUMNS + 6, h * TERMINAL_ROWS + 6}, 0);
	for (int i = 0; i < TERMINAL_ROWS * TERMINAL_COLUMNS; i++) {
		struct terminal_cell cell =
		    terminal_cell(ui->terminal, i / TERMINAL_COLUMNS, i % TERMINAL_COLUMNS);
		int x = x0 + i % TERMINAL_COLUMNS * w, y = in.y + i / TERMINAL_COLUMNS * h;

		if (cell.back)
			canvas_fill(&ui->canvas, (struct rect){x, y, w, h}, cell.back);
		text_letter(ui->text, &ui->canvas, x, y, size, cell.bold, cell.ink, cell.codepoint);
	}
	terminal_cursor(ui->terminal, &row, &column);
	canvas_fill(&ui->canvas, (struct rect){x0 + column * w, in.y + row * h + h - 3, w, 2},
		    palette_vga[7]);
	if (ui->focus)
		canvas_outline(&ui->canvas, r, 2, ui->pal->accent);
	ui_on_click(ui, r, ACT_FOCUS, 0, 0, 0);
}
