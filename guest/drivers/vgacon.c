/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * vgacon: the VGA's text screen, 80 by 25 cells at B8000h. Understands of the language of
 * TERM=linux what editors and full-screen programs use: the cursor, erasing, inserting and
 * deleting, a region that scrolls, colours. Lines that scroll off the top are kept, to be
 * looked at again.
 */
#include <linux/console.h>
#include <linux/init.h>
#include <linux/ioport.h>
#include <linux/kernel.h>
#include <linux/spinlock.h>
#include <linux/string.h>
#include <linux/tty_simple.h>
#include <asm/io.h>

#include "consoles.h"

#define VGA_TEXT_PA  0xb8000
#define COLUMNS	     80
#define ROWS	     25
#define HISTORY_ROWS 200
#define TAB	     8
#define DEFAULT_ATTR 0x07

#define CRTC_INDEX	 0x3d4
#define CRTC_DATA	 0x3d5
#define CRTC_CURSOR_TOP	 0x0a
#define CRTC_CURSOR_END	 0x0b
#define CRTC_CURSOR_HIGH 0x0e
#define CRTC_CURSOR_LOW	 0x0f

#define MAX_PARAMS 4

static struct vgacon {
	spinlock_t lock;
	u16 *screen;
	unsigned int x, y; /* x == COLUMNS: the next character begins a line */
	u8 attr;

	enum { PLAIN, ESCAPE, CSI, CHARSET } state;
	unsigned int params[MAX_PARAMS];
	unsigned int nr_params;
	bool private;		  /* "?" came: a mode of the terminal's own */
	unsigned int top, bottom; /* the region that scrolls; bottom exclusive */
	unsigned int saved_x, saved_y;
	u8 saved_attr;

	u16 history[HISTORY_ROWS][COLUMNS]; /* a ring; history_rows is the next to write */
	unsigned int history_rows;
	unsigned int view;	   /* lines looked back; 0: the live screen */
	u16 behind[ROWS][COLUMNS]; /* the live screen meanwhile */
} vga;

/* ANSI's colours in the VGA's order. */
static const u8 vga_colour[8] = {0, 4, 2, 6, 1, 5, 3, 7};

static void write_crtc(u8 reg, u8 value)
{
	outb(reg, CRTC_INDEX);
	outb(value, CRTC_DATA);
}

static void move_cursor(void)
{
	unsigned int cell = vga.y * COLUMNS + min(vga.x, COLUMNS - 1u);

	write_crtc(CRTC_CURSOR_HIGH, cell >> 8);
	write_crtc(CRTC_CURSOR_LOW, cell & 0xff);
}

static u16 blank(void)
{
	return vga.attr << 8 | ' ';
}

static void clear_cells(unsigned int from, unsigned int to)
{
	memset16(vga.screen + from, blank(), to - from);
}

static void move_rows(unsigned int to, unsigned int from, unsigned int rows)
{
	memmove(vga.screen + to * COLUMNS, vga.screen + from * COLUMNS,
		rows * COLUMNS * sizeof(u16));
}

/* Rows [top, bottom) go up by n; what comes in below is blank. */
static void scroll_up(unsigned int top, unsigned int bottom, unsigned int n)
{
	unsigned int i;

	n = min(n, bottom - top);
	for (i = 0; top == 0 && bottom == ROWS && i < n; i++)
		memcpy(vga.history[vga.history_rows++ % HISTORY_ROWS], vga.screen + i * COLUMNS,
		       COLUMNS * sizeof(u16));
	move_rows(top, top + n, bottom - top - n);
	clear_cells((bottom - n) * COLUMNS, bottom * COLUMNS);
}

static void scroll_down(unsigned int top, unsigned int bottom, unsigned int n)
{
	n = min(n, bottom - top);
	move_rows(top + n, top, bottom - top - n);
	clear_cells(top * COLUMNS, (top + n) * COLUMNS);
}

static void line_feed(void)
{
	if (vga.y == vga.bottom - 1)
		scroll_up(vga.top, vga.bottom, 1);
	else if (vga.y < ROWS - 1)
		vga.y++;
}

static void reverse_line_feed(void)
{
	if (vga.y == vga.top)
		scroll_down(vga.top, vga.bottom, 1);
	else if (vga.y)
		vga.y--;
}

static void put_cell(u8 c)
{
	if (vga.x == COLUMNS) {
		vga.x = 0;
		line_feed();
	}
	vga.screen[vga.y * COLUMNS + vga.x++] = vga.attr << 8 | c;
}

static void erase_line(unsigned int how)
{
	unsigned int row = vga.y * COLUMNS, x = min(vga.x, COLUMNS - 1u);

	clear_cells(how ? row : row + x, how == 1 ? row + x + 1 : row + COLUMNS);
}

