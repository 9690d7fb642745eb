/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * vt: virtual terminals: twelve of them share the screen and the keyboard.
 *
 * Each is a console_tty, /dev/ttyN, of 80 by 25 cells. One is in front: its cells are the VGA's
 * memory, those of the others lie in RAM. They are made when they are first opened or looked at;
 * the first is there from the start, for printk().
 */
#ifndef DRIVERS_VT_H
#define DRIVERS_VT_H

#include <linux/bitmap.h>
#include <linux/tty_simple.h>
#include <linux/types.h>

#define VT_MOST	     12
#define VT_PROMPT    12 /* the one that the kernel's own prompt has, from when it is looked at */
#define VT_COLUMNS   80
#define VT_ROWS	     25
#define VT_CELLS     (VT_COLUMNS * VT_ROWS)
#define VT_HISTORY   200 /* rows that are kept when they scroll off */
#define VT_PARAMS    16
#define VT_REPLIES   32
#define DEFAULT_ATTR 0x07

enum vt_intensity { VT_HALF, VT_NORMAL, VT_BOLD };
enum vt_charset { VT_LATIN1, VT_GRAPHICS, VT_IBMPC, VT_USER };

/* What ESC 7 keeps. */
struct vt_pen {
	u8 x, y;
	u8 color; /* as the VGA has it: foreground, and background << 4 */
	u8 intensity;
	bool italic, underline, blink, reverse;
	u8 charset; /* which of the two */
	u8 sets[2];
};

struct vt {
	struct console_tty port; /* first: a port is its terminal */
	char name[8];
	unsigned int number; /* 1 is tty1 */
	u16 *cells;	     /* the VGA's memory, or kept */
	u16 *kept;
	u16 (*history)[VT_COLUMNS]; /* a ring; history_rows is the next to write */
	unsigned int history_rows;
	unsigned int view; /* rows looked back; 0: the live screen, else that is in kept */

	/* the emulation: term.c */
	struct vt_pen pen, saved;
	bool wrap;	/* a character has gone to the last column: the next begins a line */
	u8 attr;	/* of pen */
	u8 top, bottom; /* the rows that scroll; bottom exclusive */
	u8 state;
	u8 private;
	u16 params[VT_PARAMS];
	u8 nr_params;
	bool utf8, application_cursor, origin, no_autowrap, insert, newline, inverse, cursor_off;
	bool show_controls;
	u8 set;	       /* of characters that are no UTF-8 */
	u32 code;      /* of UTF-8, as far as it has come */
	u8 code_bytes; /* still to come */
	DECLARE_BITMAP(tabs, VT_COLUMNS);
	u8 replies[VT_REPLIES]; /* to what a program asked; typed when the lock is free */
	u8 nr_replies;
	u8 palette_digits;

	/* what programs have set: vt_ioctl.c */
	u8 mode;	  /* KD_TEXT, KD_GRAPHICS */
	u8 keyboard_mode; /* K_XLATE ... */
	u8 lock_keys;
	struct pid *switch_pid; /* who is asked before the screen goes away; NULL: nobody */
	u16 acquire_signal, release_signal;
	u8 switch_to; /* asked for, and not yet allowed; 0: nothing */
};

extern struct vt first_vt;

/* vt.c. Numbers from 1 on; vt_find: NULL: not made yet. */
struct vt *vt_find(unsigned int number);
struct vt *vt_make(unsigned int number); /* NULL: no memory; may sleep */
struct vt *vt_front(void);
struct vc_data *vt_kern_front(void); /* vt_kern.c: the same as Linux's drivers know it */
struct vt *vt_of_port(struct console_tty *port); /* NULL: no terminal of the screen */
bool vt_forget(unsigned int number);		 /* false: it is in front */
/* Soon, by a worker; any context. */
void vt_want(unsigned int number);
void vt_want_next(bool up); /* of those that are there */
/* Now; may sleep. 0, -ENXIO, -ENOMEM; -EBUSY: switching is locked. */
int vt_activate(unsigned int number);
/* Interruptible. */
int vt_wait_active(unsigned int number);
void vt_lock_switch(bool locked);
/* The process that owns the screen says yes (or no) to what was asked. */
int vt_release_screen(struct vt *vt, bool yes);
void vt_set_mode(struct vt *vt, unsigned int mode);
void vt_scroll_view(int rows); /* of the one in front: up, or (negative) down; 0: to the end */
/* Type text to it, as the keyboard would; interrupts are off. */
void vt_type(struct vt *vt, const char *text);
/* The cells as they would be seen; under vt_lock. */
u16 *vt_live_cells(struct vt *vt);
extern spinlock_t vt_lock; /* every struct vt; taken with interrupts off */

/* term.c: under vt_lock. */
void vt_term_reset(struct vt *vt, bool clear);
void vt_term_byte(struct vt *vt, u8 byte);
void vt_term_attr(struct vt *vt); /* pen has changed */
void vt_restore_pen(struct vt *vt);

/* cells.c: under vt_lock. */
u16 vt_blank(const struct vt *vt);
void vt_clear(struct vt *vt, unsigned int from, unsigned int to);
void vt_scroll_up(struct vt *vt, unsigned int top, unsigned int bottom, unsigned int rows);
void vt_scroll_down(struct vt *vt, unsigned int top, unsigned int bottom, unsigned int rows);
void vt_shift(struct vt *vt, unsigned int cells, bool in);
void vt_invert_all(struct vt *vt);
u16 *vt_cell(struct vt *vt, unsigned int x, unsigned int y);

/* charset.c: the glyph of the VGA's font (code page 437); negative: nothing is to be shown. */
int vt_glyph_of_unicode(u32 code);
int vt_glyph_of_set(enum vt_charset set, u8 byte);

/* csi.c: a sequence that is complete. */
void vt_csi(struct vt *vt, u8 final);
void vt_goto(struct vt *vt, int x, int y);
void vt_goto_origin(struct vt *vt, int x,
		    int y); /* from the top of the scrolling rows, if so set */
void vt_reply(struct vt *vt, const char *text);

/* keyboard.c */
void vt_keyboard_leds(struct vt *vt); /* show them; any context */

/* vgacon.c: the hardware. */
u16 *vga_text_memory(void);
void vga_show_cursor(unsigned int x, unsigned int y, bool on);

/* beep.c: hz 0: silence; ms 0: until told otherwise. Any context. */
void vt_beep(unsigned int hz, unsigned int ms);

struct tty_struct;
/* vt_ioctl.c: -ENOIOCTLCMD: none of ours. */
long vt_ioctl(struct tty_struct *tty, unsigned int cmd, unsigned long arg);

#endif
