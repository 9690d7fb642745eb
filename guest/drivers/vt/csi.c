/* SPDX-License-Identifier: GPL-2.0-only */
/* csi: what the sequences that begin with ESC [ do (console_codes(4), ECMA-48). */
#include <linux/bitmap.h>
#include <linux/kernel.h>
#include <linux/string.h>

#include "vt.h"

/* ANSI's colours in the VGA's order. */
static const u8 vga_colour[8] = {0, 4, 2, 6, 1, 5, 3, 7};

void vt_goto(struct vt *vt, int x, int y)
{
	int top = vt->origin ? vt->top : 0, bottom = vt->origin ? vt->bottom : VT_ROWS;

	vt->pen.x = clamp(x, 0, VT_COLUMNS - 1);
	vt->pen.y = clamp(y, top, bottom - 1);
	vt->wrap = false;
}

void vt_goto_origin(struct vt *vt, int x, int y)
{
	vt_goto(vt, x, vt->origin ? vt->top + y : y);
}

void vt_reply(struct vt *vt, const char *text)
{
	size_t len = strlen(text);

	if (vt->nr_replies + len <= VT_REPLIES) {
		memcpy(vt->replies + vt->nr_replies, text, len);
		vt->nr_replies += len;
	}
}

static unsigned int param(const struct vt *vt, unsigned int i, unsigned int if_none)
{
	return vt->params[i] ? vt->params[i] : if_none;
}

static void erase_screen(struct vt *vt, unsigned int how)
{
	unsigned int at = vt->pen.y * VT_COLUMNS + vt->pen.x;

	if (how == 0)
		vt_clear(vt, at, VT_CELLS);
	else if (how == 1)
		vt_clear(vt, 0, at + 1);
	else if (how <= 3)
		vt_clear(vt, 0, VT_CELLS);
	if (how == 3)
		vt->history_rows = 0;
	vt->wrap = false;
}

static void erase_line(struct vt *vt, unsigned int how)
{
	unsigned int row = vt->pen.y * VT_COLUMNS, at = row + vt->pen.x;

	if (how == 0)
		vt_clear(vt, at, row + VT_COLUMNS);
	else if (how == 1)
		vt_clear(vt, row, at + 1);
	else if (how == 2)
		vt_clear(vt, row, row + VT_COLUMNS);
	vt->wrap = false;
}

static void erase_cells(struct vt *vt, unsigned int count)
{
	unsigned int at = vt->pen.y * VT_COLUMNS + vt->pen.x;

	vt_clear(vt, at, at + min(count, (unsigned int)VT_COLUMNS - vt->pen.x));
	vt->wrap = false;
}

static void shift_lines(struct vt *vt, unsigned int rows, bool in)
{
	if (vt->pen.y >= vt->bottom)
		return;
	if (in)
		vt_scroll_down(vt, vt->pen.y, vt->bottom, rows);
	else
		vt_scroll_up(vt, vt->pen.y, vt->bottom, rows);
	vt->wrap = false;
}

static void set_region(struct vt *vt)
{
	unsigned int top = param(vt, 0, 1), bottom = param(vt, 1, VT_ROWS);

	if (top >= bottom || bottom > VT_ROWS)
		return;
	vt->top = top - 1;
	vt->bottom = bottom;
	vt_goto_origin(vt, 0, 0);
}

/* ---- colours ---- */

struct rgb {
	u8 r, g, b;
};

/* The nearest of sixteen. */
static void nearest_foreground(struct vt_pen *pen, struct rgb c)
{
	u8 most = max3(c.r, c.g, c.b), hue = 0;

	hue |= c.r > most / 2 ? 4 : 0;
	hue |= c.g > most / 2 ? 2 : 0;
	hue |= c.b > most / 2 ? 1 : 0;
	if (hue == 7 && most <= 0x55) {
		hue = 0;
		pen->intensity = VT_BOLD;
	} else {
		pen->intensity = most > 0xaa ? VT_BOLD : VT_NORMAL;
	}
	pen->color = (pen->color & 0xf0) | hue;
}

