/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * term: the terminal that TERM=linux describes: a VT102 with colours (console_codes(4)).
 *
 * Bytes are taken one at a time. Control characters act in the midst of a sequence, as they do
 * on a VT102; what is no sequence of ours is passed over up to its end.
 */
#include <linux/bitmap.h>
#include <linux/kernel.h>
#include <linux/string.h>

#include "vt.h"

enum {
	PLAIN,
	ESCAPE,
	CSI,	    /* "[" has come: a private mark may follow */
	CSI_PARAMS, /* numbers */
	CSI_IGNORE, /* up to its final byte */
	FUNCTION,   /* "[[": one byte of a function key's own sequence */
	SET_G0,	    /* "(" */
	SET_G1,	    /* ")" */
	HASH,
	PERCENT,
	OSC, /* "]": a palette's colour, or text up to BEL or ST */
	OSC_PALETTE,
	OSC_TEXT,
};

#define PALETTE_DIGITS 7

static void line_feed(struct vt *vt)
{
	if (vt->pen.y + 1 == vt->bottom)
		vt_scroll_up(vt, vt->top, vt->bottom, 1);
	else if (vt->pen.y < VT_ROWS - 1)
		vt->pen.y++;
	vt->wrap = false;
}

static void reverse_line_feed(struct vt *vt)
{
	if (vt->pen.y == vt->top)
		vt_scroll_down(vt, vt->top, vt->bottom, 1);
	else if (vt->pen.y)
		vt->pen.y--;
	vt->wrap = false;
}

static void carriage_return(struct vt *vt)
{
	vt->pen.x = 0;
	vt->wrap = false;
}

void vt_term_attr(struct vt *vt)
{
	const struct vt_pen *pen = &vt->pen;
	u8 attr = pen->color;

	if (pen->italic)
		attr = (attr & 0xf0) | 2;
	else if (pen->underline)
		attr = (attr & 0xf0) | 3;
	else if (pen->intensity == VT_HALF)
		attr = (attr & 0xf0) | 8;
	if (pen->reverse != vt->inverse)
		attr = (attr & 0x88) | ((attr >> 4 | attr << 4) & 0x77);
	if (pen->blink)
		attr ^= 0x80;
	if (pen->intensity == VT_BOLD)
		attr ^= 0x08;
	vt->attr = attr;
}

void vt_restore_pen(struct vt *vt)
{
	vt->pen = vt->saved;
	vt->set = vt->pen.sets[vt->pen.charset];
	vt->wrap = false;
	vt_term_attr(vt);
}

void vt_term_reset(struct vt *vt, bool clear)
{
	unsigned int x;

	vt->top = 0;
	vt->bottom = VT_ROWS;
	vt->state = PLAIN;
	vt->utf8 = true;
	vt->code_bytes = 0;
	vt->wrap = vt->application_cursor = vt->origin = vt->no_autowrap = vt->insert = false;
	vt->newline = vt->inverse = vt->cursor_off = vt->show_controls = false;
	vt->pen = (struct vt_pen){.x = vt->pen.x,
				  .y = vt->pen.y,
				  .color = DEFAULT_ATTR,
				  .intensity = VT_NORMAL,
				  .sets = {VT_LATIN1, VT_GRAPHICS}};
	vt->set = VT_LATIN1;
	bitmap_zero(vt->tabs, VT_COLUMNS);
	for (x = 8; x < VT_COLUMNS; x += 8)
		__set_bit(x, vt->tabs);
	vt_term_attr(vt);
	if (clear) {
		vt->pen.x = vt->pen.y = 0;
		vt_clear(vt, 0, VT_CELLS);
	}
	vt->saved = vt->pen;
}

/* ---- characters ---- */

static void put_glyph(struct vt *vt, u8 glyph)
{
	if (vt->wrap) {
		carriage_return(vt);
		line_feed(vt);
	}
	if (vt->insert)
		vt_shift(vt, 1, true);
	*vt_cell(vt, vt->pen.x, vt->pen.y) = vt->attr << 8 | glyph;
	if (vt->pen.x == VT_COLUMNS - 1)
		vt->wrap = !vt->no_autowrap;
	else
		vt->pen.x++;
}

