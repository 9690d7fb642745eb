/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * terminal: a VT220 at the other end of a serial line, by libvterm. Bytes come
 * from the machine's thread; everything else belongs to the panel's.
 */
#ifndef ZONEMU_EMU_PANEL_TERMINAL_H
#define ZONEMU_EMU_PANEL_TERMINAL_H

#include <stdbool.h>
#include <stdint.h>

struct chardev;
struct terminal;

#define TERMINAL_COLUMNS 100
#define TERMINAL_ROWS	 36

struct terminal_cell {
	uint32_t codepoint, ink, back; /* colours 0xrrggbb */
	bool bold;
};

struct terminal *terminal_create(void);
void terminal_destroy(struct terminal *terminal);
/* The machine's end; owned by the terminal. */
struct chardev *terminal_chardev(struct terminal *terminal);

/* Digest what has come in. True: the picture has changed. */
bool terminal_refresh(struct terminal *terminal);
struct terminal_cell terminal_cell(const struct terminal *terminal, int row, int column);
void terminal_cursor(const struct terminal *terminal, int *row, int *column);

/* Keys: a typed letter (with Ctrl), or one of the others. */
enum terminal_key {
	TERMINAL_ENTER,
	TERMINAL_BACKSPACE,
	TERMINAL_TAB,
	TERMINAL_ESCAPE,
	TERMINAL_UP,
	TERMINAL_DOWN,
	TERMINAL_LEFT,
	TERMINAL_RIGHT,
	TERMINAL_HOME,
	TERMINAL_END,
	TERMINAL_DELETE,
};
void terminal_type(struct terminal *terminal, uint32_t codepoint, bool control);
void terminal_press(struct terminal *terminal, enum terminal_key key);

#endif