static void nearest_background(struct vt_pen *pen, struct rgb c)
{
	pen->color =
	    (pen->color & 0x0f) | (c.r & 0x80) >> 1 | (c.g & 0x80) >> 2 | (c.b & 0x80) >> 3;
}

/* Of xterm's 256: sixteen, a cube of six to the side, shades of grey. */
static struct rgb colour_of_256(unsigned int i)
{
	u8 grey = i * 10 - 2312, on = i < 8 ? 0xaa : 0xff, off = i < 8 ? 0 : 0x55;

	if (i < 16)
		return (struct rgb){i & 1 ? on : off, i & 2 ? on : off, i & 4 ? on : off};
	if (i >= 232)
		return (struct rgb){grey, grey, grey};
	i -= 16;
	return (struct rgb){i / 36 * 255 / 6, i / 6 % 6 * 255 / 6, i % 6 * 255 / 6};
}

/* 38;5;N or 38;2;R;G;B, 48 for the background. Which parameter was its last. */
static unsigned int extended_colour(struct vt *vt, unsigned int i)
{
	const u16 *p = vt->params + i;
	struct rgb c;

	if (i + 2 < vt->nr_params && p[1] == 5) {
		c = colour_of_256(p[2] & 0xff);
		i += 2;
	} else if (i + 4 < vt->nr_params && p[1] == 2) {
		c = (struct rgb){p[2], p[3], p[4]};
		i += 4;
	} else {
		return i + 1 < vt->nr_params ? i + 1 : i;
	}
	if (p[0] == 38)
		nearest_foreground(&vt->pen, c);
	else
		nearest_background(&vt->pen, c);
	return i;
}

static void colour(struct vt_pen *pen, unsigned int code)
{
	if (code >= 90 && code <= 107) {
		if (code < 100)
			pen->intensity = VT_BOLD;
		code -= 60;
	}
	if (code >= 30 && code <= 37)
		pen->color = (pen->color & 0xf0) | vga_colour[code - 30];
	else if (code >= 40 && code <= 47)
		pen->color = (pen->color & 0x0f) | vga_colour[code - 40] << 4;
}

static void plain_pen(struct vt_pen *pen)
{
	pen->color = DEFAULT_ATTR;
	pen->intensity = VT_NORMAL;
	pen->italic = pen->underline = pen->blink = pen->reverse = false;
}

static void set_pen(struct vt *vt, unsigned int code)
{
	struct vt_pen *pen = &vt->pen;

	switch (code) {
	case 0:
		plain_pen(pen);
		break;
	case 1:
	case 2:
	case 22:
		pen->intensity = code == 1 ? VT_BOLD : code == 2 ? VT_HALF : VT_NORMAL;
		break;
	case 3:
	case 23:
		pen->italic = code == 3;
		break;
	case 4:
	case 21:
	case 24:
		pen->underline = code != 24;
		break;
	case 5:
	case 25:
		pen->blink = code == 5;
		break;
	case 7:
	case 27:
		pen->reverse = code == 7;
		break;
	case 10:
	case 11:
	case 12:
		vt->show_controls = code != 10;
		vt->set = code == 10 ? pen->sets[pen->charset] : VT_IBMPC;
		break;
	case 39:
		pen->color = (pen->color & 0xf0) | (DEFAULT_ATTR & 0x0f);
		break;
	case 49:
		pen->color = (pen->color & 0x0f) | (DEFAULT_ATTR & 0xf0);
		break;
	default:
		colour(pen, code);
	}
}

static void set_pens(struct vt *vt)
{
	unsigned int i;

	for (i = 0; i < vt->nr_params; i++)
		if (vt->params[i] == 38 || vt->params[i] == 48)
			i = extended_colour(vt, i);
		else
			set_pen(vt, vt->params[i]);
	vt_term_attr(vt);
}

/* ---- modes and reports ---- */