static void put_code(struct vt *vt, u32 code)
{
	int glyph = vt_glyph_of_unicode(code);

	if (glyph >= 0)
		put_glyph(vt, glyph);
}

/* False: the byte does not belong to the character that had begun, and stands for itself. */
static bool utf8_goes_on(struct vt *vt, u8 byte)
{
	static const u32 least[] = {0, 0x80, 0x800, 0x10000};
	unsigned int bytes = vt->code_bytes & 0xf, all = vt->code_bytes >> 4;

	if ((byte & 0xc0) != 0x80) {
		vt->code_bytes = 0;
		put_code(vt, 0xfffd);
		return false;
	}
	vt->code = vt->code << 6 | (byte & 0x3f);
	vt->code_bytes = bytes == 1 ? 0 : all << 4 | (bytes - 1);
	if (vt->code_bytes)
		return true;
	if (vt->code < least[all] || (vt->code & ~0x7ffu) == 0xd800 || vt->code > 0x10ffff)
		vt->code = 0xfffd;
	put_code(vt, vt->code);
	return true;
}

static void utf8_begins(struct vt *vt, u8 byte)
{
	unsigned int more = (byte & 0xe0) == 0xc0 ? 1 : (byte & 0xf0) == 0xe0 ? 2 : 3;

	if ((byte & 0xc0) == 0x80 || byte >= 0xf8) {
		put_code(vt, 0xfffd);
		return;
	}
	vt->code = byte & (0x3f >> more);
	vt->code_bytes = more << 4 | more;
}

static void put_character(struct vt *vt, u8 byte)
{
	int glyph;

	if (vt->utf8 && !vt->show_controls) {
		if (byte >= 0x80)
			utf8_begins(vt, byte);
		else
			put_glyph(vt, byte);
		return;
	}
	glyph = vt_glyph_of_set(vt->set, byte);
	if (glyph >= 0)
		put_glyph(vt, glyph);
}

/* ---- control characters ---- */

static void tab(struct vt *vt)
{
	do {
		if (vt->pen.x == VT_COLUMNS - 1)
			return;
		vt->pen.x++;
	} while (!test_bit(vt->pen.x, vt->tabs));
}

/* True: it was one. */
static bool control(struct vt *vt, u8 byte)
{
	switch (byte) {
	case 0:
	case 0x7f:
		break;
	case '\a':
		if (vt->state == OSC_TEXT)
			vt->state = PLAIN;
		else
			vt_beep(750, 125);
		break;
	case '\b':
		if (vt->pen.x) {
			vt->pen.x--;
			vt->wrap = false;
		}
		break;
	case '\t':
		tab(vt);
		break;
	case '\n':
	case '\v':
	case '\f':
		line_feed(vt);
		if (vt->newline)
			carriage_return(vt);
		break;
	case '\r':
		carriage_return(vt);
		break;
	case 14:
	case 15:
		vt->pen.charset = vt->show_controls = byte == 14;
		vt->set = vt->pen.sets[vt->pen.charset];
		break;
	case 24:
	case 26:
		vt->state = PLAIN;
		break;
	case 0x1b:
		vt->state = ESCAPE;
		break;
	case 0x9b:
		vt->state = CSI;
		break;
	default:
		return false;
	}
	return true;
}

/* With the font's own glyphs on, or in the midst of UTF-8, few bytes are controls. */
static bool is_control(const struct vt *vt, u8 byte)
{
	if (vt->state == PLAIN && vt->show_controls)
		return byte == '\n' || byte == '\r' || byte == '\b' || byte == '\f' || byte == 14 ||
		       byte == 15 || byte == 0x1b || !byte;
	if (byte == 0x9b)
		return !vt->utf8;
	return byte < ' ' || byte == 0x7f;
}

/* ---- sequences ---- */

static void begin_csi(struct vt *vt)
{
	vt->state = CSI;
	vt->private = 0;
	vt->nr_params = 0;
	memset(vt->params, 0, sizeof(vt->params));
}