static void erase_screen(unsigned int how)
{
	unsigned int at = vga.y * COLUMNS + min(vga.x, COLUMNS - 1u);

	clear_cells(how ? 0 : at, how == 1 ? at + 1 : ROWS * COLUMNS);
}

static void set_attr(unsigned int code)
{
	if (code == 0)
		vga.attr = DEFAULT_ATTR;
	else if (code == 1)
		vga.attr |= 0x08;
	else if (code == 2 || code == 22)
		vga.attr &= ~0x08;
	else if (code == 7)
		vga.attr = vga.attr << 4 | vga.attr >> 4;
	else if (code == 27)
		vga.attr = DEFAULT_ATTR;
	else if (code >= 30 && code <= 37)
		vga.attr = (vga.attr & 0xf8) | vga_colour[code - 30];
	else if (code == 39)
		vga.attr = (vga.attr & 0xf8) | (DEFAULT_ATTR & 7);
	else if (code >= 40 && code <= 47)
		vga.attr = (vga.attr & 0x8f) | vga_colour[code - 40] << 4;
	else if (code == 49)
		vga.attr &= 0x8f;
	else if (code >= 90 && code <= 97)
		vga.attr = (vga.attr & 0xf0) | 0x08 | vga_colour[code - 90];
}

/* n cells come in at the cursor, or go: the rest of the row moves. */
static void shift_cells(unsigned int n, bool in)
{
	unsigned int x = min(vga.x, COLUMNS - 1u);
	u16 *row = vga.screen + vga.y * COLUMNS;

	n = min(n, COLUMNS - x);
	memmove(row + x + (in ? n : 0), row + x + (in ? 0 : n), (COLUMNS - x - n) * sizeof(u16));
	memset16(row + (in ? x : COLUMNS - n), blank(), n);
}

static void save_cursor(void)
{
	vga.saved_x = vga.x;
	vga.saved_y = vga.y;
	vga.saved_attr = vga.attr;
}

static void restore_cursor(void)
{
	vga.x = vga.saved_x;
	vga.y = vga.saved_y;
	vga.attr = vga.saved_attr;
}

static void set_region(unsigned int top, unsigned int bottom)
{
	if (top >= bottom || bottom > ROWS)
		return;
	vga.top = top - 1;
	vga.bottom = bottom;
	vga.x = vga.y = 0;
}

static void show_cursor(bool on)
{
	write_crtc(CRTC_CURSOR_TOP, on ? 14 : 0x20);
}

static void reset_terminal(void)
{
	vga.attr = vga.saved_attr = DEFAULT_ATTR;
	vga.top = 0;
	vga.bottom = ROWS;
	vga.x = vga.y = vga.saved_x = vga.saved_y = 0;
	show_cursor(true);
	clear_cells(0, ROWS * COLUMNS);
}

static unsigned int param(unsigned int i, unsigned int if_none)
{
	return i < vga.nr_params && vga.params[i] ? vga.params[i] : if_none;
}

static void csi_final(u8 c)
{
	unsigned int n = param(0, 1), i;

	switch (c) {
	case 'A':
		vga.y -= min(n, vga.y);
		break;
	case 'B':
		vga.y = min(vga.y + n, ROWS - 1u);
		break;
	case 'C':
		vga.x = min(vga.x + n, COLUMNS - 1u);
		break;
	case 'D':
		vga.x -= min(n, vga.x);
		break;
	case 'G':
		vga.x = min(n, (unsigned int)COLUMNS) - 1;
		break;
	case 'H':
	case 'f':
		vga.y = min(n, (unsigned int)ROWS) - 1;
		vga.x = min(param(1, 1), (unsigned int)COLUMNS) - 1;
		break;
	case 'J':
		erase_screen(param(0, 0));
		break;
	case 'K':
		erase_line(param(0, 0));
		break;
	case 'E':
		vga.y = min(vga.y + n, ROWS - 1u);
		vga.x = 0;
		break;
	case 'F':
		vga.y -= min(n, vga.y);
		vga.x = 0;
		break;
	case '`':
		vga.x = min(n, (unsigned int)COLUMNS) - 1;
		break;
	case 'd':
		vga.y = min(n, (unsigned int)ROWS) - 1;
		break;
	case 'L':
		if (vga.y >= vga.top && vga.y < vga.bottom)
			scroll_down(vga.y, vga.bottom, n);
		break;
	case 'M':
		if (vga.y >= vga.top && vga.y < vga.bottom)
			scroll_up(vga.y, vga.bottom, n);
		break;
	case 'S':
		scroll_up(vga.top, vga.bottom, n);
		break;
	case 'T':
		scroll_down(vga.top, vga.bottom, n);
		break;
	case '@':
		shift_cells(n, true);
		break;
	case 'P':
		shift_cells(n, false);
		break;
	case 'X':
		i = vga.y * COLUMNS + min(vga.x, COLUMNS - 1u);
		clear_cells(i, min(i + n, (vga.y + 1) * COLUMNS));
		break;
	case 'r':
		set_region(param(0, 1), param(1, ROWS));
		break;
	case 's':
		save_cursor();
		break;
	case 'u':
		restore_cursor();
		break;
	case 'h':
	case 'l':
		if (vga.private && param(0, 0) == 25)
			show_cursor(c == 'h');
		break;
	case 'm':
		for (i = 0; i < max(vga.nr_params, 1u); i++)
			set_attr(param(i, 0));
		break;
	}
}