static void private_mode(struct vt *vt, unsigned int mode, bool on)
{
	switch (mode) {
	case 1:
		vt->application_cursor = on;
		break;
	case 5:
		if (vt->inverse != on)
			vt_invert_all(vt);
		vt->inverse = on;
		vt_term_attr(vt);
		break;
	case 6:
		vt->origin = on;
		vt_goto_origin(vt, 0, 0);
		break;
	case 7:
		vt->no_autowrap = !on;
		break;
	case 25:
		vt->cursor_off = !on;
		break;
	}
}

static void ansi_mode(struct vt *vt, unsigned int mode, bool on)
{
	switch (mode) {
	case 3:
		vt->show_controls = on;
		break;
	case 4:
		vt->insert = on;
		break;
	case 20:
		vt->newline = on;
		break;
	}
}

static void set_modes(struct vt *vt, bool on)
{
	unsigned int i;

	for (i = 0; i < vt->nr_params; i++)
		if (vt->private == '?')
			private_mode(vt, vt->params[i], on);
		else if (!vt->private)
			ansi_mode(vt, vt->params[i], on);
}

static void report(struct vt *vt)
{
	char text[16];

	if (vt->params[0] == 5) {
		vt_reply(vt, "\033[0n");
	} else if (vt->params[0] == 6) {
		snprintf(text, sizeof(text), "\033[%d;%dR",
			 vt->pen.y + 1 - (vt->origin ? vt->top : 0), vt->pen.x + 1);
		vt_reply(vt, text);
	}
}

static void clear_tabs(struct vt *vt)
{
	if (!vt->params[0])
		__clear_bit(vt->pen.x, vt->tabs);
	else if (vt->params[0] == 3)
		bitmap_zero(vt->tabs, VT_COLUMNS);
}

/* True: it was a move. */
static bool move(struct vt *vt, u8 final)
{
	int n = param(vt, 0, 1), x = vt->pen.x, y = vt->pen.y;

	switch (final) {
	case 'A':
		vt_goto(vt, x, y - n);
		break;
	case 'B':
	case 'e':
		vt_goto(vt, x, y + n);
		break;
	case 'C':
	case 'a':
		vt_goto(vt, x + n, y);
		break;
	case 'D':
		vt_goto(vt, x - n, y);
		break;
	case 'E':
		vt_goto(vt, 0, y + n);
		break;
	case 'F':
		vt_goto(vt, 0, y - n);
		break;
	case 'G':
	case '`':
		vt_goto(vt, n - 1, y);
		break;
	case 'd':
		vt_goto_origin(vt, x, n - 1);
		break;
	case 'H':
	case 'f':
		vt_goto_origin(vt, param(vt, 1, 1) - 1, n - 1);
		break;
	default:
		return false;
	}
	return true;
}

static void plain_csi(struct vt *vt, u8 final)
{
	unsigned int n = param(vt, 0, 1);

	switch (final) {
	case 'J':
		erase_screen(vt, vt->params[0]);
		break;
	case 'K':
		erase_line(vt, vt->params[0]);
		break;
	case 'L':
	case 'M':
		shift_lines(vt, n, final == 'L');
		break;
	case '@':
	case 'P':
		vt_shift(vt, n, final == '@');
		vt->wrap = false;
		break;
	case 'X':
		erase_cells(vt, n);
		break;
	case 'c':
		if (!vt->params[0])
			vt_reply(vt, "\033[?6c");
		break;
	case 'g':
		clear_tabs(vt);
		break;
	case 'm':
		set_pens(vt);
		break;
	case 'n':
		report(vt);
		break;
	case 'r':
		set_region(vt);
		break;
	case 's':
		vt->saved = vt->pen;
		break;
	case 'u':
		vt_restore_pen(vt);
		break;
	}
}

void vt_csi(struct vt *vt, u8 final)
{
	if (final == 'h' || final == 'l')
		set_modes(vt, final == 'h');
	else if (!vt->private && !move(vt, final))
		plain_csi(vt, final);
}