static void escape(struct vt *vt, u8 byte)
{
	vt->state = PLAIN;
	switch (byte) {
	case '[':
		begin_csi(vt);
		break;
	case ']':
		vt->state = OSC;
		break;
	case '%':
		vt->state = PERCENT;
		break;
	case 'E':
		carriage_return(vt);
		line_feed(vt);
		break;
	case 'M':
		reverse_line_feed(vt);
		break;
	case 'D':
		line_feed(vt);
		break;
	case 'H':
		__set_bit(vt->pen.x, vt->tabs);
		break;
	case 'Z':
		vt_reply(vt, "\033[?6c");
		break;
	case '7':
		vt->saved = vt->pen;
		break;
	case '8':
		vt_restore_pen(vt);
		break;
	case '(':
		vt->state = SET_G0;
		break;
	case ')':
		vt->state = SET_G1;
		break;
	case '#':
		vt->state = HASH;
		break;
	case 'c':
		vt_term_reset(vt, true);
		break;
	}
}

static void choose_set(struct vt *vt, unsigned int which, u8 byte)
{
	vt->state = PLAIN;
	if (byte == '0')
		vt->pen.sets[which] = VT_GRAPHICS;
	else if (byte == 'B')
		vt->pen.sets[which] = VT_LATIN1;
	else if (byte == 'U')
		vt->pen.sets[which] = VT_IBMPC;
	else if (byte == 'K')
		vt->pen.sets[which] = VT_USER;
	if (vt->pen.charset == which)
		vt->set = vt->pen.sets[which];
}

static void csi_param(struct vt *vt, u8 byte)
{
	u16 *param = &vt->params[vt->nr_params];

	if (byte >= '0' && byte <= '9')
		*param = min(*param * 10 + byte - '0', 9999);
	else if (byte == ';' && vt->nr_params < VT_PARAMS - 1)
		vt->nr_params++;
	else if (byte >= ' ' && byte < '@')
		vt->state = CSI_IGNORE;
	else {
		vt->state = PLAIN;
		vt->nr_params++;
		vt_csi(vt, byte);
	}
}

static void csi_begin(struct vt *vt, u8 byte)
{
	if (byte == '[') {
		vt->state = FUNCTION;
		return;
	}
	vt->state = CSI_PARAMS;
	if (byte >= '<' && byte <= '?')
		vt->private = byte;
	else
		csi_param(vt, byte);
}

static void osc(struct vt *vt, u8 byte)
{
	vt->state = byte == 'P' ? OSC_PALETTE : byte >= '0' && byte <= '9' ? OSC_TEXT : PLAIN;
	vt->palette_digits = 0;
}

static void sequence(struct vt *vt, u8 byte)
{
	switch (vt->state) {
	case ESCAPE:
		escape(vt, byte);
		break;
	case CSI:
		csi_begin(vt, byte);
		break;
	case CSI_PARAMS:
		csi_param(vt, byte);
		break;
	case CSI_IGNORE:
		if (byte >= '@' && byte < 0x7f)
			vt->state = PLAIN;
		break;
	case FUNCTION:
		vt->state = PLAIN;
		break;
	case SET_G0:
	case SET_G1:
		choose_set(vt, vt->state == SET_G1, byte);
		break;
	case HASH: /* 8: every cell an E, to adjust the tube by */
		vt->state = PLAIN;
		if (byte == '8')
			memset16(vt->cells, (vt_blank(vt) & 0xff00) | 'E', VT_CELLS);
		break;
	case PERCENT:
		vt->state = PLAIN;
		if (byte == '@')
			vt->utf8 = false;
		else if (byte == 'G' || byte == '8')
			vt->utf8 = true;
		break;
	case OSC:
		osc(vt, byte);
		break;
	case OSC_PALETTE:
		if (++vt->palette_digits == PALETTE_DIGITS)
			vt->state = PLAIN;
		break;
	}
}

void vt_term_byte(struct vt *vt, u8 byte)
{
	if (vt->code_bytes && vt->state == PLAIN && utf8_goes_on(vt, byte))
		return;
	if (is_control(vt, byte) && control(vt, byte)) {
		if (byte == 0x9b)
			begin_csi(vt);
		return;
	}
	if (vt->state != PLAIN)
		sequence(vt, byte);
	else
		put_character(vt, byte);
}