static void csi_byte(u8 c)
{
	if (c >= '0' && c <= '9') {
		if (!vga.nr_params)
			vga.nr_params = 1;
		vga.params[vga.nr_params - 1] = vga.params[vga.nr_params - 1] * 10 + c - '0';
	} else if (c == ';') {
		vga.nr_params = min(max(vga.nr_params, 1u) + 1, (unsigned int)MAX_PARAMS);
		vga.params[vga.nr_params - 1] = 0;
	} else if (c == '?') {
		vga.private = true;
	} else if (c >= '@' && c <= '~') {
		csi_final(c);
		vga.state = PLAIN;
	}
}

static void escape_byte(u8 c)
{
	vga.state = PLAIN;
	switch (c) {
	case '[':
		vga.state = CSI;
		vga.nr_params = 0;
		vga.params[0] = 0;
		vga.private = false;
		break;
	case '(': /* which characters: there is one set */
	case ')':
		vga.state = CHARSET;
		break;
	case '7':
		save_cursor();
		break;
	case '8':
		restore_cursor();
		break;
	case 'D':
		line_feed();
		break;
	case 'E':
		vga.x = 0;
		line_feed();
		break;
	case 'M':
		reverse_line_feed();
		break;
	case 'c':
		reset_terminal();
		break;
	}
}

static void plain_byte(u8 c)
{
	switch (c) {
	case '\n':
		line_feed();
		break;
	case '\r':
		vga.x = 0;
		break;
	case '\b':
		vga.x -= vga.x ? 1 : 0;
		break;
	case '\t':
		do
			put_cell(' ');
		while (vga.x % TAB);
		break;
	case '\a':
		break;
	case 0x1b:
		vga.state = ESCAPE;
		break;
	default:
		put_cell(c);
	}
}

static void put_byte(u8 c)
{
	if (vga.state == PLAIN) {
		plain_byte(c);
	} else if (vga.state == ESCAPE) {
		escape_byte(c);
	} else if (vga.state == CHARSET) {
		vga.state = PLAIN;
	} else {
		csi_byte(c);
	}
}

static void end_view(void)
{
	if (!vga.view)
		return;
	memcpy(vga.screen, vga.behind, sizeof(vga.behind));
	vga.view = 0;
}

static void write_text(const char *text, size_t count, bool crlf)
{
	unsigned long flags;

	spin_lock_irqsave(&vga.lock, flags);
	end_view();
	for (; count; count--, text++) {
		if (*text == '\n' && crlf)
			put_byte('\r');
		put_byte(*text);
	}
	move_cursor();
	spin_unlock_irqrestore(&vga.lock, flags);
}

/* Row n of history and live screen together; 0 is the oldest kept. */
static const u16 *row_at(unsigned int n, unsigned int kept)
{
	if (n < kept)
		return vga.history[(vga.history_rows - kept + n) % HISTORY_ROWS];
	return vga.behind[n - kept];
}

void vga_scroll_view(int lines)
{
	unsigned int kept = min(vga.history_rows, (unsigned int)HISTORY_ROWS), row;
	unsigned long flags;

	spin_lock_irqsave(&vga.lock, flags);
	if (!vga.view)
		memcpy(vga.behind, vga.screen, sizeof(vga.behind));
	vga.view = lines ? clamp_t(int, (int)vga.view + lines, 0, kept) : 0;
	for (row = 0; row < ROWS; row++)
		memcpy(vga.screen + row * COLUMNS, row_at(kept - vga.view + row, kept),
		       COLUMNS * sizeof(u16));
	spin_unlock_irqrestore(&vga.lock, flags);
}

static void vga_console_write(struct console *console, const char *text, unsigned int count)
{
	write_text(text, count, true);
}

static void vga_tty_write(struct console_tty *tty, const char *bytes, size_t count)
{
	write_text(bytes, count, false);
}

static struct console vga_console = {.name = "tty", .index = 0, .write = vga_console_write};
struct console_tty vga_tty = {.name = "tty0", .write = vga_tty_write};

void __init vga_console_init(void)
{
	vga.screen = __va(VGA_TEXT_PA);
	reset_terminal();
	write_crtc(CRTC_CURSOR_END, 15);
	move_cursor();
	register_console(&vga_console);
}
