/* SPDX-License-Identifier: GPL-2.0-only */
/* view_help: the keys, over everything else. */
#include "emu/panel/ui.h"

static const struct {
	const char *key, *what;
} keys[] = {
    {"1-7  Tab", "views: all, serial, frames, zones, slabs, screen, outside"},
    {"Enter", "type into the guest; Ctrl-Alt-G gives the keys back"},
    {"wheel  z x", "zoom in and out at the mouse; 0 shows all"},
    {"drag", "move the map; PgUp PgDn and Home move it too"},
    {"arrows", "go from frame to frame; Shift: by rows of eight"},
    {"click", "select a frame; a bar, class, cache or zone lights its frames"},
    {"o c", "light the next free order, the next class; Esc: nothing lit"},
    {"k", "light the next slab cache;  [ ] scroll the caches"},
    {"7 arrows", "set the sensor's temperature and more; Shift: ten steps"},
    {"/", "find a frame, 0xaddress, symbol or cache"},
    {"s", "bring the selection into view"},
    {"Space", "pause and go on"},
    {".", "one instruction"},
    {"n", "run to the next allocation"},
    {"- +", "slower, faster"},
    {"F12", "write a picture (PNG)"},
    {"Ctrl-Alt-F", "full screen;  Ctrl-Alt-+ and - change the size"},
    {"q", "close the window and end the machine (asks first)"},
    {"?", "this list"},
};

#define KEYS (sizeof(keys) / sizeof(keys[0]))

void view_help_draw(struct ui *ui)
{
	int letter = text_advance(ui->text, ui->l.font), line = ui->l.line + ui->l.gap / 2;
	int w = 78 * letter, h = (int)(KEYS + 2) * line + 2 * ui->l.pad;
	struct rect r;

	w = w > ui->canvas.w - 20 ? ui->canvas.w - 20 : w;
	r = (struct rect){(ui->canvas.w - w) / 2, (ui->canvas.h - h) / 2, w, h};
	canvas_blend(&ui->canvas, (struct rect){0, 0, ui->canvas.w, ui->canvas.h}, ui->pal->back,
		     150);
	canvas_fill(&ui->canvas, r, ui->pal->pane);
	canvas_outline(&ui->canvas, r, 2, ui->pal->accent);
	canvas_clip(&ui->canvas, &r);
	text_draw_bold(ui->text, &ui->canvas, r.x + 2 * ui->l.pad, r.y + ui->l.pad, ui->l.font,
		       ui->pal->title, "Keys");
	for (size_t i = 0; i < KEYS; i++) {
		int y = r.y + ui->l.pad + (int)(i + 1) * line + ui->l.gap / 2;

		text_draw(ui->text, &ui->canvas, r.x + 2 * ui->l.pad, y, ui->l.font,
			  ui->pal->accent, keys[i].key);
		text_draw_cut(ui->text, &ui->canvas, r.x + 2 * ui->l.pad + 13 * letter, y,
			      ui->l.font, r.w - 15 * letter, ui->pal->text, keys[i].what);
	}
	canvas_clip(&ui->canvas, NULL);
}
