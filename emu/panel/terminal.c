/* SPDX-License-Identifier: GPL-2.0-only */
/* terminal: a locked queue of bytes from the machine, then libvterm. */
#include "emu/panel/terminal.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <vterm.h>

#include "emu/chardev/chardev.h"

struct terminal {
	struct chardev *dev;
	VTerm *vt;
	VTermScreen *screen;
	VTermPos cursor;
	pthread_mutex_t lock; /* waiting, used, room */
	char *waiting;
	size_t used, room;
};

/* On the machine's thread. */
static void take_byte(void *ctx, uint8_t byte)
{
	struct terminal *terminal = ctx;

	pthread_mutex_lock(&terminal->lock);
	if (terminal->used == terminal->room) {
		size_t room = terminal->room ? terminal->room * 2 : 4096;
		char *bigger = realloc(terminal->waiting, room);

		if (bigger) {
			terminal->waiting = bigger;
			terminal->room = room;
		}
	}
	if (terminal->used < terminal->room)
		terminal->waiting[terminal->used++] = (char)byte;
	pthread_mutex_unlock(&terminal->lock);
}

static void send_bytes(const char *bytes, size_t count, void *ctx)
{
	struct terminal *terminal = ctx;

	chardev_push(terminal->dev, bytes, count);
}

static int moved(VTermPos to, VTermPos from, int visible, void *ctx)
{
	struct terminal *terminal = ctx;

	(void)from;
	(void)visible;
	terminal->cursor = to;
	return 1;
}

struct terminal *terminal_create(void)
{
	static const VTermScreenCallbacks callbacks = {.movecursor = moved};
	struct terminal *terminal = calloc(1, sizeof(*terminal));

	if (!terminal)
		return NULL;
	pthread_mutex_init(&terminal->lock, NULL);
	terminal->dev = chardev_callback(take_byte, terminal);
	terminal->vt = vterm_new(TERMINAL_ROWS, TERMINAL_COLUMNS);
	if (!terminal->dev || !terminal->vt) {
		terminal_destroy(terminal);
		return NULL;
	}
	vterm_set_utf8(terminal->vt, 1);
	vterm_output_set_callback(terminal->vt, send_bytes, terminal);
	terminal->screen = vterm_obtain_screen(terminal->vt);
	vterm_screen_set_callbacks(terminal->screen, &callbacks, terminal);
	vterm_screen_reset(terminal->screen, 1);
	return terminal;
}

void terminal_destroy(struct terminal *terminal)
{
	if (!terminal)
		return;
	if (terminal->vt)
		vterm_free(terminal->vt);
	if (terminal->dev)
		chardev_close(terminal->dev);
	pthread_mutex_destroy(&terminal->lock);
	free(terminal->waiting);
	free(terminal);
}

struct chardev *terminal_chardev(struct terminal *terminal)
{
	return terminal->dev;
}

bool terminal_refresh(struct terminal *terminal)
{
	char *bytes;
	size_t count;

	pthread_mutex_lock(&terminal->lock);
	bytes = terminal->waiting;
	count = terminal->used;
	terminal->waiting = NULL;
	terminal->used = terminal->room = 0;
	pthread_mutex_unlock(&terminal->lock);
	if (count)
		vterm_input_write(terminal->vt, bytes, count);
	free(bytes);
	return count > 0;
}

static uint32_t rgb(const struct terminal *terminal, VTermColor colour)
{
	vterm_screen_convert_color_to_rgb(terminal->screen, &colour);
	return (uint32_t)colour.rgb.red << 16 | (uint32_t)colour.rgb.green << 8 | colour.rgb.blue;
}

struct terminal_cell terminal_cell(const struct terminal *terminal, int row, int column)
{
	VTermScreenCell cell;
	struct terminal_cell result = {0};

	if (!vterm_screen_get_cell(terminal->screen, (VTermPos){row, column}, &cell))
		return result;
	result.codepoint = cell.chars[0] ? cell.chars[0] : ' ';
	result.ink = rgb(terminal, cell.attrs.reverse ? cell.bg : cell.fg);
	result.back = rgb(terminal, cell.attrs.reverse ? cell.fg : cell.bg);
	result.bold = cell.attrs.bold;
	return result;
}

void terminal_cursor(const struct terminal *terminal, int *row, int *column)
{
	*row = terminal->cursor.row;
	*column = terminal->cursor.col;
}

void terminal_type(struct terminal *terminal, uint32_t codepoint, bool control)
{
	vterm_keyboard_unichar(terminal->vt, codepoint, control ? VTERM_MOD_CTRL : VTERM_MOD_NONE);
}

void terminal_press(struct terminal *terminal, enum terminal_key key)
{
	static const VTermKey keys[] = {
	    [TERMINAL_ENTER] = VTERM_KEY_ENTER, [TERMINAL_BACKSPACE] = VTERM_KEY_BACKSPACE,
	    [TERMINAL_TAB] = VTERM_KEY_TAB,	[TERMINAL_ESCAPE] = VTERM_KEY_ESCAPE,
	    [TERMINAL_UP] = VTERM_KEY_UP,	[TERMINAL_DOWN] = VTERM_KEY_DOWN,
	    [TERMINAL_LEFT] = VTERM_KEY_LEFT,	[TERMINAL_RIGHT] = VTERM_KEY_RIGHT,
	    [TERMINAL_HOME] = VTERM_KEY_HOME,	[TERMINAL_END] = VTERM_KEY_END,
	    [TERMINAL_DELETE] = VTERM_KEY_DEL,
	};

	vterm_keyboard_key(terminal->vt, keys[key], VTERM_MOD_NONE);
}
